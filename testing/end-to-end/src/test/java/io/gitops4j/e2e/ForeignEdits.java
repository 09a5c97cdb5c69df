package io.gitops4j.e2e;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Random edits of fields that nobody declares: additions, each with another name. */
final class ForeignEdits {
    private static final Set<String> WORKLOADS = Set.of("DaemonSet", "Deployment", "StatefulSet");
    private static final Path POD = Path.of("spec", "template", "spec");

    /** Members that may be added to an object of a kind, by a pointer to where. */
    private static final Map<String, List<Path>> ADDED = Map.of(
            "ConfigMap", List.of(Path.of("data")),
            "Secret", List.of(Path.of("data")),
            "Deployment", List.of(Path.of("spec", "template", "metadata", "annotations")),
            "DaemonSet", List.of(Path.of("spec", "template", "metadata", "annotations")),
            "StatefulSet", List.of(Path.of("spec", "template", "metadata", "annotations")));

    private final Random random;
    private final Node.Obj live;
    private final FieldSet owned;
    private int number;

    ForeignEdits(Random random, Node.Obj live, FieldSet owned) {
        this.random = random;
        this.live = live;
        this.owned = owned;
    }

    /** The object after one edit; empty where the one that was chosen is none for this object. */
    Optional<Node.Obj> next() {
        String name = "edit-" + random.nextInt(1_000_000) + "-" + number++;
        String kind = live.text("kind").orElse("");
        boolean workload = WORKLOADS.contains(kind);
        return switch (random.nextInt(8)) {
            case 0 -> member(Path.of("metadata", "labels"), name, Node.of("x"));
            case 1 -> member(Path.of("metadata", "annotations"), "edit.example/" + name, Node.of("x"));
            case 2 -> item(Path.of("metadata", "finalizers"), Node.of("edit.example/" + name));
            case 3 -> {
                List<Path> maps = ADDED.getOrDefault(kind, List.of());
                yield maps.isEmpty() ? Optional.empty() : member(maps.get(0), name, Node.of("eA=="));
            }
            case 4 ->
                workload
                        ? item(POD.key("containers"), object("name", name, "image", "edit.example/sidecar:1"))
                        : Optional.empty();
            case 5 ->
                workload
                        ? item(POD.key("containers").index(0).key("env"), object("name", name, "value", "x"))
                        : Optional.empty();
            case 6 ->
                workload
                        ? item(POD.key("volumes"), object("name", name).with("emptyDir", Node.object()))
                        : Optional.empty();
            default -> workload ? undeclared(Path.of("spec", "minReadySeconds")) : Optional.empty();
        };
    }

    private static Node.Obj object(String... members) {
        Node.Obj object = Node.object();
        for (int i = 0; i < members.length; i += 2) {
            object = object.with(members[i], Node.of(members[i + 1]));
        }
        return object;
    }

    private Optional<Node.Obj> member(Path map, String key, Node value) {
        return Optional.of((Node.Obj) live.with(map.key(key), value));
    }

    /** An item at the end of a list that is not one value of ours. */
    private Optional<Node.Obj> item(Path list, Node item) {
        if (owned.names(FieldPath.of(list)) && !live.at(list).isPresent()) {
            return Optional.empty();
        }
        List<Node> items = new ArrayList<>(
                live.at(list).map(node -> ((Node.Arr) node).items()).orElse(List.of()));
        items.add(item);
        return Optional.of((Node.Obj) live.with(list, Node.array(items)));
    }

    private Optional<Node.Obj> undeclared(Path field) {
        return owned.touches(FieldPath.of(field))
                ? Optional.empty()
                : Optional.of((Node.Obj) live.with(field, Node.of(1 + random.nextInt(20))));
    }
}
