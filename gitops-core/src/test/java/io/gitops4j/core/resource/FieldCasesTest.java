package io.gitops4j.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Cases that real users reported, read from the folder that the system property or environment variable {@code
 * GITOPS4J_FIELDCASES} names, by default {@code ../shared/fieldcases} of a folder above.
 */
class FieldCasesTest {
    private final Optional<Path> folder = SharedFolder.find("GITOPS4J_FIELDCASES", "fieldcases");

    @BeforeEach
    void needs_the_cases() {
        assumeTrue(
                folder.isPresent(),
                "no field cases: GITOPS4J_FIELDCASES names no folder, nor is ../shared/fieldcases there");
    }

    @Test
    void case_06_a_quoted_commit_hash_stays_a_string() throws IOException {
        Scoped scoped = resolve("06-commit-hash-that-looks-like-a-number", "good.yaml");
        assertThat(scoped.errors()).isEmpty();
        assertThat(scoped.resources())
                .singleElement()
                .satisfies(resource -> assertThat(resource.body().text("metadata", "labels", "commit"))
                        .contains("72043e2"));
    }

    @Test
    void case_06_a_commit_hash_that_is_a_number_is_an_error_with_its_place() throws IOException {
        assertThat(Manifests.texts(resolve("06-commit-hash-that-looks-like-a-number", "bad.yaml")
                        .errors()))
                .containsExactly(
                        "bad.yaml:8:13, ConfigMap shop/build-info, metadata.labels.commit: the value must be a string,"
                                + " but without quotes YAML reads it as a number; quote it, as in commit: \"...\"");
    }

    /** No tree can hold an infinite number: the parser refuses it. */
    @Test
    void case_06_a_commit_hash_that_overflows_is_an_error_with_its_place() throws IOException {
        List<String> errors = new ArrayList<>();
        try {
            errors.addAll(Manifests.texts(resolve("06-commit-hash-that-looks-like-a-number", "bad-infinite.yaml")
                    .errors()));
        } catch (GitOpsException refused) {
            errors.add(refused.getMessage());
        }
        assertThat(errors)
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .startsWith("bad-infinite.yaml:7:13")
                        .contains("metadata.labels.commit")
                        .contains("quote"));
    }

    @Test
    void case_20_lists_of_every_kind_are_opened() throws IOException {
        String name = "20-lists-of-every-kind";
        List<Manifest> manifests = new ArrayList<>();
        for (String file : List.of("a-typed.yaml", "b-plain.yaml", "c-not-a-list.yaml")) {
            manifests.addAll(read(name, file));
        }
        List<Manifest> expanded = ListKinds.expand(manifests);
        assertThat(expanded)
                .extracting(manifest -> manifest.apiVersion() + " " + manifest.title())
                .isEqualTo(Files.readAllLines(folder.orElseThrow().resolve(name).resolve("expected.txt")));
        assertThat(expanded)
                .extracting(manifest -> manifest.origin(io.gitops4j.core.tree.Path.root())
                        .location()
                        .line()
                        .orElse(0))
                .containsExactly(4, 6, 13, 5, 8, 1);
        assertThat(Scoping.of(Manifests::answer, "").resolve(manifests).errors())
                .isEmpty();
    }

    @Test
    void case_65_generate_name_is_an_error_with_its_place() throws IOException {
        Scoped scoped = resolve("65-generate-name", "desired.yaml");
        assertThat(Manifests.texts(scoped.errors()))
                .containsExactly(
                        "desired.yaml:3:26, Job shop/migrate-*, metadata.generateName: the object has generateName but"
                                + " no name: a declarative apply cannot match it to a live object, and each run would"
                                + " create another"
                                + " one; give it metadata.name, or make it a hook");
    }

    private Scoped resolve(String name, String file) throws IOException {
        return Scoping.of(Manifests::answer, "").resolve(read(name, file));
    }

    private List<Manifest> read(String name, String file) throws IOException {
        byte[] content = Files.readAllBytes(folder.orElseThrow().resolve(name).resolve(file));
        return Parser.strict().parse(file, content).stream()
                .map(document -> Manifest.of((Node.Obj) document.root(), Origins.of(document)))
                .toList();
    }
}
