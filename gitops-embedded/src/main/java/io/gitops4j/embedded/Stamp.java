package io.gitops4j.embedded;

import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** What the API server writes into every object: identity, times, generation, and the defaults that are its own. */
record Stamp(InstantSource clock, Supplier<UUID> uids) {
    private static final Map<String, String> FIRST_PHASES = Map.of(
            "Namespace", "Active",
            "PersistentVolume", "Pending",
            "PersistentVolumeClaim", "Pending",
            "Pod", "Pending");

    /** Now, as Kubernetes writes times. */
    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code object} as a new one. */
    Node.Obj created(ServedKind kind, ResourceKey key, Node.Obj object) {
        Node.Obj metadata = Metadata.of(object)
                .with("name", Node.of(key.name()))
                .with("uid", Node.of(uids.get().toString()))
                .with("creationTimestamp", Node.of(now()));
        if (kind.namespaced()) {
            metadata = metadata.with("namespace", Node.of(key.namespace()));
        }
        if (kind.hasGeneration()) {
            metadata = metadata.with("generation", Node.of(1));
        }
        Node.Obj created = stored(kind, object.with("metadata", metadata));
        String phase = key.group().isEmpty() ? FIRST_PHASES.get(key.kind()) : null;
        if (phase != null) {
            created = created.with("status", created.object("status").with("phase", Node.of(phase)));
        }
        if (key.groupKind().equals(Admission.NAMESPACE)) {
            Node finalizers = Node.array(Node.of("kubernetes"));
            created = created.with("spec", created.object("spec").with("finalizers", finalizers));
        }
        return created;
    }

    /** {@code object} as what {@code before} became. */
    Node.Obj updated(ServedKind kind, Node.Obj before, Node.Obj object) {
        Node managed = Metadata.of(object).get("managedFields");
        Node.Obj updated = stored(kind, Metadata.copyServerSet(before, object));
        updated = managed == null
                ? Metadata.without(updated, "managedFields")
                : Metadata.with(updated, "managedFields", managed);
        if (kind.hasGeneration() && !content(kind, before).equals(content(kind, updated))) {
            updated = Metadata.with(updated, "generation", Node.of(Metadata.generation(before) + 1));
        }
        return updated;
    }

    private static Node.Obj stored(ServedKind kind, Node.Obj object) {
        return object.with("apiVersion", Node.of(kind.apiVersion("")))
                .with("kind", Node.of(kind.groupKind().kind()));
    }

    /** What the generation counts changes of. */
    private static Node.Obj content(ServedKind kind, Node.Obj object) {
        Node.Obj content = object.without("metadata").without("apiVersion");
        return kind.hasStatus() ? content.without("status") : content;
    }
}
