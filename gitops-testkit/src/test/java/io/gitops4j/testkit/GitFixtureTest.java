package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fixture is a repository that the real Git accepts, and the same one every time. */
class GitFixtureTest {

    @Test
    void ids_are_the_same_in_every_run() {
        try (GitFixture git = GitFixture.create()) {
            String first = git.commit("first", Map.of("a.yaml", "a: 1\n", "d/b.yaml", "b: 1\n"));

            assertThat(first).isEqualTo("2f1ec4aa8170796438a6894d1e13aa9ed81067df");
        }
    }

    @Test
    void the_real_git_finds_nothing_wrong_with_it_loose_and_packed() throws Exception {
        assumeTrue(installed(), "git is not installed");
        try (GitFixture git = GitFixture.create()) {
            everything(git);
            assertThat(run(git, "fsck", "--strict")).isEmpty();
            String listed = run(git, "ls-tree", "-r", "main") + run(git, "log", "--format=%H %s", "--all");

            git.pack();

            assertThat(run(git, "fsck", "--strict")).isEmpty();
            assertThat(run(git, "count-objects")).startsWith("0 objects");
            assertThat(run(git, "ls-tree", "-r", "main") + run(git, "log", "--format=%H %s", "--all"))
                    .isEqualTo(listed);
        }
    }

    private static void everything(GitFixture git) {
        String first = git.commit("first", Map.of("a.yaml", "a: 1\n", "a/b.yaml", "b: 1\n", "a-b.yaml", "c"));
        git.link("link", "a/b.yaml").submodule("vendor", "../sub.git", first).commit("second");
        git.tag("light");
        git.annotatedTag("nested", git.annotatedTag("v1"));
        String wrong = git.commit("wrong", Map.of("a.yaml", "a: 2\n", "new.yaml", "n"));
        git.revert(wrong);
        git.branch("side").delete("a").commit("without a");
        git.branch("main").merge("merge", git.branch("side").head());
        git.branch("main");
    }

    @Test
    void a_revert_restores_what_the_commit_changed() throws Exception {
        assumeTrue(installed(), "git is not installed");
        try (GitFixture git = GitFixture.create()) {
            git.commit("first", Map.of("a.yaml", "1", "b.yaml", "1"));
            String wrong = git.commit("wrong", Map.of("a.yaml", "2", "c.yaml", "2"));
            git.commit("right", Map.of("d.yaml", "3"));

            git.revert(wrong);

            assertThat(run(git, "ls-tree", "--name-only", "main")).isEqualTo("a.yaml\nb.yaml\nd.yaml\n");
            assertThat(run(git, "show", "main:a.yaml")).isEqualTo("1");
        }
    }

    @Test
    void the_real_git_clones_from_the_server_in_both_protocols() throws Exception {
        assumeTrue(installed(), "git is not installed");
        try (GitFixture git = GitFixture.create();
                GitHttpServer server = git.serveHttp()) {
            everything(git);
            for (String version : List.of("0", "2")) {
                assertThat(run(git, "-c", "protocol.version=" + version, "ls-remote", server.url(), "refs/heads/main"))
                        .isEqualTo(git.head() + "\trefs/heads/main\n");
                String copy = git.folder().resolveSibling("copy" + version).toString();
                run(
                        git,
                        "-c",
                        "protocol.version=" + version,
                        "clone",
                        "--quiet",
                        "--bare",
                        "--depth=1",
                        server.url(),
                        copy);
            }
        }
    }

    private static boolean installed() {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(GitFixture git, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", git.folder().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
