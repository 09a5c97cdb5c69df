package io.gitops4j.core.resource;

import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a cluster will serve once the definitions of a set are applied: they come before what it serves now. (Custom
 * resources in the same commit as their definition: argo-cd#20458, flux#1825.)
 */
final class DeclaredKinds implements ScopeLookup {
    private static final GroupKind DEFINITION = new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");

    private final Map<GroupKind, VersionNotServed> declared;
    private final ScopeLookup cluster;

    private DeclaredKinds(Map<GroupKind, VersionNotServed> declared, ScopeLookup cluster) {
        this.declared = declared;
        this.cluster = cluster;
    }

    /** The kinds of {@code manifests}' definitions, and behind them those of {@code cluster}. */
    static DeclaredKinds of(List<Manifest> manifests, ScopeLookup cluster) {
        Map<GroupKind, VersionNotServed> declared = new HashMap<>();
        for (Manifest manifest : manifests) {
            if (manifest.groupKind().equals(DEFINITION)) {
                read(manifest.body(), declared);
            }
        }
        return new DeclaredKinds(declared, cluster);
    }

    @Override
    public Answer scopeOf(GroupKind kind, String version) {
        VersionNotServed own = declared.get(kind);
        if (own == null) {
            return cluster.scopeOf(kind, version);
        }
        if (own.served().contains(version)) {
            return new Known(own.scope());
        }
        Answer theirs = cluster.scopeOf(kind, version);
        if (theirs instanceof VersionNotServed other) {
            TreeSet<String> all = new TreeSet<>(other.served());
            all.addAll(own.served());
            return new VersionNotServed(own.scope(), List.copyOf(all));
        }
        return theirs instanceof UnknownKind ? own : theirs;
    }

    /** Reads v1 ({@code spec.versions}) and the old v1beta1, which may have {@code spec.version} alone. */
    private static void read(Node.Obj definition, Map<GroupKind, VersionNotServed> declared) {
        Optional<String> group = definition.text("spec", "group");
        Optional<String> kind = definition.text("spec", "names", "kind");
        Optional<String> scope = definition.text("spec", "scope");
        if (group.isEmpty() || kind.isEmpty() || scope.isEmpty()) {
            return;
        }
        List<String> served = new ArrayList<>();
        for (Node version : definition.object("spec").array("versions").items()) {
            if (version.at("served").filter(Node.of(true)::equals).isPresent()) {
                version.text("name").ifPresent(served::add);
            }
        }
        definition
                .text("spec", "version")
                .filter(version -> !served.contains(version))
                .ifPresent(served::add);
        Scope read = scope.get().equals("Cluster") ? Scope.CLUSTER : Scope.NAMESPACED;
        declared.put(new GroupKind(group.get(), kind.get()), new VersionNotServed(read, served));
    }
}
