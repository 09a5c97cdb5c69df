package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import io.gitops4j.render.kustomize.internal.resource.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * Merges a patch into an object as Kustomize does ({@code kyaml/yaml/merge2/merge2.go}, {@code kyaml/yaml/walk}): maps field by
 * field, lists whose schema gives a strategy item by item, the patch's items first, and all else by replacement; null removes,
 * {@code $patch} decides for a map or a list. Upstream walks all of the object, not only what the patch has, and so does this:
 * an item that is twice in a list with keys is there once afterwards, whatever the patch. For one merge and one thread.
 */
public final class StrategicMerge {
    /** Where the patch's own items of a list come. */
    enum Growth {
        FIRST,
        LAST
    }

    private final MergeSchema schemas;
    private final Spelling target;
    private final Spelling patch;
    private final ListMerge lists;
    final Trail trail = new Trail();

    private StrategicMerge(MergeSchema schemas, Spelling target, Spelling patch, Growth growth) {
        this.schemas = schemas;
        this.target = target;
        this.patch = patch;
        this.lists = new ListMerge(this, growth);
    }

    /** A merge of trees of which no text is known. */
    static StrategicMerge of(MergeSchema schemas) {
        return new StrategicMerge(schemas, Spelling.plain(), Spelling.plain(), Growth.FIRST);
    }

    /** The part that merges lists. */
    ListMerge lists() {
        return lists;
    }

    /**
     * {@code body} with {@code patch} merged into it; null where the patch deletes it.
     *
     * @param target how {@code body} is written
     * @param source how {@code patch} is written
     * @throws MergeProblem where both do not fit together
     */
    public static Node.@Nullable Obj merge(
            Node.Obj body, Node.Obj patch, MergeSchema schemas, Spelling target, Spelling source) {
        return (Node.Obj) new StrategicMerge(schemas, target, source, Growth.FIRST).walk(body, patch, null);
    }

    /**
     * {@code body} with {@code patch} merged into it as trees of which no text is known, and with the patch's own items of lists
     * after all others.
     *
     * @throws MergeProblem where both do not fit together
     */
    public static Node.Obj appended(Node.Obj body, Node.Obj patch, MergeSchema schemas) {
        Node merged =
                new StrategicMerge(schemas, Spelling.plain(), Spelling.plain(), Growth.LAST).walk(body, patch, null);
        return merged instanceof Node.Obj object ? object : Node.object();
    }

    /**
     * What becomes of {@code here}, of the object, and {@code there}, of the patch: null where it goes, a null node where a
     * null stays. Where nothing is in the object, or the patch takes its place, both are the patch's from there on.
     */
    @Nullable
    Node walk(@Nullable Node here, @Nullable Node there, @Nullable MergeType known) {
        MergeType type = known != null ? known : embedded(here, there);
        Node decides = Scalars.isNothing(here) ? there : here;
        if (decides instanceof Node.Arr) {
            Scalars.expect(here instanceof Node.Arr, "SequenceNode", here, trail);
            Scalars.expect(there instanceof Node.Arr, "SequenceNode", there, trail);
            return type != null && type.isMerged() ? mergeList(here, there, type) : replace(here, there);
        }
        if (decides == null || decides instanceof Node.Obj || decides.kind() == Node.Kind.NULL) {
            Scalars.expect(here instanceof Node.Obj, "MappingNode", here, trail);
            Scalars.expect(there instanceof Node.Obj, "MappingNode", there, trail);
            return mergeMap(here, there, type);
        }
        Scalars.expect(here == null || ScalarText.isScalar(here), "ScalarNode", here, trail);
        Scalars.expect(there == null || ScalarText.isScalar(there), "ScalarNode", there, trail);
        return replace(here, there);
    }

    private static @Nullable Node replace(@Nullable Node here, @Nullable Node there) {
        Node result = there != null ? there : here;
        return Scalars.isNothing(result) ? null : result;
    }

    /** The type of a value that says of itself which kind it is, wherever it is. */
    private @Nullable MergeType embedded(@Nullable Node here, @Nullable Node there) {
        MergeType type = here instanceof Node.Obj obj ? ofKind(obj) : null;
        return type == null && there instanceof Node.Obj obj ? ofKind(obj) : type;
    }

    private @Nullable MergeType ofKind(Node.Obj object) {
        String kind = Scalars.keyText(object, "kind");
        String apiVersion = kind.isEmpty() ? "" : Scalars.keyText(object, "apiVersion");
        return apiVersion.isEmpty() ? null : schemas.of(apiVersion, kind);
    }

    private @Nullable Node mergeMap(@Nullable Node here, @Nullable Node there, @Nullable MergeType type) {
        if (!(here instanceof Node.Obj body)) {
            if (there instanceof Node.Obj added) {
                Directive directive = Directive.of(added);
                Node.Obj all = directive.elide(added);
                return directive == Directive.DELETE ? null : fields(all, all, type);
            }
            boolean stays = there == null && here != null && !target.blank(trail.target());
            return stays ? here : null;
        }
        if (!(there instanceof Node.Obj changes)) {
            return there == null ? fields(body, Node.object(), type) : null;
        }
        Directive directive = Directive.of(changes);
        Node.Obj all = directive.elide(changes);
        return switch (directive) {
            case DELETE -> null;
            case REPLACE -> fields(all, all, type);
            case MERGE -> fields(body == changes ? all : body, all, type);
            case UNKNOWN -> throw Directive.unknown(changes.get(Directive.KEY), trail);
        };
    }

    private Node.Obj fields(Node.Obj body, Node.Obj changes, @Nullable MergeType type) {
        if (body != changes && !hasAllKeys(body, changes)) {
            return union(body, changes, type);
        }
        Node[] values = null;
        boolean less = false;
        for (int i = 0; i < body.size(); i++) {
            Node before = body.value(i);
            Node after = field(body.key(i), before, body == changes ? before : changes.get(body.key(i)), type);
            if (after != before) {
                if (values == null) {
                    values = new Node[body.size()];
                    for (int j = 0; j < i; j++) {
                        values[j] = body.value(j);
                    }
                }
                less |= after == null;
            }
            if (values != null) {
                values[i] = after;
            }
        }
        return values == null ? body : less ? present(body, values) : body.withValues(values);
    }

    private static boolean hasAllKeys(Node.Obj body, Node.Obj changes) {
        for (int i = 0; i < changes.size(); i++) {
            if (!body.has(changes.key(i))) {
                return false;
            }
        }
        return true;
    }

    private static Node.Obj present(Node.Obj body, @Nullable Node[] values) {
        ObjBuilder left = Node.objectBuilder(values.length);
        for (int i = 0; i < values.length; i++) {
            Node value = values[i];
            if (value != null) {
                left.put(body.key(i), value);
            }
        }
        return left.build();
    }

    private Node.Obj union(Node.Obj body, Node.Obj changes, @Nullable MergeType type) {
        ObjBuilder all = Node.objectBuilder(body.size() + changes.size());
        int i = 0;
        int j = 0;
        while (i < body.size() || j < changes.size()) {
            int order = i == body.size()
                    ? 1
                    : j == changes.size() ? -1 : body.key(i).compareTo(changes.key(j));
            String key = order <= 0 ? body.key(i) : changes.key(j);
            Node here = order <= 0 ? body.value(i++) : null;
            Node there = order >= 0 ? changes.value(j++) : null;
            Node value = field(key, here, there, type);
            if (value != null) {
                all.put(key, value);
            }
        }
        return all.build();
    }

    private @Nullable Node field(String key, @Nullable Node here, @Nullable Node there, @Nullable MergeType type) {
        trail.key(key);
        Node value = walk(here, there, type == null ? null : type.field(key));
        if (value != null && value == there && here instanceof Node.Str && !(value instanceof Node.Str)) {
            value = inQuotes(value);
        }
        trail.leave();
        return value;
    }

    /** A number or boolean in place of a string: a string too, where the quotes of the other stay around it. */
    private Node inQuotes(Node value) {
        return target.quoted(trail.target()) ? Node.of(patch.text(trail.patch(), ScalarText.of(value))) : value;
    }

    private @Nullable Node mergeList(@Nullable Node here, @Nullable Node there, MergeType type) {
        if (!(here instanceof Node.Arr list)) {
            return there instanceof Node.Arr added ? lists.merge(added, added, type) : null;
        }
        if (!(there instanceof Node.Arr changes)) {
            return there == null ? lists.merge(list, null, type) : null;
        }
        Directive directive = Directive.of(changes);
        Node.Arr all = directive.elide(changes);
        return switch (directive) {
            case DELETE -> null;
            case REPLACE -> lists.merge(all, all, type);
            case MERGE -> lists.merge(list == changes ? all : list, all, type);
            case UNKNOWN -> throw Directive.unknown(Directive.asked(changes), trail);
        };
    }
}
