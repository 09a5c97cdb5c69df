package io.gitops4j.e2e.merge;

import io.gitops4j.core.merge.FieldFilter;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.core.schema.CustomResourceSchemas;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kind whose objects are tried.
 *
 * @param plural its name in paths
 * @param versions the versions in which it is written, all of one schema
 * @param subresources those that the histories write to
 * @param resets by subresource, "main" for the object itself, what the endpoint resets (the strategy's {@code GetResetFields})
 * @param pattern what its objects may be, see {@link Template}
 */
record Kind(
        String name,
        String plural,
        List<String> versions,
        List<String> subresources,
        Map<String, FieldSet> resets,
        FieldType type,
        Node.Obj pattern) {
    /** The definition of the kind that is none of Kubernetes itself. */
    static final Node.Obj DEFINITION = resource("widgets.yaml");

    private static final SchemaSource SCHEMAS =
            SchemaSource.firstOf(CustomResourceSchemas.of(List.of(DEFINITION)), SchemaSource.builtIn());

    static final List<Kind> ALL = List.of(
                    "configmap",
                    "secret",
                    "serviceaccount",
                    "deployment",
                    "statefulset",
                    "service",
                    "ingress",
                    "networkpolicy",
                    "role",
                    "rolebinding",
                    "autoscaler",
                    "cronjob",
                    "disruptionbudget",
                    "volumeclaim",
                    "widget")
            .stream()
            .map(Kind::read)
            .toList();

    private static Kind read(String file) {
        Node.Obj told = resource(file + ".yaml");
        List<String> versions = texts(told.array("versions"));
        String name = told.text("kind").orElseThrow();
        Node.Obj pattern = told.object("object");
        Node.Obj metadata = resource("metadata.yaml");
        for (String key : pattern.object("metadata").keys()) {
            metadata = metadata.without(key + "~")
                    .with(key, pattern.object("metadata").at(key).orElseThrow());
        }
        pattern = pattern.with("metadata", metadata);
        Map<String, FieldSet> resets = new TreeMap<>();
        told.object("resets")
                .keys()
                .forEach(of -> resets.put(
                        of,
                        FieldSet.of(told.object("resets").array(of).items().stream()
                                .map(path -> FieldPath.of(texts((Node.Arr) path).toArray(new String[0])))
                                .toList())));
        List<String> subresources = new ArrayList<>();
        if (pattern.has("status~")) {
            subresources.add("status");
        }
        if (told.has("scale")) {
            subresources.add("scale");
        }
        FieldType type = SCHEMAS.find(versions.get(0), name).orElseThrow().type();
        return new Kind(name, told.text("plural").orElseThrow(), versions, subresources, resets, type, (Node.Obj)
                filled(pattern));
    }

    private static List<String> texts(Node.Arr list) {
        return list.items().stream().map(item -> item.text().orElseThrow()).toList();
    }

    /** With the pattern of a pod in the places that ask for it. */
    private static Node filled(Node pattern) {
        if (pattern.text().filter("$pod"::equals).isPresent()) {
            return resource("pod-parts.yaml");
        }
        if (pattern.text().filter("$job-pod"::equals).isPresent()) {
            Node.Obj pod = resource("pod-parts.yaml");
            return pod.with("spec", pod.object("spec").with("restartPolicy", Node.of("OnFailure")));
        }
        if (!(pattern instanceof Node.Obj obj)) {
            return pattern;
        }
        Node.Obj filled = obj;
        for (String key : obj.keys()) {
            filled = filled.with(key, filled(obj.at(key).orElseThrow()));
        }
        return filled;
    }

    private static Node.Obj resource(String name) {
        try (InputStream in = Kind.class.getResourceAsStream(name)) {
            return Parser.strict().parseOne(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path of an object, or of its collection where there is no name. */
    String path(String version, String namespace, String object, String subresource) {
        return (version.contains("/") ? "/apis/" : "/api/") + version + "/namespaces/" + namespace + "/" + plural
                + (object.isEmpty() ? "" : "/" + object) + (subresource.isEmpty() ? "" : "/" + subresource);
    }

    /** Whether it is no kind of Kubernetes itself. */
    boolean isCustom() {
        return DEFINITION.text("spec", "names", "kind").filter(name::equals).isPresent();
    }

    /**
     * The fields of a custom resource that the endpoint has back as they were, after it has told the owners. The endpoint of
     * the object knows its resets in its own version alone, so that who wrote a status in another one loses what the request
     * leaves out (apiextensions-apiserver {@code customresource_handler.go}).
     */
    List<String> restored(String subresource) {
        return isCustom()
                ? reset(subresource).members().stream()
                        .map(path -> ((PathElement.Field) path.element(0)).name())
                        .toList()
                : List.of();
    }

    private FieldSet reset(String subresource) {
        return resets.getOrDefault(subresource.isEmpty() ? "main" : subresource, FieldSet.empty());
    }

    /** The prediction of requests at an endpoint. */
    ServerSideApply merge(String version, String subresource) {
        FieldSet reset = reset(subresource);
        ServerSideApply merge = ServerSideApply.of(type);
        if (reset.isEmpty()) {
            return merge;
        }
        for (String each : isCustom() && subresource.isEmpty() ? List.of(version) : versions) {
            merge = merge.resetting(each, FieldFilter.excluding(reset));
        }
        return merge;
    }

    @Override
    public String toString() {
        return name;
    }
}
