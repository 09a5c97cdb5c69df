package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.render.Renderers;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The renderer of charts that builds have, where there is one. Safe for any number of threads. */
public final class Charts {
    /** The id of a renderer of charts. */
    public static final String ID = "helm";

    private final Supplier<List<Renderer<?>>> renderers;
    private @Nullable List<Renderer<?>> known;

    private Charts(Supplier<List<Renderer<?>>> renderers) {
        this.renderers = renderers;
    }

    /**
     * This renderer.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is not one of charts by its id
     */
    public static Charts of(Renderer<?> renderer) {
        if (!renderer.id().equals(ID)) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.nowhere(),
                    "a renderer of charts has the id \"" + ID + "\", and "
                            + renderer.getClass().getName() + " has \"" + renderer.id() + "\""));
        }
        return new Charts(() -> List.of(renderer));
    }

    /** That on the class path of {@code loader}, looked for when the first chart is met. */
    public static Charts onClassPath(ClassLoader loader) {
        return new Charts(() -> Renderers.discover(loader).stream()
                .filter(renderer -> renderer.id().equals(ID))
                .toList());
    }

    /**
     * The renderer.
     *
     * @param what what wants it, as its writer names it
     * @throws GitOpsException with {@link Code#NOT_SUPPORTED} at {@code where} where there is none
     */
    Renderer<?> require(String what, Location where) {
        List<Renderer<?>> found = found();
        if (found.isEmpty()) {
            throw new GitOpsException(Problem.of(
                    Code.NOT_SUPPORTED,
                    where,
                    what + " needs a renderer of Helm charts, and there is none on the class path; commit what "
                            + "`helm template` prints, or deliver the chart as an application of its own"));
        }
        if (found.size() > 1) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    where,
                    "there are two renderers of charts on the class path: "
                            + found.get(0).getClass().getName() + " and "
                            + found.get(1).getClass().getName() + "; give KustomizeRenderer one of them"));
        }
        return found.get(0);
    }

    private synchronized List<Renderer<?>> found() {
        List<Renderer<?>> found = known == null ? renderers.get() : known;
        known = found;
        return found;
    }
}
