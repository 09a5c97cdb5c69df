package io.gitops4j.git;

import static io.gitops4j.git.Expect.deliver;
import static io.gitops4j.git.Expect.open;
import static io.gitops4j.git.Expect.problem;
import static io.gitops4j.git.Expect.read;
import static io.gitops4j.git.Expect.resolve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.testkit.GitFixture;
import io.gitops4j.testkit.GitHttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a remote repository, and what happens where that is damaged. */
class CacheTest {
    private final GitFixture git = GitFixture.create();
    private final GitHttpServer server = git.serveHttp();

    @TempDir
    private Path cache;

    private GitSource source;

    @BeforeEach
    void fill() {
        source = newSource();
        for (int i = 0; i < 30; i++) {
            git.write("deploy/f" + i + ".yaml", "value: " + i + "\n" + "x".repeat(500));
        }
        git.commit("first");
    }

    @AfterEach
    void close() {
        source.close();
        git.close();
    }

    private GitSource newSource() {
        return GitSource.builder().cache(cache).build();
    }

    private List<Path> cached(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    @Test
    void a_commit_that_is_there_is_opened_without_the_network_also_after_a_restart() {
        Revision revision = deliver(source, server.url(), "main");
        source.close();
        source = newSource();
        server.fail(500);
        int before = server.requests().size();

        try (Snapshot snapshot = source.open(revision, Cancellation.none())) {
            assertThat(read(snapshot, "deploy/f7.yaml")).startsWith("value: 7");
        }

        assertThat(server.requests()).hasSize(before);
    }

    @Test
    void a_whole_commit_id_is_resolved_without_the_network() {
        Revision revision = resolve(source, server.url(), git.head());

        assertThat(revision.id()).isEqualTo(git.head());
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void resolving_asks_for_refs_alone() throws IOException {
        resolve(source, server.url(), "main");

        assertThat(server.requests())
                .containsExactly("GET /repo.git/info/refs?service=git-upload-pack", "POST /repo.git/git-upload-pack");
        assertThat(cached(".pack")).isEmpty();
    }

    @Test
    void the_second_commit_brings_only_what_changed_and_no_history() throws IOException {
        for (int i = 0; i < 5; i++) {
            git.commit("history " + i, Map.of("big.txt", ("line " + i + "\n").repeat(2000)));
        }
        deliver(source, server.url(), "main");
        long first = size(cached(".pack"));
        git.commit("small", Map.of("deploy/f3.yaml", "value: changed"));
        deliver(source, server.url(), "main");

        assertThat(size(cached(".pack")) - first).isBetween(1L, 1500L);
    }

    private static long size(List<Path> files) throws IOException {
        long size = 0;
        for (Path file : files) {
            size += Files.size(file);
        }
        return size;
    }

    @Test
    void a_cut_off_pack_is_fetched_again() throws IOException {
        Revision revision = deliver(source, server.url(), "main");
        source.close();
        for (Path pack : cached(".pack")) {
            byte[] bytes = Files.readAllBytes(pack);
            Files.write(pack, Arrays.copyOf(bytes, bytes.length / 2));
        }
        source = newSource();

        try (Snapshot snapshot = source.open(revision, Cancellation.none())) {
            assertThat(read(snapshot, "deploy/f7.yaml")).startsWith("value: 7");
        }
    }

    @Test
    void a_pack_that_lost_its_index_is_fetched_again() throws IOException {
        Revision revision = deliver(source, server.url(), "main");
        source.close();
        for (Path index : cached(".idx")) {
            Files.delete(index);
        }
        source = newSource();

        try (Snapshot snapshot = source.open(revision, Cancellation.none())) {
            assertThat(snapshot.list(RepoPath.of("deploy"))).hasSize(30);
        }
    }

    @Test
    void damage_found_while_reading_is_told_once_and_repaired_by_the_next_open() throws IOException {
        Revision revision = deliver(source, server.url(), "main");
        source.close();
        for (Path pack : cached(".pack")) {
            byte[] bytes = Files.readAllBytes(pack);
            // behind the commit and the trees, where the files are
            Arrays.fill(bytes, bytes.length / 2, bytes.length - 30, (byte) 0x5a);
            Files.write(pack, bytes);
        }
        Files.move(cache, moved());
        source = GitSource.builder().cache(moved()).build();

        List<String> failed = new ArrayList<>();
        try (Snapshot snapshot = source.open(revision, Cancellation.none())) {
            for (int i = 0; i < 30; i++) {
                String path = "deploy/f" + i + ".yaml";
                try {
                    read(snapshot, path);
                } catch (GitOpsException e) {
                    assertThat(e.code()).isEqualTo(Code.SOURCE_UNAVAILABLE);
                    assertThat(e.retryable()).isTrue();
                    failed.add(path);
                }
            }
        }
        assertThat(failed).isNotEmpty();
        try (Snapshot snapshot = source.open(revision, Cancellation.none())) {
            for (int i = 0; i < 30; i++) {
                assertThat(read(snapshot, "deploy/f" + i + ".yaml")).startsWith("value: " + i + "\n");
            }
        }
        CacheFolder.delete(moved());
    }

    /** The damage must be read from disk: JGit keeps blocks of files by their path. */
    private Path moved() {
        return cache.resolveSibling(cache.getFileName() + "-moved");
    }

    @Test
    void a_fetch_that_broke_off_leaves_nothing_that_looks_whole() throws IOException {
        Revision revision = resolve(source, server.url(), "main");
        server.hangUp();

        assertThat(problem(Code.SOURCE_UNAVAILABLE, () -> source.open(revision, Cancellation.none()))
                        .retryable())
                .isTrue();

        assertThat(cached(".ok")).isEmpty();
        assertThat(cached(revision.id())).isEmpty();
        server.recover();
        try (Snapshot snapshot = source.open(revision, Cancellation.none())) {
            assertThat(read(snapshot, "deploy/f7.yaml")).startsWith("value: 7");
        }
    }

    @Test
    void files_of_a_process_that_died_are_removed_by_the_next_fetch() throws IOException {
        deliver(source, server.url(), "main");
        Path packs = cached(".pack").get(0).getParent();
        Path left = Files.write(packs.resolve("0c0ffee.pack"), new byte[100]);
        Path probe = Files.createDirectories(packs.resolveSibling("probe-dead"));
        git.commit("second", Map.of("a.yaml", "a"));

        deliver(source, server.url(), "main");

        assertThat(left).doesNotExist();
        assertThat(probe).doesNotExist();
    }

    @Test
    void many_fetches_are_packed_together_while_snapshots_stay_open() throws IOException {
        Snapshot early = open(source, server.url(), "main");
        for (int i = 0; i < 25; i++) {
            git.commit("commit " + i, Map.of("n.yaml", "n: " + i));
            deliver(source, server.url(), "main");
        }

        assertThat(cached(".pack")).hasSizeLessThan(22);
        assertThat(read(early, "deploy/f7.yaml")).startsWith("value: 7");
        try (Snapshot late = open(source, server.url(), "main")) {
            assertThat(read(late, "n.yaml")).isEqualTo("n: 24");
            assertThat(read(late, "deploy/f7.yaml")).startsWith("value: 7");
        }
        early.close();
    }

    @Test
    void processes_share_a_cache() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            OtherProcess.class.getName(),
                            cache.toString(),
                            server.url())
                    .redirectErrorStream(true)
                    .start());
        }

        for (Process process : processes) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said.strip()).endsWith(git.head() + " 30");
        }
        assertThat(cached(".pack")).as("fetched by one of them").hasSize(1);
    }

    /** Opens the branch main of a repository with a cache, and says what it saw. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) {
            try (GitSource source = GitSource.builder().cache(Path.of(args[0])).build();
                    Snapshot snapshot = open(source, args[1], "main")) {
                System.out.println(snapshot.revision().id() + " "
                        + snapshot.list(RepoPath.of("deploy")).size());
            }
        }
    }

    @Test
    void a_temporary_cache_goes_with_the_source_and_its_last_snapshot() {
        GitSource temporary = GitSource.create();
        Snapshot snapshot = open(temporary, server.url(), "main");

        temporary.close();

        assertThat(read(snapshot, "deploy/f7.yaml")).startsWith("value: 7");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> deliver(temporary, server.url(), "main"));
        snapshot.close();
    }
}
