package io.gitops4j.core.schema;

import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;

/** Trees written as text blocks. */
final class Yaml {
    private Yaml() {}

    static Node.Obj object(String yaml) {
        return Parser.strict().parseOne("test.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
