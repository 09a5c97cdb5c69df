package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One case of structured-merge-diff's tests, encoded as the README beside them says. */
record SmdCase(Path folder, Node.Obj entry, Node.Obj body) {
    static SmdCase read(Path folder, Node.Obj entry) {
        String file = entry.text("file").orElseThrow();
        Node body = Parser.tolerant()
                .parseJson(file, string(folder.resolve(file)))
                .get(0)
                .root();
        return new SmdCase(folder, entry, (Node.Obj) body);
    }

    static String string(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String id() {
        return entry.text("id").orElseThrow();
    }

    String kind() {
        return entry.text("kind").orElseThrow();
    }

    String suite() {
        return entry.text("suite").orElseThrow();
    }

    String group() {
        return entry.text("class").orElseThrow();
    }

    Node get(String key) {
        Node value = body.get(key);
        return value == null ? Node.nil() : value;
    }

    String text(String key) {
        return body.text(key).orElseThrow();
    }

    boolean flag(String key) {
        return get(key).equals(Node.of(true));
    }

    Node expect(String key) {
        Node value = body.object("expect").get(key);
        return value == null ? Node.nil() : value;
    }

    /** The YAML document that stands under {@code key}, or in the file named there. */
    static Optional<Node> document(Path folder, Node.Obj from, String key) {
        Optional<String> text = from.text(key + "File")
                .map(file -> string(folder.resolve(file)))
                .or(() -> from.text(key));
        return text.map(SmdCase::yaml);
    }

    Node document(String key) {
        return document(folder, body, key).orElseThrow();
    }

    /** The first document; null where there is none. */
    static Node yaml(String text) {
        List<Document> documents = Parser.tolerant().parseYaml("case.yaml", text);
        return documents.isEmpty() ? Node.nil() : documents.get(0).root();
    }

    SmdSchema schema(String key) {
        return get(key) instanceof Node.Str file ? SmdSchema.read(folder.resolve(file.value())) : SmdSchema.deduced();
    }

    /** Sets, printed and sorted, so that a difference can be read. */
    static void assertSame(FieldSet actual, FieldSet expected, String what) {
        assertThat(actual.printed()).as(what).isEqualTo(expected.printed());
        assertThat(actual).as(what).isEqualTo(expected).hasSameHashCodeAs(expected);
    }
}
