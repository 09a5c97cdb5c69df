package io.gitops4j.core.render;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The renderers of one host, core's own for plain files always among them. Immutable and safe for any number of threads. */
public final class Renderers {
    private static final PlainRenderer PLAIN = new PlainRenderer();

    private final Map<String, Renderer<?>> byId;

    private Renderers(Map<String, Renderer<?>> byId) {
        this.byId = Collections.unmodifiableMap(byId);
    }

    /**
     * These renderers and the one for plain files.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where two have one id, or an id is malformed
     */
    public static Renderers of(Collection<? extends Renderer<?>> renderers) {
        Map<String, Renderer<?>> byId = new TreeMap<>();
        byId.put(PlainRenderer.ID, PLAIN);
        for (Renderer<?> renderer : renderers) {
            String id = renderer.id();
            String type = renderer.getClass().getName();
            if (!id.matches("[a-z][a-z0-9-]{0,62}")) {
                throw refused("the id of the renderer " + type + " is lower-case letters, digits and '-', not \"" + id
                        + "\"");
            }
            Renderer<?> other = byId.putIfAbsent(id, renderer);
            if (other != null) {
                throw refused("two renderers have the id \"" + id + "\": "
                        + other.getClass().getName() + " and " + type + "; give the host one of them");
            }
        }
        return new Renderers(byId);
    }

    /**
     * The renderers on the class path of {@code loader}, by id: all that {@link ServiceLoader} finds. The one for plain files
     * is not among them, being always there.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where one cannot be loaded
     */
    public static List<Renderer<?>> discover(ClassLoader loader) {
        List<Renderer<?>> found = new ArrayList<>();
        try {
            ServiceLoader.load(Renderer.class, loader).forEach(found::add);
        } catch (ServiceConfigurationError broken) {
            throw refused("a renderer on the class path cannot be loaded: " + broken.getMessage());
        }
        found.sort(Comparator.comparing(Renderer::id));
        return Collections.unmodifiableList(found);
    }

    /** The renderer for plain files, with the id {@code plain}. */
    public static Renderer<PlainOptions> plain() {
        return PLAIN;
    }

    /** The renderer of that id. */
    public Optional<Renderer<?>> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The ids, sorted; unmodifiable. */
    public Set<String> ids() {
        return byId.keySet();
    }

    Collection<Renderer<?>> all() {
        return byId.values();
    }

    /**
     * Renders a folder or file: by the renderer that the call chose, else by the one that claims the folder, else as plain
     * files. The snapshot is read within the call alone; imports opened for it are closed.
     *
     * @throws GitOpsException as {@link Renderer#render}, and with {@link Code#SOURCE_NOT_FOUND} where there is no such path,
     *     {@link Code#RENDERER} where the chosen renderer is not there, two claim the folder, or it is known to belong to one
     *     that is not there, {@link Code#INTERNAL} where a renderer fails otherwise
     */
    public RenderResult render(RenderCall call, Cancellation cancellation) {
        try (Recorder recorder = new Recorder(call)) {
            return new Dispatch(this, call, recorder, cancellation).result();
        }
    }

    private static GitOpsException refused(String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere(), message));
    }
}
