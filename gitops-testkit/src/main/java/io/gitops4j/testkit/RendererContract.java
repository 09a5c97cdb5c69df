package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.Detection;
import io.gitops4j.core.render.RenderCall;
import io.gitops4j.core.render.RenderLimits;
import io.gitops4j.core.render.RenderOptions;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.RenderResult;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Renderer} must keep. Extend it in the renderer's own tests and give a small folder that it renders; add
 * tests of what the renderer does beside it.
 *
 * @param <O> the renderer's options
 */
public abstract class RendererContract<O extends RenderOptions> {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** For subclasses. */
    protected RendererContract() {}

    /** The renderer; the same or a new one each time. */
    protected abstract Renderer<O> renderer();

    /** A folder at {@link #base()} that gives at least two objects; a new builder each time. */
    protected abstract MemorySnapshot.Builder folder();

    /** A file of {@link #folder()} that is read as text for the objects; the contract replaces it by hostile ones. */
    protected abstract String input();

    /** Where {@link #folder()} is. */
    protected RepoPath base() {
        return RepoPath.of("deploy");
    }

    /** Options that say more than the default ones. */
    protected abstract O options();

    @Test
    void gives_the_same_objects_in_the_same_order_each_time_and_on_every_thread() throws Exception {
        List<String> expected = texts(render(folder().build()));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Renderer<O> shared = renderer();
            List<Callable<List<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                calls.add(() -> texts(shared.render(request(folder().build()), Cancellation.none())));
            }
            for (Future<List<String>> done : threads.invokeAll(calls)) {
                assertThat(done.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(expected).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void reads_options_back_as_it_printed_them() {
        Renderer<O> renderer = renderer();
        for (O options : List.of(options(), renderer.parse(Node.object()))) {
            Node.Obj stored = renderer.print(options);
            assertThat(renderer.print(renderer.parse(stored))).isEqualTo(stored);
            assertThat(renderer.parse(stored)).isEqualTo(options);
        }
    }

    @Test
    void names_an_option_that_it_does_not_know() {
        Node.Obj stored = renderer().print(options()).with("notAnOption", Node.of("x"));
        GitOpsException refused = refusal(() -> renderer().parse(stored));
        assertThat(refused.code()).isEqualTo(Code.INVALID_CONFIGURATION);
        assertThat(refused.problem().where().field()).contains("notAnOption");
    }

    @Test
    void claims_its_folder_and_no_other_and_reads_next_to_nothing_for_it() {
        MemorySnapshot snapshot = folder().file("empty/README.md", "nothing").build();
        MemorySnapshotProbe probe = new MemorySnapshotProbe(snapshot);
        assertThat(renderer().detect(probe, base())).isIn(Detection.YES, Detection.FALLBACK);
        assertThat(probe.filesRead()).isLessThanOrEqualTo(1);
        assertThat(probe.lookups()).isLessThanOrEqualTo(20);
        assertThat(renderer().detect(snapshot, RepoPath.of("empty"))).isNotEqualTo(Detection.YES);
        assertThat(renderer().detect(snapshot, RepoPath.of("missing"))).isEqualTo(Detection.NO);
    }

    @Test
    void says_of_each_object_which_file_it_comes_from() {
        MemorySnapshot snapshot = folder().build();
        for (Manifest manifest : render(snapshot).manifests()) {
            String file = manifest.origin(Path.root()).location().file().orElse("");
            assertThat(snapshot.find(RepoPath.of(file)))
                    .as(manifest + " from " + file)
                    .isPresent();
        }
    }

    @Test
    void gives_objects_that_stand_when_the_snapshot_is_closed_and_leaves_closing_to_its_owner() {
        MemorySnapshot snapshot = folder().build();
        Rendered rendered = render(snapshot);
        assertThat(snapshot.closed()).isFalse();
        snapshot.close();
        assertThat(texts(rendered)).isNotEmpty();
    }

    @Test
    void notices_a_change_of_what_it_read() {
        MemorySnapshot before = folder().build();
        RenderResult result = call(before, RenderLimits.defaults());
        MemorySnapshot after = folder().file(input(), "# changed\n").build();
        assertThat(result.reads().stillHolds(before)).isTrue();
        assertThat(result.reads().stillHolds(after)).isFalse();
    }

    @Test
    void ends_when_it_is_cancelled() {
        CancellationSource cancellation = Cancellation.source();
        cancellation.cancel("enough");
        GitOpsException refused = refusal(() -> renderer().render(request(folder().build()), cancellation));
        assertThat(refused.code()).isEqualTo(Code.CANCELLED);
    }

    @Test
    void keeps_within_the_limits() {
        RenderLimits d = RenderLimits.defaults();
        List<RenderLimits> tight = List.of(
                new RenderLimits(0, d.bytes(), d.depth(), d.manifests(), d.text()),
                new RenderLimits(d.files(), 1, d.depth(), d.manifests(), d.text()),
                new RenderLimits(d.files(), d.bytes(), d.depth(), 1, d.text()));
        for (RenderLimits limits : tight) {
            GitOpsException refused = refusal(() -> call(folder().build(), limits));
            assertThat(refused.code()).as(refused.getMessage()).isEqualTo(Code.LIMIT);
            assertThat(refused.problem().where().file()).isPresent();
        }
    }

    @Test
    void ends_with_problems_and_their_places_on_hostile_input() {
        for (String text : MemorySnapshotHostility.texts()) {
            MemorySnapshot snapshot = folder().file(input(), text).build();
            assertTimeoutPreemptively(LONGEST, () -> endsWell(snapshot));
        }
    }

    @Test
    void follows_no_link_out_of_the_repository_or_in_a_circle_and_no_submodule() {
        for (MemorySnapshot snapshot : MemorySnapshotHostility.entries(this::folder, input())) {
            GitOpsException refused = refusal(() -> render(snapshot));
            assertThat(refused.code()).as(refused.getMessage()).isEqualTo(Code.SOURCE_REFUSED);
            assertThat(refused.problem().where().file()).isPresent();
        }
    }

    @Test
    void names_a_folder_that_is_not_there() {
        RenderRequest<O> request = RenderRequest.of(
                folder().build(), RepoPath.of("no/such/folder"), renderer().parse(Node.object()));
        GitOpsException refused = refusal(() -> renderer().render(request, Cancellation.none()));
        assertThat(refused.problem().where().file().orElse("")).contains("no/such/folder");
    }

    @Test
    void leaves_no_thread_behind() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        render(folder().build());
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread) && thread.isAlive())
                        .filter(thread -> thread.getThreadGroup()
                                == Thread.currentThread().getThreadGroup()))
                .isEmpty();
    }

    /** A request for the folder with the default options. */
    protected final RenderRequest<O> request(Snapshot snapshot) {
        return RenderRequest.of(snapshot, base(), renderer().parse(Node.object()));
    }

    /** The folder, rendered with the default options. */
    protected final Rendered render(Snapshot snapshot) {
        return renderer().render(request(snapshot), Cancellation.none());
    }

    /** The folder, rendered as core does it. */
    protected final RenderResult call(Snapshot snapshot, RenderLimits limits) {
        Renderer<O> renderer = renderer();
        Renderers renderers = renderer.id().equals(Renderers.plain().id())
                ? Renderers.of(List.of())
                : Renderers.of(List.of(renderer));
        RenderCall call = RenderCall.of(snapshot, base()).by(renderer.id(), Node.object());
        return renderers.render(call.with(limits), Cancellation.none());
    }

    private void endsWell(MemorySnapshot snapshot) {
        Throwable thrown = catchThrowable(() -> render(snapshot));
        if (thrown == null) {
            return;
        }
        assertThat(thrown).isInstanceOf(GitOpsException.class);
        GitOpsException refused = (GitOpsException) thrown;
        assertThat(refused.problem().where().file()).as(refused.getMessage()).isPresent();
        assertThat(refused.getMessage()).hasSizeLessThan(20_000);
        assertThat(refused.code()).isNotEqualTo(Code.INTERNAL);
    }

    private static GitOpsException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(GitOpsException.class);
        return (GitOpsException) catchThrowable(call);
    }

    private static List<String> texts(Rendered rendered) {
        return rendered.manifests().stream()
                .map(manifest -> manifest.title() + " " + manifest.body().hash() + " " + manifest.origin(Path.root()))
                .toList();
    }
}
