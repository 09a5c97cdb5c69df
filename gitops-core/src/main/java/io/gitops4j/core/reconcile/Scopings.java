package io.gitops4j.core.reconcile;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.ignore.IgnoreRule;
import io.gitops4j.core.plan.internal.InSyncMemory;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Scoped;
import io.gitops4j.core.resource.Scoping;
import io.gitops4j.core.schema.CustomResourceSchemas;
import io.gitops4j.core.schema.SchemaSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the applications looked at last declare, as objects with keys, and which of them were in sync: an unchanged application is
 * not worked out again. What it depends on is compared by identity, as declarations and discoveries are kept while they hold.
 * Bounded by count; safe for any number of threads.
 */
final class Scopings {
    private static final int BOUND = 256;
    private static final GroupKind DEFINITION = new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");

    private final Map<ApplicationId, Known> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ApplicationId, Known> eldest) {
            return size() > BOUND;
        }
    };

    /**
     * What an application declares on a cluster.
     *
     * @param declaration the manifests
     * @param discovery what the cluster served
     * @param namespace where objects without a namespace go
     * @param cluster which cluster
     * @param rules what is left alone
     * @param scoped the objects with their keys
     * @param definitions the schemas of the kinds that it defines itself
     * @param inSync what was found in sync
     */
    record Known(
            Declaration declaration,
            Discovery discovery,
            String namespace,
            String cluster,
            List<IgnoreRule> rules,
            Scoped scoped,
            SchemaSource definitions,
            InSyncMemory inSync) {
        private boolean holds(Application application, Declaration now, Discovery served) {
            return declaration == now
                    && discovery == served
                    && namespace.equals(application.namespace())
                    && cluster.equals(application.cluster())
                    && rules.equals(application.ignored());
        }
    }

    /** What {@code application} declares, as last time where nothing is different. */
    Known of(Application application, Declaration declaration, Discovery discovery) {
        synchronized (last) {
            Known known = last.get(application.id());
            if (known != null && known.holds(application, declaration, discovery)) {
                return known;
            }
        }
        Scoped scoped = Scoping.of(new DiscoveredScopes(discovery), application.namespace())
                .resolve(declaration.manifests());
        Known fresh = new Known(
                declaration,
                discovery,
                application.namespace(),
                application.cluster(),
                application.ignored(),
                scoped,
                definitions(declaration),
                new InSyncMemory());
        synchronized (last) {
            last.put(application.id(), fresh);
        }
        return fresh;
    }

    private static SchemaSource definitions(Declaration declaration) {
        return CustomResourceSchemas.of(declaration.manifests().stream()
                .filter(manifest -> manifest.groupKind().equals(DEFINITION))
                .map(Manifest::body)
                .toList());
    }
}
