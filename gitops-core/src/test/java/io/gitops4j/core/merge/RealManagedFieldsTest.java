package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.resource.SharedFolder;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The managed fields of live objects that others wrote, read both ways. The folder is {@code diff} in that of {@code
 * GITOPS4J_CONFORMANCE}, by default {@code ../shared/conformance} of a folder above.
 */
class RealManagedFieldsTest {
    private static Stream<Node> documents(Path file) {
        try {
            return Parser.tolerant().parse(file.toString(), Files.readAllBytes(file)).stream()
                    .map(Document::root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Node> found(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("(live|predictedLive)\\.(yaml|json)"))
                    .sorted()
                    .flatMap(RealManagedFieldsTest::documents)
                    .flatMap(object -> object.at("metadata", "managedFields").stream())
                    .toList();
        }
    }

    @Test
    void tokens_say_what_the_tree_says() throws IOException {
        Optional<Path> folder = SharedFolder.find("GITOPS4J_CONFORMANCE", "conformance")
                .map(found -> found.resolve("diff"))
                .filter(Files::isDirectory);
        Assumptions.assumeTrue(
                folder.isPresent(),
                "no objects: GITOPS4J_CONFORMANCE names no folder, nor is ../shared/conformance there");
        ManagedFieldsReader reader = new ManagedFieldsReader(new FieldSets());

        List<Node> all = found(folder.get());

        assertThat(all).isNotEmpty().allSatisfy(managed -> {
            String text = Printer.json(managed, Mask.none());
            ManagedFields read = Parser.tolerant()
                    .readJson("fields.json", text.getBytes(StandardCharsets.UTF_8), in -> reader.read(in, "v1"));
            Node.Obj metadata = Node.object().with("managedFields", managed);
            Node.Obj object = Node.object().with("apiVersion", Node.of("v1")).with("metadata", metadata);
            assertThat(read).isEqualTo(ManagedFields.readable(object));
        });
        assertThat(all).hasSizeGreaterThan(50);
    }
}
