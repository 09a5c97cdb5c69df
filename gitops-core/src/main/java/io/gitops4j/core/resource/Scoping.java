package io.gitops4j.core.resource;

import io.gitops4j.core.Problem;
import java.util.List;
import java.util.Objects;

/**
 * Turns what a source declares into resources with keys. Whether an object has a namespace is known from the
 * definitions of the same set and from the cluster, never guessed: without that, a default namespace, a duplicate and a
 * live object cannot be told. Immutable; one for any number of sets.
 */
public final class Scoping {
    private final ScopeLookup cluster;
    private final String defaultNamespace;

    private Scoping(ScopeLookup cluster, String defaultNamespace) {
        this.cluster = cluster;
        this.defaultNamespace = defaultNamespace;
    }

    /**
     * Scoping for one cluster.
     *
     * @param cluster what the cluster serves
     * @param defaultNamespace the namespace of objects that name none, empty for none
     */
    public static Scoping of(ScopeLookup cluster, String defaultNamespace) {
        return new Scoping(Objects.requireNonNull(cluster), Objects.requireNonNull(defaultNamespace));
    }

    /**
     * The resources of {@code manifests}, each checked, with the namespace that it goes to, one for a key; and every
     * problem of every object, not only the first. Lists that are left are opened. Throws nothing for what the
     * manifests hold.
     */
    public Scoped resolve(List<Manifest> manifests) {
        Placing placing = new Placing(defaultNamespace);
        List<Manifest> objects = ListKinds.expand(manifests, placing::error);
        ScopeLookup kinds = DeclaredKinds.of(objects, cluster);
        for (Manifest manifest : objects) {
            List<Problem> problems = ObjectRules.check(manifest);
            problems.forEach(placing::error);
            if (problems.isEmpty()) {
                placing.place(
                        manifest, kinds.scopeOf(manifest.groupKind(), GroupKind.versionOf(manifest.apiVersion())));
            }
        }
        return placing.scoped();
    }
}
