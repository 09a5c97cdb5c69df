package io.gitops4j.core.render;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One call of {@link Renderers}: finds the renderer of a folder, runs it, and again for the units inside. */
final class Dispatch {
    private final Renderers renderers;
    private final RenderCall call;
    private final Recorder recorder;
    private final Cancellation cancellation;

    Dispatch(Renderers renderers, RenderCall call, Recorder recorder, Cancellation cancellation) {
        this.renderers = renderers;
        this.call = call;
        this.recorder = recorder;
        this.cancellation = cancellation;
    }

    RenderResult result() {
        cancellation.check();
        RepoPath base = call.base();
        if (recorder.snapshot().find(base).isEmpty()) {
            throw Places.missing(recorder.snapshot(), base);
        }
        Renderer<?> renderer = call.renderer().isPresent()
                ? chosen(call.renderer().get())
                : claimant(base).orElseGet(Renderers::plain);
        Rendered rendered = run(renderer, base, call.options(), List.of());
        return new RenderResult(renderer.id(), rendered, recorder.reads());
    }

    private Renderer<?> chosen(String id) {
        return renderers
                .find(id)
                .orElseThrow(() -> new GitOpsException(Problem.of(
                        Code.RENDERER,
                        Places.of(call.base()),
                        "there is no renderer \"" + id + "\""
                                + KnownFormats.artifact(id)
                                        .map(artifact -> ": " + KnownFormats.wayOut(artifact))
                                        .orElseGet(() -> Suggestion.didYouMean(id, renderers.ids()) + " (there are "
                                                + String.join(", ", renderers.ids()) + ")"))));
    }

    /** The one renderer that claims {@code folder}; empty where none does. */
    private Optional<Renderer<?>> claimant(RepoPath folder) {
        List<Renderer<?>> claimants = new ArrayList<>();
        for (Renderer<?> renderer : renderers.all()) {
            if (guarded(renderer, folder, () -> renderer.detect(recorder.snapshot(), folder)) == Detection.YES) {
                claimants.add(renderer);
            }
        }
        if (claimants.size() > 1) {
            String names = String.join(
                    " and ", claimants.stream().map(r -> "\"" + r.id() + "\"").toList());
            throw new GitOpsException(Problem.of(
                    Code.RENDERER,
                    Places.of(folder),
                    "the renderers " + names
                            + " claim this folder; choose one for it, or remove the file that one of them"
                            + " goes by"));
        }
        if (claimants.isEmpty()) {
            KnownFormats.checkThere(recorder.snapshot(), folder, renderers.ids());
            return Optional.empty();
        }
        return Optional.of(claimants.get(0));
    }

    private Optional<Rendered> unit(RepoPath folder, List<RepoPath> above) {
        cancellation.check();
        if (above.contains(folder)) {
            throw new GitOpsException(Problem.of(
                    Code.RENDERER, Places.of(folder), "this folder is a unit of itself: " + chain(above, folder)));
        }
        if (above.size() > call.limits().depth()) {
            throw new GitOpsException(Problem.of(
                    Code.LIMIT,
                    Places.of(folder),
                    "units nest over " + call.limits().depth() + " levels"));
        }
        return claimant(folder).map(renderer -> run(renderer, folder, Node.object(), above));
    }

    private static String chain(List<RepoPath> above, RepoPath folder) {
        List<RepoPath> all = new ArrayList<>(above.subList(above.indexOf(folder), above.size()));
        all.add(folder);
        return String.join(
                " -> ", all.stream().map(path -> Places.of(path).toString()).toList());
    }

    private <O extends RenderOptions> Rendered run(
            Renderer<O> renderer, RepoPath folder, Node.Obj stored, List<RepoPath> above) {
        List<RepoPath> chain = new ArrayList<>(above);
        chain.add(folder);
        return guarded(renderer, folder, () -> {
            RenderRequest<O> request = RenderRequest.of(recorder.snapshot(), folder, renderer.parse(stored))
                    .with(recorder.facts())
                    .with(recorder::open)
                    .with((Units) unit -> unit(unit, chain))
                    .with(call.limits());
            Rendered rendered = renderer.render(request, cancellation);
            if (rendered.manifests().size() > call.limits().manifests()) {
                throw new GitOpsException(Problem.of(
                        Code.LIMIT,
                        Places.of(folder),
                        "the rendering has over " + call.limits().manifests() + " objects"));
            }
            return rendered;
        });
    }

    /** Runs a plug-in: what it throws beyond the contract becomes a problem, without a message that may hold a secret. */
    private static <T> T guarded(Renderer<?> renderer, RepoPath folder, Supplier<T> step) {
        try {
            return step.get();
        } catch (StackOverflowError deep) {
            throw new GitOpsException(Problem.of(
                    Code.LIMIT,
                    Places.of(folder),
                    "the renderer \"" + renderer.id()
                            + "\" ran out of stack: something in this folder nests too deep"));
        } catch (GitOpsException expected) {
            throw expected;
        } catch (RuntimeException | LinkageError bug) {
            GitOpsException failure = new GitOpsException(Problem.of(
                    Code.INTERNAL,
                    Places.of(folder),
                    "the renderer \"" + renderer.id() + "\" ("
                            + renderer.getClass().getName() + ") failed with "
                            + bug.getClass().getName() + "; this is a bug of the renderer, not of the folder"));
            failure.setStackTrace(bug.getStackTrace());
            throw failure;
        }
    }
}
