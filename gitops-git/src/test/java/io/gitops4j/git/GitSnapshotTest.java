package io.gitops4j.git;

import static io.gitops4j.git.Expect.open;
import static io.gitops4j.git.Expect.problem;
import static io.gitops4j.git.Expect.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.source.ContentId;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.testkit.GitFixture;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Git tree can hold that is no plain file. */
class GitSnapshotTest {
    private static final String PIN = "0123456789abcdef0123456789abcdef01234567";
    private static final String BLOB = "5716ca5987cbf97d6bb54920bea6adde242d87e6";

    private final GitFixture git = GitFixture.create();
    private final GitSource source = GitSource.create();

    @BeforeEach
    void fill() {
        git.write("deploy/a.yaml", "bar\n");
    }

    @AfterEach
    void close() {
        source.close();
        git.close();
    }

    private Snapshot main() {
        return open(source, git.url(), "main");
    }

    @Test
    void content_ids_are_the_ids_of_git() {
        git.commit("first");

        try (Snapshot snapshot = main()) {
            assertThat(snapshot.find(RepoPath.of("deploy/a.yaml")))
                    .contains(
                            new Entry(RepoPath.of("deploy/a.yaml"), Entry.Type.FILE, 4, new ContentId("git:" + BLOB)));
        }
    }

    @Test
    void an_lfs_pointer_is_refused_when_it_is_read_and_listed_as_a_file() {
        git.write(
                "deploy/x.yaml",
                "version https://git-lfs.github.com/spec/v1\noid sha256:" + "4d7a".repeat(16) + "\nsize 12345\n");
        git.commit("a large file");

        try (Snapshot snapshot = main()) {
            assertThat(problem(Code.SOURCE_REFUSED, () -> read(snapshot, "deploy/x.yaml")))
                    .hasMessage(
                            "deploy/x.yaml: This is a Git LFS pointer (12345 bytes); Git LFS is not supported here: "
                                    + "commit the file itself or exclude it.");
            assertThat(snapshot.list(RepoPath.of("deploy"))).hasSize(2);
            assertThat(read(snapshot, "deploy/a.yaml")).isEqualTo("bar\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version https://git-lfs.github.com/spec/v1\n",
                "version https://example.com/spec/v1\noid sha256:00\nsize 5\n",
                "# version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n",
                "version: 1\nsize 5\n",
                ""
            })
    void what_only_resembles_an_lfs_pointer_is_a_file(String text) {
        git.write("deploy/x.yaml", text).commit("x");

        try (Snapshot snapshot = main()) {
            assertThat(read(snapshot, "deploy/x.yaml")).isEqualTo(text);
        }
    }

    @Test
    void a_submodule_is_listed_and_refused_at_and_below_it() {
        git.submodule("deploy/vendor", "../sub.git", PIN).commit("a submodule");

        try (Snapshot snapshot = main()) {
            assertThat(snapshot.list(RepoPath.of("deploy")))
                    .extracting(Entry::type)
                    .containsExactly(Entry.Type.FILE, Entry.Type.SUBMODULE);
            assertThat(snapshot.list(RepoPath.of("deploy")).get(1).id()).isEqualTo(new ContentId("git:" + PIN));
            for (String path : List.of("deploy/vendor", "deploy/vendor/base", "deploy/vendor/base/s.yaml")) {
                assertThat(problem(Code.SOURCE_REFUSED, () -> snapshot.find(RepoPath.of(path))))
                        .hasMessage(
                                "deploy/vendor: This is a Git submodule (../sub.git); submodules are not supported. "
                                        + "Commit its files into this repository, or deliver that repository as a source of its own.");
            }
            problem(Code.SOURCE_REFUSED, () -> snapshot.list(RepoPath.of("deploy/vendor")));
            problem(Code.SOURCE_REFUSED, () -> snapshot.read(RepoPath.of("deploy/vendor/s.yaml"), 100));
        }
    }

    @Test
    void the_password_in_the_url_of_a_submodule_is_not_printed() {
        git.submodule("vendor", "https://user:s3cret@git.example/sub.git", PIN).commit("a submodule");

        try (Snapshot snapshot = main()) {
            assertThat(problem(Code.SOURCE_REFUSED, () -> snapshot.list(RepoPath.of("vendor"))))
                    .hasMessageContaining("(https://***@git.example/sub.git)")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void a_submodule_without_gitmodules_is_refused_too() {
        git.submodule("vendor", "x", PIN).delete(".gitmodules").commit("a submodule");

        try (Snapshot snapshot = main()) {
            assertThat(problem(Code.SOURCE_REFUSED, () -> snapshot.list(RepoPath.of("vendor"))))
                    .hasMessageContaining("without a url in .gitmodules");
        }
    }

    @Test
    void a_link_into_a_submodule_names_the_submodule() {
        git.submodule("vendor", "../sub.git", PIN)
                .link("deploy/base", "../vendor/base")
                .commit("a link");

        try (Snapshot snapshot = main()) {
            assertThat(problem(Code.SOURCE_REFUSED, () -> snapshot.list(RepoPath.of("deploy/base"))))
                    .hasMessageStartingWith("vendor: This is a Git submodule");
        }
    }

    @Test
    void a_refused_link_is_named_with_its_target() {
        git.link("deploy/etc", "/etc").link("deploy/up", "../..").commit("links");

        try (Snapshot snapshot = main()) {
            assertThat(problem(Code.SOURCE_REFUSED, () -> read(snapshot, "deploy/etc/passwd")))
                    .hasMessage(
                            "deploy/etc: The symbolic link to \"/etc\" leaves the repository: its target is an absolute "
                                    + "path. Replace it by its content, or exclude it (it is on the way to \"deploy/etc/passwd\").");
            assertThat(problem(Code.SOURCE_REFUSED, () -> snapshot.list(RepoPath.of("deploy/up"))))
                    .hasMessage("deploy/up: The symbolic link to \"../..\" leaves the repository. "
                            + "Replace it by its content, or exclude it.");
        }
    }

    @Test
    void a_link_goes_up_from_where_a_linked_folder_really_is() {
        git.write("real/deep/folder/f.yaml", "f").write("real/deep/sibling.yaml", "s");
        git.link("short", "real/deep/folder")
                .link("deploy/s.yaml", "../short/../sibling.yaml")
                .commit("links");

        try (Snapshot snapshot = main()) {
            assertThat(read(snapshot, "deploy/s.yaml")).isEqualTo("s");
        }
    }

    @Test
    void names_that_differ_in_case_or_in_unicode_form_alone_are_two_names() {
        git.write("deploy/A.yaml", "capital");
        git.write("deploy/\u00e9.yaml", "composed").write("deploy/e\u0301.yaml", "decomposed");
        git.commit("names");

        try (Snapshot snapshot = main()) {
            assertThat(read(snapshot, "deploy/A.yaml")).isEqualTo("capital");
            assertThat(read(snapshot, "deploy/a.yaml")).isEqualTo("bar\n");
            assertThat(read(snapshot, "deploy/\u00e9.yaml")).isEqualTo("composed");
            assertThat(read(snapshot, "deploy/e\u0301.yaml")).isEqualTo("decomposed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", ".git", ".GIT", "a/b", ""})
    void a_tree_with_a_name_that_git_forbids_is_refused(String name) {
        git.commit("first");
        git.commitRawTree("evil", tree("100644", name, "100644", "z.yaml"));

        try (Snapshot snapshot = main()) {
            assertThat(problem(Code.SOURCE_REFUSED, () -> snapshot.list(RepoPath.root())))
                    .hasMessageContaining("\"" + name + "\"");
            problem(Code.SOURCE_REFUSED, () -> snapshot.find(RepoPath.of("z.yaml")));
        }
    }

    @Test
    void a_tree_with_one_name_twice_or_an_unknown_mode_or_cut_off_is_refused() {
        git.commit("first");
        for (byte[] tree : List.of(
                tree("100644", "a", "100644", "a"), tree("110000", "a"), new byte[] {'1', '0', '0'}, tree("9", "a"))) {
            git.commitRawTree("evil", tree);
            try (Snapshot snapshot = main()) {
                problem(Code.SOURCE_REFUSED, () -> snapshot.list(RepoPath.root()));
            }
        }
    }

    private static byte[] tree(String... modesAndNames) {
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        for (int i = 0; i < modesAndNames.length; i += 2) {
            tree.writeBytes((modesAndNames[i] + " " + modesAndNames[i + 1] + "\0").getBytes(StandardCharsets.UTF_8));
            byte[] id = new byte[20];
            ObjectId.fromString(BLOB).copyRawTo(id, 0);
            tree.writeBytes(id);
        }
        return tree.toByteArray();
    }

    @Test
    void a_large_file_is_refused_by_its_size_in_a_pack_and_loose() {
        git.write("big.yaml", new byte[3_000_000]).commit("big");
        for (String url : List.of(git.url(), git.pack().url())) {
            try (Snapshot snapshot = open(source, url, "main")) {
                assertThat(problem(Code.LIMIT, () -> snapshot.read(RepoPath.of("big.yaml"), 1000)))
                        .hasMessage("big.yaml: The file has 3000000 bytes; the limit is 1000 bytes.");
                assertThat(snapshot.find(RepoPath.of("big.yaml")).orElseThrow().size())
                        .isEqualTo(3_000_000);
            }
        }
    }

    @Test
    void a_local_repository_is_read_loose_packed_and_mixed_and_while_it_is_packed() {
        git.commit("first", Map.of("a.yaml", "1"));
        try (Snapshot before = main()) {
            git.pack();
            assertThat(read(before, "a.yaml")).isEqualTo("1");
        }
        git.commit("second", Map.of("b.yaml", "2"));
        try (Snapshot mixed = main()) {
            assertThat(read(mixed, "a.yaml")).isEqualTo("1");
            assertThat(read(mixed, "b.yaml")).isEqualTo("2");
        }
    }

    @Test
    void a_repository_that_is_removed_while_it_is_read_is_unavailable() {
        git.commit("first");
        try (Snapshot snapshot = main()) {
            git.remove();

            assertThat(problem(Code.SOURCE_UNAVAILABLE, () -> read(snapshot, "deploy/a.yaml"))
                            .retryable())
                    .isTrue();
        }
    }

    @Test
    void the_commit_tells_author_time_and_first_line_in_any_encoding() {
        git.author("Jürgen Ärmel", "j@example.com").commit("Größe geändert\n\nLange Erklärung");

        try (Snapshot snapshot = main()) {
            assertThat(snapshot.revision().commit().orElseThrow().author()).isEqualTo("Jürgen Ärmel <j@example.com>");
            assertThat(snapshot.revision().commit().orElseThrow().subject()).isEqualTo("Größe geändert");
            assertThat(snapshot).hasToString("snapshot of main@" + git.head().substring(0, 7));
        }
    }
}
