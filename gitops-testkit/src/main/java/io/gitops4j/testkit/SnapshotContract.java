package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.ContentId;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.Source;
import io.gitops4j.core.source.SourceRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link Snapshot} promises, as tests; a part of {@link SourceContract}, which implementations extend.
 */
public abstract class SnapshotContract {
    static final long LIMIT = 1 << 20;

    Source source;
    Place place;

    /** A repository that the tests fill. Nothing is seen by a source before {@link #publish}. */
    public interface Place extends AutoCloseable {
        /** What the published content is reached by: a ref that moves with it. */
        SourceRef ref();

        /** A ref of the same repository that does not exist. */
        SourceRef unknownRef();

        /** A ref of a repository that does not exist. */
        SourceRef absent();

        /** Puts {@code text} into the file {@code path}. */
        void write(String path, String text);

        /** Removes {@code path} and what is below it. */
        void delete(String path);

        /** Makes {@code path} a symbolic link; not called where {@link SourceContract#hasLinks} is false. */
        void link(String path, String target);

        /** Publishes what is there now; the id of the revision. */
        String publish();

        @Override
        void close();
    }

    /** Makes the contract; for {@link SourceContract}. */
    SnapshotContract() {}

    /** A new source; the test closes it. */
    protected abstract Source newSource();

    /** A new place with nothing published; the test closes it. */
    protected abstract Place newPlace();

    /** Whether this kind of source knows symbolic links. */
    protected boolean hasLinks() {
        return true;
    }

    @BeforeEach
    void start() {
        source = newSource();
        place = newPlace();
    }

    @AfterEach
    void end() {
        source.close();
        place.close();
    }

    final Snapshot open() {
        return source.open(source.resolve(place.ref(), Cancellation.none()), Cancellation.none());
    }

    static String text(Snapshot snapshot, String path) {
        return new String(snapshot.read(RepoPath.of(path), LIMIT), StandardCharsets.UTF_8);
    }

    static GitOpsException thrown(ThrowingCallable call) {
        GitOpsException e = catchThrowableOfType(GitOpsException.class, call);
        assertThat(e).as("a GitOpsException").isNotNull();
        assertThat(e.problem().message()).as("what, why and the next step").hasSizeGreaterThan(20);
        return e;
    }

    @Test
    void find_tells_files_from_folders_and_says_nothing_of_what_is_not_there() {
        place.write("deploy/web.yaml", "kind: x\n");
        place.publish();

        try (Snapshot snapshot = open()) {
            Entry file = snapshot.find(RepoPath.of("deploy/web.yaml")).orElseThrow();
            Entry folder = snapshot.find(RepoPath.of("deploy")).orElseThrow();
            Entry root = snapshot.find(RepoPath.root()).orElseThrow();

            assertThat(file.type()).isEqualTo(Entry.Type.FILE);
            assertThat(file.size()).isEqualTo(8);
            assertThat(file.path()).isEqualTo(RepoPath.of("deploy/web.yaml"));
            assertThat(folder.type()).isEqualTo(Entry.Type.DIRECTORY);
            assertThat(folder.size()).isEqualTo(-1);
            assertThat(root.type()).isEqualTo(Entry.Type.DIRECTORY);
            assertThat(root.path()).isEqualTo(RepoPath.root());
            assertThat(snapshot.find(RepoPath.of("deploy/none.yaml"))).isEmpty();
            assertThat(snapshot.find(RepoPath.of("none/web.yaml"))).isEmpty();
            assertThat(snapshot.find(RepoPath.of("deploy/web.yaml/below"))).isEmpty();
        }
    }

    @Test
    void list_gives_the_names_of_one_folder_sorted_by_path() {
        for (String path : List.of("d/b.yaml", "d/a/x.yaml", "d/a-b.yaml", "d/a.yaml", "d/Z.yaml", "e.yaml")) {
            place.write(path, path);
        }
        place.publish();

        try (Snapshot snapshot = open()) {
            assertThat(snapshot.list(RepoPath.of("d")))
                    .extracting(entry -> entry.path().toString())
                    .containsExactly("d/Z.yaml", "d/a", "d/a-b.yaml", "d/a.yaml", "d/b.yaml");
            assertThat(snapshot.list(RepoPath.root()))
                    .extracting(entry -> entry.path().toString())
                    .containsExactly("d", "e.yaml");
        }
    }

    @Test
    void listing_what_is_no_folder_is_not_found() {
        place.write("d/a.yaml", "a");
        place.publish();

        try (Snapshot snapshot = open()) {
            GitOpsException none = thrown(() -> snapshot.list(RepoPath.of("none")));
            GitOpsException file = thrown(() -> snapshot.list(RepoPath.of("d/a.yaml")));

            assertThat(none.code()).isEqualTo(Code.SOURCE_NOT_FOUND);
            assertThat(none.problem().where().file()).contains("none");
            assertThat(file.code()).isEqualTo(Code.SOURCE_NOT_FOUND);
            assertThat(file.problem().where().file()).contains("d/a.yaml");
        }
    }

    @Test
    void reading_what_is_no_file_is_not_found() {
        place.write("d/a.yaml", "a");
        place.publish();

        try (Snapshot snapshot = open()) {
            GitOpsException none = thrown(() -> snapshot.read(RepoPath.of("d/none.yaml"), LIMIT));
            GitOpsException folder = thrown(() -> snapshot.read(RepoPath.of("d"), LIMIT));

            assertThat(none.code()).isEqualTo(Code.SOURCE_NOT_FOUND);
            assertThat(none.problem().where().file()).contains("d/none.yaml");
            assertThat(folder.code()).isEqualTo(Code.SOURCE_NOT_FOUND);
        }
    }

    @Test
    void a_file_is_read_up_to_the_limit_and_not_beyond() {
        place.write("a.yaml", "12345678");
        place.publish();

        try (Snapshot snapshot = open()) {
            assertThat(snapshot.read(RepoPath.of("a.yaml"), 8)).hasSize(8);
            GitOpsException e = thrown(() -> snapshot.read(RepoPath.of("a.yaml"), 7));

            assertThat(e.code()).isEqualTo(Code.LIMIT);
            assertThat(e).hasMessageContaining("8").hasMessageContaining("7");
            assertThat(e.problem().where().file()).contains("a.yaml");
        }
    }

    @Test
    void content_comes_byte_by_byte_whatever_the_names_are() {
        String path = "ünïcode/Déploy 日本.yaml";
        place.write(path, "a: \"ü\"\r\n\u0000");
        place.write("empty.yaml", "");
        place.publish();

        try (Snapshot snapshot = open()) {
            assertThat(text(snapshot, path)).isEqualTo("a: \"ü\"\r\n\u0000");
            assertThat(snapshot.list(RepoPath.of("ünïcode"))).hasSize(1);
            assertThat(text(snapshot, "empty.yaml")).isEmpty();
        }
    }

    @Test
    void changing_what_was_read_changes_nothing_in_the_snapshot() {
        place.write("a.yaml", "abc");
        place.publish();

        try (Snapshot snapshot = open()) {
            snapshot.read(RepoPath.of("a.yaml"), LIMIT)[0] = 'X';

            assertThat(text(snapshot, "a.yaml")).isEqualTo("abc");
        }
    }

    @Test
    void equal_content_has_equal_ids_and_other_content_others() {
        place.write("one/a.yaml", "same");
        place.write("two/a.yaml", "same");
        place.write("three/a.yaml", "other");
        place.publish();

        try (Snapshot snapshot = open()) {
            assertThat(id(snapshot, "one/a.yaml")).isEqualTo(id(snapshot, "two/a.yaml"));
            assertThat(id(snapshot, "one")).isEqualTo(id(snapshot, "two"));
            assertThat(id(snapshot, "one/a.yaml")).isNotEqualTo(id(snapshot, "three/a.yaml"));
            assertThat(id(snapshot, "one")).isNotEqualTo(id(snapshot, "three"));
            assertThat(id(snapshot, "one").value()).contains(":");
        }
    }

    private static ContentId id(Snapshot snapshot, String path) {
        return snapshot.find(RepoPath.of(path)).orElseThrow().id();
    }

    @Test
    void what_was_deleted_is_not_there() {
        place.write("a.yaml", "a");
        place.write("d/b.yaml", "b");
        place.publish();
        place.delete("d");
        place.publish();

        try (Snapshot snapshot = open()) {
            assertThat(snapshot.find(RepoPath.of("d"))).isEmpty();
            assertThat(snapshot.list(RepoPath.root())).hasSize(1);
        }
    }

    @Test
    void links_to_files_and_folders_are_followed_also_in_the_middle_of_a_path() {
        assumeThat(hasLinks()).as("this source has links").isTrue();
        place.write("base/app/web.yaml", "web");
        place.link("deploy/base", "../base");
        place.link("deploy/web.yaml", "base/app/./web.yaml");
        place.publish();

        try (Snapshot snapshot = open()) {
            assertThat(text(snapshot, "deploy/web.yaml")).isEqualTo("web");
            assertThat(text(snapshot, "deploy/base/app/web.yaml")).isEqualTo("web");
            assertThat(snapshot.find(RepoPath.of("deploy/web.yaml"))
                            .orElseThrow()
                            .path())
                    .isEqualTo(RepoPath.of("base/app/web.yaml"));
            assertThat(snapshot.find(RepoPath.of("deploy/base")).orElseThrow().type())
                    .isEqualTo(Entry.Type.DIRECTORY);
            assertThat(snapshot.list(RepoPath.of("deploy/base/app")))
                    .extracting(entry -> entry.path().toString())
                    .containsExactly("deploy/base/app/web.yaml");
            assertThat(snapshot.list(RepoPath.of("deploy")))
                    .extracting(Entry::type)
                    .containsExactly(Entry.Type.LINK, Entry.Type.LINK);
        }
    }

    @Test
    void a_link_to_nothing_is_nothing() {
        assumeThat(hasLinks()).as("this source has links").isTrue();
        place.link("gone.yaml", "nowhere/none.yaml");
        place.publish();

        try (Snapshot snapshot = open()) {
            assertThat(snapshot.find(RepoPath.of("gone.yaml"))).isEmpty();
            assertThat(thrown(() -> snapshot.read(RepoPath.of("gone.yaml"), LIMIT))
                            .code())
                    .isEqualTo(Code.SOURCE_NOT_FOUND);
        }
    }

    @Test
    void links_that_leave_the_snapshot_or_run_in_a_circle_are_refused_by_name() {
        assumeThat(hasLinks()).as("this source has links").isTrue();
        place.write("d/a.yaml", "a");
        place.link("d/absolute", "/etc/passwd");
        place.link("d/up", "../../etc/passwd");
        place.link("d/round", "about");
        place.link("d/about", "round");
        place.publish();

        try (Snapshot snapshot = open()) {
            for (String path : List.of("d/absolute", "d/up", "d/round")) {
                GitOpsException e = thrown(() -> snapshot.find(RepoPath.of(path)));
                assertThat(e.code()).isEqualTo(Code.SOURCE_REFUSED);
                assertThat(e.retryable()).isFalse();
            }
            assertThat(thrown(() -> snapshot.read(RepoPath.of("d/absolute/below"), LIMIT)))
                    .hasMessageContaining("d/absolute")
                    .hasMessageContaining("/etc/passwd");
            assertThat(thrown(() -> snapshot.list(RepoPath.of("d/up"))))
                    .hasMessageContaining("d/up")
                    .hasMessageContaining("../../etc/passwd");
            assertThat(snapshot.list(RepoPath.of("d"))).hasSize(5);
        }
    }
}
