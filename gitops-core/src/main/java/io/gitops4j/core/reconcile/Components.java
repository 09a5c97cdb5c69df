package io.gitops4j.core.reconcile;

import io.gitops4j.core.Code;
import io.gitops4j.core.Component;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.health.HealthAssessor;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.render.Transformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The plug-ins of a host: renderers, transformers, health assessors. Immutable. Core's own are always there, and are not among
 * them.
 */
public final class Components {
    private final List<Component> all;

    private Components(List<? extends Component> all) {
        this.all = List.copyOf(all);
        for (Component component : all) {
            if (!(component instanceof Renderer
                    || component instanceof Transformer
                    || component instanceof HealthAssessor)) {
                throw refused("the plug-in " + component.getClass().getName()
                        + " is no renderer, transformer or health assessor");
            }
        }
        transformers();
    }

    /**
     * These plug-ins: the documented way, which no build of a fat jar can break.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where two of one type have one id
     */
    public static Components of(Component... components) {
        return new Components(Arrays.asList(components));
    }

    /**
     * The plug-ins that {@link ServiceLoader} finds on the class path of {@code loader}: the convenience.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where one cannot be loaded, or two have one id
     */
    public static Components discover(ClassLoader loader) {
        List<Component> found = new ArrayList<>(Renderers.discover(loader));
        try {
            ServiceLoader.load(Transformer.class, loader).forEach(found::add);
            ServiceLoader.load(HealthAssessor.class, loader).forEach(found::add);
        } catch (ServiceConfigurationError broken) {
            throw refused("a plug-in on the class path cannot be loaded: " + broken.getMessage());
        }
        return new Components(found);
    }

    /** These plug-ins and {@code more}. */
    public Components and(Components more) {
        List<Component> both = new ArrayList<>(all);
        both.addAll(more.all);
        return new Components(both);
    }

    Renderers renderers() {
        List<Renderer<?>> renderers = new ArrayList<>();
        for (Component component : all) {
            if (component instanceof Renderer<?> renderer) {
                renderers.add(renderer);
            }
        }
        return Renderers.of(renderers);
    }

    Map<String, Transformer> transformers() {
        Map<String, Transformer> byId = new HashMap<>();
        for (Component component : all) {
            if (component instanceof Transformer transformer) {
                Transformer other = byId.putIfAbsent(transformer.id(), transformer);
                if (other != null) {
                    throw refused("two transformers have the id \"" + transformer.id() + "\": "
                            + other.getClass().getName() + " and "
                            + transformer.getClass().getName() + "; give the host one of them");
                }
            }
        }
        return byId;
    }

    List<HealthAssessor> assessors() {
        List<HealthAssessor> assessors = new ArrayList<>();
        for (Component component : all) {
            if (component instanceof HealthAssessor assessor) {
                assessors.add(assessor);
            }
        }
        return assessors;
    }

    private static GitOpsException refused(String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere(), message));
    }
}
