package io.gitops4j.embedded;

import io.gitops4j.core.cluster.WriteResult.FieldOwner;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-side apply under the deduced schema (objects are granular, lists atomic), after kubernetes-sigs/
 * structured-merge-diff {@code merge/update.go}. A pure function.
 *
 * @param body the object after it, without managed fields
 * @param ownership who owns what after it
 * @param conflicts the fields that keep it from being written; empty where it is forced
 */
record AppliedMerge(Node.Obj body, Ownership ownership, List<FieldOwner> conflicts) {

    /** One apply to merge: what {@code manager} declares, in which version, at what time. */
    record Request(Node.Obj declared, String apiVersion, String manager, boolean force, String time) {
        Ownership.Writer writer() {
            return Ownership.Writer.apply(manager);
        }
    }

    /** What is {@code live}, empty where nothing is, after {@code request}. */
    static AppliedMerge of(Node.Obj live, Request request) {
        Ownership before = Ownership.of(live);
        Node.Obj base = Metadata.without(live, "managedFields");
        FieldSet wanted = FieldSet.declaredBy(Metadata.ownable(request.declared()));
        List<Path> changed = wanted.paths().stream()
                .filter(path -> !holds(base, path, request.declared().at(path).orElse(Node.nil())))
                .toList();
        List<FieldOwner> conflicts =
                request.force() ? List.of() : conflicts(base, changed, before.others(request.writer()));

        Node.Obj merged = overlay(base, request.declared());
        merged = withoutReleased(merged, request, before, wanted);
        boolean news = !merged.equals(base) || !before.of(request.writer()).equals(wanted);
        String time = news
                ? request.time()
                : before.find(request.writer()).map(Ownership.Entry::time).orElse("");
        Node.Obj after = merged;
        Ownership ownership = before.with(
                new Ownership.Entry(request.writer(), request.apiVersion(), time, wanted),
                other -> other.with(surrendered(other.fields(), changed, base)).withoutGone(base, after));
        return new AppliedMerge(merged, ownership, conflicts);
    }

    /** Whether the apply of {@code want} at {@code path} finds everything as it wants it. */
    private static boolean holds(Node.Obj base, Path path, Node want) {
        Node have = base.at(path).orElse(Node.nil());
        if (want instanceof Node.Obj obj && obj.size() == 0) {
            return have instanceof Node.Obj;
        }
        return have.equals(want);
    }

    private static List<FieldOwner> conflicts(Node.Obj base, List<Path> changed, List<Ownership.Entry> others) {
        List<FieldOwner> conflicts = new ArrayList<>();
        for (Path path : changed) {
            for (Ownership.Entry other : others) {
                if (Ownership.touches(other.fields(), path, base)) {
                    String field = FieldSet.of(List.of(path)).printed().get(0);
                    conflicts.add(new FieldOwner(field, other.writer().manager()));
                }
            }
        }
        return conflicts.stream().distinct().toList();
    }

    /** What is left of another's fields once those that changed hands are gone. */
    static FieldSet surrendered(FieldSet fields, List<Path> changed, Node.Obj base) {
        FieldSet rest = fields;
        for (Path path : changed) {
            if (Ownership.touches(rest, path, base)) {
                rest = rest.without(path);
                for (int length = 1; length < path.length(); length++) {
                    Path above = path.prefix(length);
                    if (rest.names(above) && !(base.at(above).orElse(Node.nil()) instanceof Node.Obj)) {
                        rest = rest.without(above);
                    }
                }
            }
        }
        return rest;
    }

    /** {@code base} with what {@code declared} says on top; null removes. */
    private static Node.Obj overlay(Node.Obj base, Node.Obj declared) {
        Node.Obj merged = base;
        for (int i = 0; i < declared.size(); i++) {
            String key = declared.key(i);
            Node want = declared.value(i);
            Node have = merged.get(key);
            if (want instanceof Node.Null) {
                merged = merged.without(key);
            } else if (want instanceof Node.Obj obj) {
                Node.Obj below = overlay(have instanceof Node.Obj there ? there : Node.object(), obj);
                merged = below.equals(have) ? merged : merged.with(key, below);
            } else if (!want.equals(have)) {
                merged = merged.with(key, want);
            }
        }
        return merged;
    }

    /** Without the fields that the manager owned, declares no more, and that nobody else owns. */
    private static Node.Obj withoutReleased(Node.Obj merged, Request request, Ownership before, FieldSet wanted) {
        List<Ownership.Entry> others = before.others(request.writer());
        Node rest = merged;
        for (Path path : before.of(request.writer()).minus(wanted).paths()) {
            boolean declared = request.declared().at(path).isPresent();
            if (declared || others.stream().anyMatch(other -> Ownership.touches(other.fields(), path, merged))) {
                continue;
            }
            rest = rest.without(path);
            for (Path above = path.parent(); above.length() > 0; above = above.parent()) {
                Path container = above;
                boolean empty = rest.at(container)
                        .filter(node -> node instanceof Node.Obj obj && obj.size() == 0)
                        .isPresent();
                if (!empty
                        || request.declared().at(container).isPresent()
                        || others.stream().anyMatch(other -> other.fields().names(container))) {
                    break;
                }
                rest = rest.without(container);
            }
        }
        return (Node.Obj) rest;
    }
}
