package io.gitops4j.core.reconcile;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.render.RenderLimits;
import io.gitops4j.core.resource.Resource;
import io.gitops4j.core.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an application may reach: sources, clusters, namespaces, objects of the cluster, and as whom. Said by the host, never by
 * a repository. Immutable.
 */
public final class Boundary {
    private static final Boundary NONE =
            new Boundary(x -> true, x -> false, x -> true, x -> true, true, null, RenderLimits.defaults());

    private final Predicate<String> sources;
    private final Predicate<String> imports;
    private final Predicate<String> clusters;
    private final Predicate<String> namespaces;
    private final boolean clusterScoped;
    private final @Nullable String identity;
    private final RenderLimits limits;

    private Boundary(
            Predicate<String> sources,
            Predicate<String> imports,
            Predicate<String> clusters,
            Predicate<String> namespaces,
            boolean clusterScoped,
            @Nullable String identity,
            RenderLimits limits) {
        this.sources = Objects.requireNonNull(sources);
        this.imports = Objects.requireNonNull(imports);
        this.clusters = Objects.requireNonNull(clusters);
        this.namespaces = Objects.requireNonNull(namespaces);
        this.clusterScoped = clusterScoped;
        this.identity = identity;
        this.limits = Objects.requireNonNull(limits);
    }

    /** No boundary: for a host that trusts all its applications. */
    public static Boundary none() {
        return NONE;
    }

    /**
     * The boundary of a tenant, within the default limits, without objects of the cluster.
     *
     * @param sources which addresses may be read
     * @param clusters which clusters may be written to
     * @param namespaces which namespaces may be read and written
     */
    public static Boundary of(Predicate<String> sources, Predicate<String> clusters, Predicate<String> namespaces) {
        return new Boundary(sources, x -> false, clusters, namespaces, false, null, RenderLimits.defaults());
    }

    /** This boundary, objects of the cluster allowed. */
    public Boundary withClusterScoped() {
        return new Boundary(sources, imports, clusters, namespaces, true, identity, limits);
    }

    /**
     * This boundary; a folder may refer to other repositories, as a kustomization does to a remote base, at the addresses that
     * {@code addresses} takes, and at no others. They are read through the host's sources, without credentials of their own.
     * Without this none may.
     */
    public Boundary importing(Predicate<String> addresses) {
        return new Boundary(sources, addresses, clusters, namespaces, clusterScoped, identity, limits);
    }

    /** This boundary; the cluster is opened as that identity. */
    public Boundary as(String identity) {
        return new Boundary(
                sources, imports, clusters, namespaces, clusterScoped, Objects.requireNonNull(identity), limits);
    }

    /** This boundary, renderings within those limits. */
    public Boundary within(RenderLimits limits) {
        return new Boundary(sources, imports, clusters, namespaces, clusterScoped, identity, limits);
    }

    /** The identity to open the cluster as. */
    public Optional<String> identity() {
        return Optional.ofNullable(identity);
    }

    /** What a rendering may cost. */
    public RenderLimits limits() {
        return limits;
    }

    /** Whether a folder may refer to the repository at {@code address}. */
    boolean mayImport(String address) {
        return imports.test(address);
    }

    /** What of {@code application} is outside. */
    List<Problem> check(Application application) {
        List<Problem> problems = new ArrayList<>();
        Location place = Location.object("application " + application.id());
        for (ApplicationSource source : application.sources()) {
            if (!sources.test(source.ref().address())) {
                problems.add(Problem.of(
                        Code.FORBIDDEN,
                        place.withField("source"),
                        "it may not read " + source.ref().address()));
            }
        }
        if (!clusters.test(application.cluster())) {
            problems.add(Problem.of(
                    Code.FORBIDDEN, place.withField("cluster"), "it may not write to " + application.cluster()));
        }
        return problems;
    }

    /** Whether the object is outside, and why. */
    Optional<Problem> check(ResourceKey key, Location place) {
        if (key.namespace().isEmpty()) {
            boolean ownNamespace =
                    key.group().isEmpty() && key.kind().equals("Namespace") && namespaces.test(key.name());
            return clusterScoped || ownNamespace
                    ? Optional.empty()
                    : Optional.of(Problem.of(
                            Code.FORBIDDEN,
                            place.withObject(Resource.title(key)),
                            "the application may not have objects of the cluster"));
        }
        return namespaces.test(key.namespace())
                ? Optional.empty()
                : Optional.of(Problem.of(
                        Code.FORBIDDEN,
                        place.withObject(Resource.title(key)),
                        "the application may not have objects in the namespace " + key.namespace()));
    }
}
