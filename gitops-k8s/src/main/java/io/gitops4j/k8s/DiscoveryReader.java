package io.gitops4j.k8s;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Scope;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts together what a cluster serves, group by group and version by version, the preferred version of a group first. */
final class DiscoveryReader {
    private final Map<GroupKind, Entry> kinds = new TreeMap<>();
    private final Map<String, Problem> failures = new TreeMap<>();

    private static final class Entry {
        final String plural;
        final Scope scope;
        final List<String> versions = new ArrayList<>();
        final Set<String> verbs = new TreeSet<>();

        Entry(String plural, Scope scope) {
            this.plural = plural;
            this.scope = scope;
        }
    }

    /** Adds an {@code APIGroupDiscoveryList} (apidiscovery.k8s.io/v2). */
    void aggregated(Node.Obj list) {
        for (Node item : list.array("items").items()) {
            String group = item.text("metadata", "name").orElse("");
            for (Node version : ((Node.Obj) item).array("versions").items()) {
                version(group, (Node.Obj) version);
            }
        }
    }

    private void version(String group, Node.Obj version) {
        String name = version.text("version").orElse("");
        if (version.text("freshness").filter("Stale"::equals).isPresent()) {
            failed(
                    group,
                    "its API server does not answer the discovery of version " + name
                            + "; look at the status of the APIService " + name + "." + group);
        }
        for (Node resource : version.array("resources").items()) {
            String kind = resource.text("responseKind", "kind").orElse("");
            String given = resource.text("responseKind", "group").orElse("");
            String plural = resource.text("resource").orElse("");
            boolean namespaced =
                    resource.text("scope").filter("Namespaced"::equals).isPresent();
            if (!kind.isEmpty() && (given.isEmpty() || given.equals(group))) {
                add(new GroupKind(group, kind), name, plural, namespaced, (Node.Obj) resource);
            }
        }
    }

    /** Adds an {@code APIResourceList} (v1), as one version of a group is described alone. */
    void unaggregated(String group, String version, Node.Obj list) {
        for (Node resource : list.array("resources").items()) {
            String plural = resource.text("name").orElse("");
            String kind = resource.text("kind").orElse("");
            boolean namespaced =
                    resource.at("namespaced").filter(Node.of(true)::equals).isPresent();
            // a subresource is named after its resource; one of another group, such as a Scale, names its own
            boolean own = resource.text("group").map(group::equals).orElse(true);
            if (!plural.contains("/") && !kind.isEmpty() && own) {
                add(new GroupKind(group, kind), version, plural, namespaced, (Node.Obj) resource);
            }
        }
    }

    private void add(GroupKind kind, String version, String plural, boolean namespaced, Node.Obj resource) {
        Entry entry =
                kinds.computeIfAbsent(kind, key -> new Entry(plural, namespaced ? Scope.NAMESPACED : Scope.CLUSTER));
        if (!entry.plural.equals(plural) || entry.versions.contains(version)) {
            return;
        }
        boolean first = entry.versions.isEmpty();
        entry.versions.add(version);
        if (first) {
            for (Node verb : resource.array("verbs").items()) {
                if (verb instanceof Node.Str word) {
                    entry.verbs.add(word.value());
                }
            }
        }
    }

    void failed(String group, String why) {
        failures.put(
                group,
                Problem.retryable(
                        Code.CLUSTER_UNAVAILABLE,
                        Location.nowhere(),
                        "the API group " + (group.isEmpty() ? "core" : group) + " cannot be asked: " + why));
    }

    Discovery discovery() {
        List<KindInfo> infos = new ArrayList<>();
        kinds.forEach(
                (kind, entry) -> infos.add(new KindInfo(kind, entry.plural, entry.scope, entry.versions, entry.verbs)));
        return Discovery.of(epoch(infos), infos, failures);
    }

    private static String epoch(List<KindInfo> kinds) {
        StringBuilder text = new StringBuilder();
        kinds.forEach(kind -> text.append(kind.groupKind())
                .append('|')
                .append(kind.plural())
                .append('|')
                .append(kind.scope())
                .append('|')
                .append(kind.versions())
                .append('|')
                .append(new TreeSet<>(kind.verbs()))
                .append('\n'));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
