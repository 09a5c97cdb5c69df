package io.gitops4j.core.text;

import static io.gitops4j.core.text.Texts.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * What real users ran into, read from the folder named by the property or variable {@code GITOPS4J_FIELDCASES}, by default
 * {@code ../shared/fieldcases} beside the project. Skipped where that is not there.
 */
class ParsingFieldCasesTest {
    private static final String VARIABLE = "GITOPS4J_FIELDCASES";
    private static final Optional<Path> FOLDER = folder();

    private static Optional<Path> folder() {
        String named = System.getProperty(VARIABLE, System.getenv(VARIABLE));
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isDirectory);
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("../shared/fieldcases").normalize())
                .filter(Files::isDirectory)
                .findFirst();
    }

    @BeforeEach
    void is_there() {
        assumeTrue(FOLDER.isPresent(), "no field cases: set " + VARIABLE + " to their folder");
    }

    @ParameterizedTest
    @CsvSource({
        "01-separator-with-comment, manifests.yaml",
        "04-octal-file-mode, cronjob.yaml",
        "06-commit-hash-that-looks-like-a-number, good.yaml",
        "09-alias-to-another-document, same-document.yaml",
        "12-unquoted-timestamps, manifests.yaml",
        "14-base-sixty, configmap.yaml",
        "17-windows-line-ends, manifests.yaml",
        "22-emoji-and-json-escapes, 'a-plain.yaml,b-escapes.json'",
        "25-printing-keeps-strings-strings, configmap.yaml"
    })
    void files_read_as_kubectl_reads_them(String folder, String files) throws IOException {
        assertThat(read(folder, files)).isEqualTo(expected(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"14-base-sixty", "25-printing-keeps-strings-strings", "12-unquoted-timestamps"})
    void printed_yaml_reads_back_the_same_everywhere(String folder) throws IOException {
        for (Node tree : expected(folder)) {
            String yaml = Printer.yaml(tree, Mask.none());

            assertThat(Parser.strict().parseYaml("printed.yaml", yaml).get(0).root())
                    .isEqualTo(tree);
            Map<String, Object> snake = new Yaml().load(yaml);
            assertThat(snake.get("data")).isEqualTo(strings(((Node.Obj) tree).object("data")));
        }
    }

    private static Map<String, String> strings(Node.Obj object) {
        Map<String, String> strings = new java.util.HashMap<>();
        object.keys().forEach(key -> strings.put(key, object.text(key).orElseThrow()));
        return strings;
    }

    @Test
    void an_unquoted_hash_is_the_number_that_yaml_means() throws IOException {
        Node tree = read("06-commit-hash-that-looks-like-a-number", "bad.yaml").get(0);

        assertThat(tree.at("metadata", "labels", "commit")).contains(Node.of(7_204_300));
    }

    @Test
    void an_unquoted_hash_too_large_for_a_number_is_an_error() {
        Problem problem = problem(() -> read("06-commit-hash-that-looks-like-a-number", "bad-infinite.yaml"));

        assertThat(problem.code()).isEqualTo(Code.INVALID_TEXT);
        assertThat(problem.where())
                .isEqualTo(
                        Location.of("bad-infinite.yaml", 7, 13).withDocument(1).withField("metadata.labels.commit"));
        assertThat(problem.message()).contains("quote the value");
    }

    @Test
    void an_alias_to_another_document_is_an_error() {
        Problem problem = problem(() -> read("09-alias-to-another-document", "two.yaml"));

        assertThat(problem.where().line()).hasValue(10);
        assertThat(problem.message()).startsWith("undefined alias shared;");
    }

    @Test
    void windows_line_ends_change_nothing() throws IOException {
        Path file = FOLDER.orElseThrow().resolve("17-windows-line-ends/manifests.yaml");
        String windows = Files.readString(file);

        List<Document> a = Parser.strict().parseYaml("m.yaml", windows);
        List<Document> b = Parser.strict().parseYaml("m.yaml", windows.replace("\r\n", "\n"));

        for (int i = 0; i < a.size(); i++) {
            assertThat(a.get(i).root().hash()).isEqualTo(b.get(i).root().hash());
            for (String key : ((Node.Obj) a.get(i).root()).keys()) {
                io.gitops4j.core.tree.Path path = io.gitops4j.core.tree.Path.of(key);
                assertThat(a.get(i).marks().at(path)).isEqualTo(b.get(i).marks().at(path));
            }
        }
    }

    private static List<Node> read(String folder, String files) throws IOException {
        List<Node> trees = new ArrayList<>();
        for (String file : files.split(",")) {
            byte[] content =
                    Files.readAllBytes(FOLDER.orElseThrow().resolve(folder).resolve(file));
            Parser.strict().parse(file, content).forEach(document -> trees.add(document.root()));
        }
        return trees;
    }

    private static List<Node> expected(String folder) throws IOException {
        Path file = FOLDER.orElseThrow().resolve(folder).resolve("expected.jsonl");
        return Parser.strict().parseJson("expected.jsonl", Files.readString(file, StandardCharsets.UTF_8)).stream()
                .map(Document::root)
                .toList();
    }
}
