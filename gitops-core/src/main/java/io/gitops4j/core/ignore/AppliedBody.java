package io.gitops4j.core.ignore;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.ListItems;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is applied of an object whose ignored fields are omitted or pinned. For one thread. */
final class AppliedBody {
    private final IgnoreTarget target;
    private final IgnoredFields declared;
    private final IgnoredFields live;
    private @Nullable FieldHolders holders;

    AppliedBody(IgnoreTarget target, IgnoredFields declared, IgnoredFields live) {
        this.target = target;
        this.declared = declared;
        this.live = live;
    }

    /**
     * A field on the way.
     *
     * @param keys the members that tell the item of a list that it is
     * @param whole whether it is in something that is owned as one value
     * @param rule what is ignored here or above, of which the last rule counts
     */
    private record Place(
            FieldPath path,
            FieldType type,
            List<String> keys,
            boolean whole,
            @Nullable IgnoredFields declared,
            @Nullable IgnoredFields live,
            @Nullable IgnoredFields rule) {

        Place then(PathElement step, FieldType type, List<String> keys, boolean whole) {
            IgnoredFields below = declared == null ? null : declared.at(step);
            return new Place(
                    path.then(step), type, keys, whole, below, live == null ? null : live.at(step), last(rule, below));
        }

        private static @Nullable IgnoredFields last(@Nullable IgnoredFields above, @Nullable IgnoredFields here) {
            if (here == null || here.rule().isEmpty()) {
                return above;
            }
            return above == null || here.order() >= above.order() ? here : above;
        }

        /** Whether nothing here or below is ignored, so that it is as declared. */
        boolean untouched() {
            return rule == null && declared == null && live == null;
        }
    }

    Node.Obj body() {
        Node.Obj body = target.declared().orElseThrow();
        Place root = new Place(FieldPath.root(), target.type(), List.of(), false, declared, live, null);
        return field(root, body, target.live().orElse(null)) instanceof Node.Obj applied ? applied : Node.object();
    }

    /** What is applied of a declared field; null where it is omitted. */
    private @Nullable Node field(Place at, Node node, @Nullable Node inLive) {
        if (at.untouched()) {
            return node;
        }
        boolean object = node instanceof Node.Obj;
        boolean atomic =
                object ? at.type.isAtomicObject() : at.type.listOrAtomic().isAtomic();
        boolean leaf = at.rule != null && (at.whole || atomic);
        if (object && !leaf && ((Node.Obj) node).size() > 0) {
            return members(at, (Node.Obj) node, inLive, at.whole || atomic);
        }
        if (node instanceof Node.Arr items && !leaf && items.size() > 0) {
            return atomic
                    ? WholeList.merged(this::item, at.path, items, inLive, at.declared, at.live, at.type)
                    : items(at, items, inLive);
        }
        return at.rule == null ? node : leaf(at, node, inLive);
    }

    private @Nullable Node leaf(Place at, Node node, @Nullable Node inLive) {
        return omitted(at) ? null : inLive != null ? inLive : node;
    }

    private boolean omitted(Place at) {
        IgnoreRule rule = Objects.requireNonNull(at.rule).rule().orElseThrow();
        return rule.mode() == IgnoreRule.Mode.OMIT && !at.whole && !onlyOurs(at.path);
    }

    private boolean onlyOurs(FieldPath path) {
        if (target.manager().isEmpty()) {
            return false;
        }
        FieldHolders known = holders;
        if (known == null) {
            known = new FieldHolders(target.managed(), target.manager().get());
            holders = known;
        }
        return known.onlyOurs(path);
    }

    private @Nullable Node members(Place at, Node.Obj obj, @Nullable Node inLive, boolean whole) {
        Node.Obj liveObject = inLive instanceof Node.Obj present ? present : Node.object();
        ObjBuilder out = Node.objectBuilder();
        int left = 0;
        for (int i = 0; i < obj.size(); i++) {
            String name = obj.key(i);
            if (at.keys.contains(name)) {
                out.put(name, obj.value(i));
                continue;
            }
            Place member = at.then(PathElement.field(name), at.type.member(name), List.of(), whole);
            Node value = field(member, obj.value(i), liveObject.get(name));
            if (value != null) {
                out.put(name, value);
                left++;
            }
        }
        if (whole && at.live != null) {
            left += addPinned(obj, liveObject, at.live, out);
        }
        return left == 0 && goes(at) ? null : out.build();
    }

    /** Whether an object goes of which nothing is left but, where it is an item, its keys. */
    private boolean goes(Place at) {
        if (at.keys.isEmpty()) {
            return at.path.length() > 0;
        }
        return at.rule != null && omitted(at);
    }

    /** Adds what is ignored and live alone, as an apply of the whole would remove it. */
    private static int addPinned(Node.Obj declared, Node.Obj live, IgnoredFields ignored, ObjBuilder out) {
        int added = 0;
        for (int i = 0; i < live.size(); i++) {
            IgnoredFields below = ignored.at(PathElement.field(live.key(i)));
            Node value = below == null || declared.has(live.key(i)) ? null : WholeList.only(live.value(i), below);
            if (value != null) {
                out.put(live.key(i), value);
                added++;
            }
        }
        return added;
    }

    private @Nullable Node items(Place at, Node.Arr items, @Nullable Node inLive) {
        ListType list = at.type.listOrAtomic();
        Map<PathElement, Node> present = new HashMap<>();
        if (inLive instanceof Node.Arr liveItems) {
            for (int i = 0; i < liveItems.size(); i++) {
                present.putIfAbsent(ListItems.element(list, liveItems.get(i), i), liveItems.get(i));
            }
        }
        List<Node> out = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            PathElement step = ListItems.element(list, items.get(i), i);
            Place place = at.then(step, list.element(), list.keys(), at.whole);
            Node item = field(place, items.get(i), present.get(step));
            if (item != null) {
                out.add(item);
            } else if (place.rule == null) {
                out.add(FieldStrip.emptied(items.get(i)));
            }
        }
        return out.isEmpty() ? null : Node.array(out);
    }

    /** An item of a list that is owned as one value, with the live item that it is. */
    private Node item(
            FieldPath path,
            FieldType type,
            Node item,
            @Nullable Node inLive,
            IgnoredFields ours,
            IgnoredFields theirs) {
        IgnoredFields rule = ours.rule().isPresent() ? ours : null;
        Place place = new Place(path, type, List.of(), true, ours, theirs, rule);
        Node applied = field(place, item, inLive);
        return applied != null ? applied : item;
    }
}
