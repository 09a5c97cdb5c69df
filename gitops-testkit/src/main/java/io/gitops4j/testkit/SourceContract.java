package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What {@link Source} and {@link Snapshot} promise, as tests. An implementation's test extends it, makes sources, and makes
 * content:
 *
 * <pre>{@code
 * class MySourceTest extends SourceContract {
 *     protected Source newSource() { return new MySource(); }
 *     protected Place newPlace() { ... }
 * }
 * }</pre>
 */
public abstract class SourceContract extends SnapshotContract {

    /** Makes the contract; for subclasses. */
    protected SourceContract() {}

    @Test
    void a_ref_resolves_to_the_published_revision() {
        place.write("a.yaml", "a: 1");
        String id = place.publish();

        Revision revision = source.resolve(place.ref(), Cancellation.none());

        assertThat(revision.id()).isEqualTo(id);
        assertThat(revision.source()).isEqualTo(place.ref());
        assertThat(place.ref().type()).isEqualTo(source.type());
    }

    @Test
    void resolving_again_gives_an_equal_revision_until_something_is_published() {
        place.write("a.yaml", "a: 1");
        place.publish();
        Revision first = source.resolve(place.ref(), Cancellation.none());
        Revision again = source.resolve(place.ref(), Cancellation.none());
        place.write("a.yaml", "a: 2");
        place.publish();
        Revision later = source.resolve(place.ref(), Cancellation.none());

        assertThat(again).isEqualTo(first);
        assertThat(later).isNotEqualTo(first);
    }

    @Test
    void an_older_revision_still_opens_as_it_was() {
        place.write("a.yaml", "a: 1");
        place.publish();
        Revision first = source.resolve(place.ref(), Cancellation.none());
        place.write("a.yaml", "a: 2");
        place.publish();
        Revision second = source.resolve(place.ref(), Cancellation.none());

        try (Snapshot now = source.open(second, Cancellation.none());
                Snapshot then = source.open(first, Cancellation.none())) {
            assertThat(text(now, "a.yaml")).isEqualTo("a: 2");
            assertThat(text(then, "a.yaml")).isEqualTo("a: 1");
            assertThat(then.revision()).isEqualTo(first);
        }
    }

    @Test
    void one_revision_opens_again_and_again() {
        place.write("a.yaml", "a: 1");
        place.publish();
        Revision revision = source.resolve(place.ref(), Cancellation.none());

        for (int i = 0; i < 3; i++) {
            try (Snapshot snapshot = source.open(revision, Cancellation.none())) {
                assertThat(text(snapshot, "a.yaml")).isEqualTo("a: 1");
            }
        }
    }

    @Test
    void a_revision_opens_in_another_source() {
        place.write("a.yaml", "a: 1");
        place.publish();
        Revision revision = source.resolve(place.ref(), Cancellation.none());

        try (Source other = newSource();
                Snapshot snapshot = other.open(revision, Cancellation.none())) {
            assertThat(text(snapshot, "a.yaml")).isEqualTo("a: 1");
        }
    }

    @Test
    void an_unknown_ref_is_not_found() {
        place.write("a.yaml", "a: 1");
        place.publish();

        GitOpsException e = thrown(() -> source.resolve(place.unknownRef(), Cancellation.none()));

        assertThat(e.code()).isEqualTo(Code.SOURCE_NOT_FOUND);
        assertThat(e.retryable()).isFalse();
        assertThat(e).hasMessageContaining(place.unknownRef().ref());
    }

    @Test
    void an_absent_repository_is_not_found() {
        GitOpsException e = thrown(() -> source.resolve(place.absent(), Cancellation.none()));

        assertThat(e.code()).isEqualTo(Code.SOURCE_NOT_FOUND);
    }

    @Test
    void a_closed_snapshot_closes_again_and_does_nothing_else() {
        place.write("a.yaml", "a");
        place.publish();
        Snapshot snapshot = open();

        snapshot.close();
        snapshot.close();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> snapshot.find(RepoPath.root()));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> snapshot.list(RepoPath.root()));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> snapshot.read(RepoPath.of("a.yaml"), LIMIT));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(snapshot::revision);
    }

    @Test
    void closing_one_snapshot_leaves_another_of_the_same_revision_open() {
        place.write("a.yaml", "a");
        place.publish();

        try (Snapshot stays = open()) {
            open().close();

            assertThat(text(stays, "a.yaml")).isEqualTo("a");
        }
    }

    @Test
    void a_snapshot_stays_readable_when_its_source_is_closed() {
        place.write("d/a.yaml", "a");
        place.publish();
        Snapshot snapshot = open();

        source.close();
        source.close();

        assertThat(text(snapshot, "d/a.yaml")).isEqualTo("a");
        assertThat(snapshot.list(RepoPath.of("d"))).hasSize(1);
        snapshot.close();
    }

    @Test
    void a_snapshot_does_not_change_when_something_is_published() {
        place.write("a.yaml", "old");
        place.publish();

        try (Snapshot snapshot = open()) {
            place.write("a.yaml", "new");
            place.publish();

            assertThat(text(snapshot, "a.yaml")).isEqualTo("old");
        }
    }

    @Test
    void threads_share_a_source_and_a_snapshot() throws Exception {
        for (int i = 0; i < 50; i++) {
            place.write("d" + i % 5 + "/f" + i + ".yaml", "content " + i);
        }
        place.publish();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Snapshot shared = open();
                Source cold = newSource()) {
            List<Callable<String>> work = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int file = i % 50;
                String path = "d" + file % 5 + "/f" + file + ".yaml";
                work.add(() -> text(shared, path)
                        + shared.list(RepoPath.of("d" + file % 5)).size());
                work.add(() -> {
                    Revision revision = cold.resolve(place.ref(), Cancellation.none());
                    try (Snapshot own = cold.open(revision, Cancellation.none())) {
                        return text(own, path)
                                + own.list(RepoPath.of("d" + file % 5)).size();
                    }
                });
            }

            List<Future<String>> done = threads.invokeAll(work);

            for (int i = 0; i < done.size(); i++) {
                assertThat(done.get(i).get()).isEqualTo("content " + i / 2 % 50 + "10");
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void a_cancelled_call_does_nothing() {
        place.write("a.yaml", "a");
        place.publish();
        Revision revision = source.resolve(place.ref(), Cancellation.none());
        CancellationSource cancelled = Cancellation.source();
        cancelled.cancel("the user left");

        GitOpsException resolve = thrown(() -> source.resolve(place.ref(), cancelled));
        GitOpsException open = thrown(() -> source.open(revision, cancelled));

        assertThat(resolve.code()).isEqualTo(Code.CANCELLED);
        assertThat(resolve).hasMessageContaining("the user left");
        assertThat(open.code()).isEqualTo(Code.CANCELLED);
    }

    @Test
    void a_call_past_its_deadline_does_nothing() {
        place.write("a.yaml", "a");
        place.publish();

        GitOpsException e = thrown(() -> source.resolve(place.ref(), Cancellation.after(Duration.ofMillis(-1))));

        assertThat(e.code()).isEqualTo(Code.CANCELLED);
    }

    @Test
    void a_path_cannot_leave_the_snapshot() {
        assertThatThrownBy(() -> RepoPath.of("../x")).isInstanceOf(GitOpsException.class);
    }
}
