package io.gitops4j.core.text;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short ways to parse for tests. */
final class Texts {
    private Texts() {}

    static List<Document> documents(String yaml) {
        return Parser.strict().parseYaml("app.yaml", yaml);
    }

    /** The first document as compact JSON, or "none". */
    static String json(String yaml) {
        return asJson(documents(yaml));
    }

    static String asJson(List<Document> documents) {
        return documents.isEmpty() ? "none" : Printer.json(documents.get(0).root(), Mask.none());
    }

    static Node value(String scalar) {
        return ((Node.Obj) documents("v: " + scalar).get(0).root()).at("v").orElseThrow();
    }

    static Problem problem(String yaml) {
        return problem(() -> documents(yaml));
    }

    static Problem problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(GitOpsException.class, call).problem();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
