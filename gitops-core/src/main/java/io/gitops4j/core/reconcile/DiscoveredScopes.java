package io.gitops4j.core.reconcile;

import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ScopeLookup;
import java.util.Optional;

/** What a cluster's discovery tells of scopes. */
record DiscoveredScopes(Discovery discovery) implements ScopeLookup {
    @Override
    public Answer scopeOf(GroupKind kind, String version) {
        Optional<KindInfo> info = discovery.find(kind);
        if (info.isPresent()) {
            return info.get().versions().contains(version)
                    ? new Known(info.get().scope())
                    : new VersionNotServed(info.get().scope(), info.get().versions());
        }
        Problem failure = discovery.failures().get(kind.group());
        return failure == null ? new UnknownKind() : new Unreadable(failure);
    }
}
