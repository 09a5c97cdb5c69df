package io.gitops4j.core.resource;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every Kubernetes object must have before anything can be done with it: {@code apiVersion}, {@code kind}, a name,
 * and strings where the API wants strings. Looser than the API server on purpose; it has the last word.
 */
final class ObjectRules {
    private static final String WAY_OUT =
            "; if the file is meant for something else, exclude it by a pattern or move it out of the folder";
    private static final Path API_VERSION = Path.of("apiVersion");
    private static final Path KIND = Path.of("kind");
    private static final Path METADATA = Path.of("metadata");
    private static final Path NAME = METADATA.key("name");
    private static final Path GENERATE_NAME = METADATA.key("generateName");
    private static final Path NAMESPACE = METADATA.key("namespace");
    /** A group is a DNS subdomain, a version a DNS label (k8s.io/apimachinery {@code validation.go}). */
    private static final Pattern API_VERSIONS =
            Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    /** A kind in lower case is a DNS label (apiextensions {@code validation.go}). */
    private static final Pattern KINDS = Pattern.compile("[A-Za-z]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?");
    /** A namespace is a DNS label. */
    private static final Pattern NAMESPACES = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private static final int LONGEST_NAME = 253;

    private final Manifest manifest;
    private final List<Problem> problems = new ArrayList<>();

    private ObjectRules(Manifest manifest) {
        this.manifest = manifest;
    }

    /** All that is wrong with {@code manifest}; empty where it is fine. */
    static List<Problem> check(Manifest manifest) {
        ObjectRules rules = new ObjectRules(manifest);
        rules.check();
        return rules.problems;
    }

    private void check() {
        Node.Obj body = manifest.body();
        if (!body.has("apiVersion") && !body.has("kind")) {
            problems.add(Problem.of(
                    Code.INVALID_OBJECT,
                    manifest.origin(Path.root()).location(),
                    "this is no Kubernetes object: it has no apiVersion and no kind" + WAY_OUT));
            return;
        }
        if (body.text("kind").filter("List"::equals).isPresent() && !body.has("items")) {
            add(Path.root(), "the List has no items; add them, or remove the document");
            return;
        }
        identity(API_VERSION, API_VERSIONS, "write \"version\" or \"group/version\", such as v1 or apps/v1");
        identity(KIND, KINDS, "write a kind of letters and digits, such as ConfigMap");
        metadata(body.get("metadata"));
        StringFields.check(manifest, this::add);
    }

    private void identity(Path path, Pattern grammar, String instead) {
        Optional<Node> found = manifest.body().at(path);
        if (found.isEmpty()) {
            add(Path.root(), "the object has no " + path + "; add it" + WAY_OUT);
            return;
        }
        String value = string(path, found.get());
        if (value == null) {
            return;
        }
        if (value.isEmpty()) {
            add(path, path + " is empty; " + instead);
        } else if (!grammar.matcher(value).matches()) {
            add(path, "\"" + value + "\" is no " + path + "; " + instead);
        }
    }

    private void metadata(@Nullable Node found) {
        if (found == null || found instanceof Node.Null) {
            add(Path.root(), "the object has no metadata; add metadata.name");
            return;
        }
        if (!(found instanceof Node.Obj metadata)) {
            add(METADATA, "metadata must be a mapping, but it is " + Words.of(found));
            return;
        }
        name(metadata);
        Node namespace = metadata.get("namespace");
        if (namespace == null || namespace instanceof Node.Null) {
            return;
        }
        String text = string(NAMESPACE, namespace);
        if (text != null && !text.isEmpty() && !NAMESPACES.matcher(text).matches()) {
            add(
                    NAMESPACE,
                    "\"" + text
                            + "\" is no name of a namespace: lower-case letters, digits and '-', at most 63; write"
                            + " another");
        }
    }

    private void name(Node.Obj metadata) {
        Node name = metadata.get("name");
        if (name != null && !(name instanceof Node.Null)) {
            String text = string(NAME, name);
            if (text == null) {
                return;
            }
            if (!text.isEmpty()) {
                named(text);
                return;
            }
        }
        if (metadata.has("generateName")) {
            add(
                    GENERATE_NAME,
                    "the object has generateName but no name: a declarative apply cannot match it to a live object, and"
                            + " each run would create another one; give it metadata.name, or make it a hook");
        } else {
            add(METADATA, "the object has no name; add metadata.name");
        }
    }

    /**
     * What the API server refuses for every kind, since it cannot be a part of a URL ({@code IsValidPathSegmentName}).
     */
    private void named(String name) {
        if (name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%")) {
            add(
                    NAME,
                    "\"" + name
                            + "\" cannot be a name: it must not be '.' or '..', nor contain '/' or '%'; write another");
        } else if (name.length() > LONGEST_NAME) {
            add(
                    NAME,
                    "the name has " + name.length() + " characters, and at most " + LONGEST_NAME
                            + " are allowed; shorten it");
        }
    }

    private @Nullable String string(Path path, Node node) {
        if (node instanceof Node.Str str) {
            return str.value();
        }
        add(path, StringFields.noString(path, node));
        return null;
    }

    private void add(Path path, String message) {
        problems.add(Problem.of(Code.INVALID_OBJECT, place(manifest, path), message));
    }

    /** Where {@code path} of {@code manifest} is, with the object's title and the field. */
    static Location place(Manifest manifest, Path path) {
        Location place = manifest.origin(path).location().withObject(manifest.title());
        return path.length() == 0 ? place : place.withField(path.toString());
    }
}
