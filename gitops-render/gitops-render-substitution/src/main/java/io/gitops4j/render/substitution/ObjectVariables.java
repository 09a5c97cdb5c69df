package io.gitops4j.render.substitution;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that a ConfigMap or a Secret holds. For one object. */
final class ObjectVariables {
    private final String title;
    private final boolean secret;
    private final Map<String, Variable> found = new LinkedHashMap<>();

    private ObjectVariables(String title, boolean secret) {
        this.title = title;
        this.secret = secret;
    }

    static Map<String, Variable> of(Node.Obj object) {
        String kind = object.text("kind").orElse("");
        String title =
                kind + object.text("metadata", "name").map(name -> " " + name).orElse("");
        boolean core = object.text("apiVersion").filter("v1"::equals).isPresent();
        if (!core || !kind.equals("ConfigMap") && !kind.equals("Secret")) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.object(title.isEmpty() ? "object" : title),
                    "variables come from a ConfigMap or a Secret of v1, and this is neither"));
        }
        ObjectVariables variables = new ObjectVariables(title, kind.equals("Secret"));
        variables.take(object, "data", kind.equals("Secret"));
        if (kind.equals("Secret")) {
            variables.take(object, "stringData", false);
        }
        return variables.found;
    }

    private void take(Node.Obj object, String field, boolean encoded) {
        Node data = object.get(field);
        if (data == null || data instanceof Node.Null) {
            return;
        }
        if (!(data instanceof Node.Obj entries)) {
            throw invalid(Path.of(field), "must be a mapping of strings");
        }
        for (int i = 0; i < entries.size(); i++) {
            Path path = Path.of(field, entries.key(i));
            String text = text(entries.value(i), path);
            String value = encoded ? decoded(text, path) : text;
            found.put(
                    entries.key(i),
                    new Variable(value == null ? null : SubstitutionBuilder.oneLine(value), secret, title));
        }
    }

    /** The text; null is the empty one, as the API server reads it. */
    private String text(Node node, Path path) {
        if (node instanceof Node.Null) {
            return "";
        }
        if (node instanceof Node.Str text) {
            return text.value();
        }
        throw invalid(path, "must be a string");
    }

    private @Nullable String decoded(String base64, Path path) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.replace("\n", "").replace("\r", ""));
        } catch (IllegalArgumentException noBase64) {
            throw invalid(path, "must be base64");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException noText) {
            return null;
        }
    }

    private GitOpsException invalid(Path path, String what) {
        return new GitOpsException(Problem.of(
                Code.INVALID_CONFIGURATION, Location.object(title).withField(path.toString()), "the value " + what));
    }
}
