package io.gitops4j.git;

import static io.gitops4j.git.Expect.deliver;
import static io.gitops4j.git.Expect.open;
import static io.gitops4j.git.Expect.problem;
import static io.gitops4j.git.Expect.read;
import static io.gitops4j.git.Expect.resolve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.Code;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Situations from the field, made by their own scripts with the real Git. They are looked for in the folder that the system
 * property or environment variable GITOPS4J_FIELDCASES names, else in {@code ../shared/fieldcases} of a folder above.
 */
class FieldCasesTest {
    @TempDir
    private Path folder;

    private String repository(String fieldCase) throws Exception {
        Path cases = fieldCases();
        assumeTrue(cases != null, "the field cases are not here");
        Path setup = cases.resolve(fieldCase).resolve("setup.sh");
        assumeTrue(Files.exists(setup), "the field case " + fieldCase + " is not here");
        assumeTrue(
                RealGitServer.installed("git", "--version") && RealGitServer.installed("sh", "-c", "exit 0"),
                "git or sh is not installed");
        run("sh", setup.toString(), folder.toString());
        return folder.resolve("repo.git").toUri().toString();
    }

    private static Path fieldCases() {
        String named = System.getProperty("GITOPS4J_FIELDCASES", System.getenv("GITOPS4J_FIELDCASES"));
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path cases = at.resolve("../shared/fieldcases").normalize();
            if (Files.isDirectory(cases)) {
                return cases;
            }
        }
        return null;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void case_73_an_annotated_tag_is_its_commit_and_is_followed_when_it_moves() throws Exception {
        String url = repository("73-annotated-tag");
        try (GitSource source = GitSource.create()) {
            for (String ref : List.of("v1.0.0", "refs/tags/v1.0.0", "stable", "refs/tags/stable")) {
                Revision revision = deliver(source, url, ref);
                assertThat(revision.shortId()).isEqualTo("f0c6d12");
                assertThat(revision.commit().orElseThrow().author()).isEqualTo("dev <dev@example.com>");
                assertThat(revision.commit().orElseThrow().at()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
            }

            run("sh", folder.resolve("move.sh").toString());

            assertThat(deliver(source, url, "stable").shortId()).isEqualTo("a9d0b56");
            assertThat(resolve(source, url, "v1.0.0").shortId()).isEqualTo("f0c6d12");
        }
    }

    @Test
    void case_76_an_lfs_pointer_is_named() throws Exception {
        String url = repository("76-lfs-pointers");
        try (GitSource source = GitSource.create();
                Snapshot snapshot = open(source, url, "main")) {
            assertThat(snapshot.revision().shortId()).isEqualTo("6b7b9d2");
            assertThat(problem(Code.SOURCE_REFUSED, () -> read(snapshot, "deploy/dashboards.big.yaml")))
                    .hasMessageStartingWith("deploy/dashboards.big.yaml: This is a Git LFS pointer (12345 bytes)");
            assertThat(read(snapshot, "deploy/a.yaml")).contains("kind: ConfigMap");
        }
    }

    @Test
    void case_78_submodules_are_refused_by_name_and_never_contacted() throws Exception {
        String url = repository("78-submodules");
        try (GitSource source = GitSource.create();
                Snapshot snapshot = open(source, url, "main")) {
            assertThat(snapshot.revision().shortId()).isEqualTo("3249a8f");
            for (String vendor : List.of("deploy/vendor", "deploy-broken/vendor", "deploy-evil/vendor")) {
                RepoPath path = RepoPath.of(vendor);
                assertThat(snapshot.list(path.parent())).extracting(Entry::type).contains(Entry.Type.SUBMODULE);
                assertThat(problem(Code.SOURCE_REFUSED, () -> snapshot.list(path)))
                        .hasMessageStartingWith(vendor + ": This is a Git submodule (");
            }
            assertThat(problem(Code.SOURCE_REFUSED, () -> read(snapshot, "deploy/vendor/base/s.yaml")))
                    .hasMessageContaining("../sub.git");
            assertThat(Path.of("/tmp/owned")).doesNotExist();
        }
    }
}
