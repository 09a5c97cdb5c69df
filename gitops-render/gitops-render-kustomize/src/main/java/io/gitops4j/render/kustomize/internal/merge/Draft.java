package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.Code;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.render.kustomize.internal.resource.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A container of a document while a JSON patch changes it, so that an operation costs no copy of it. What no operation enters
 * stays the immutable tree that it was: values are nodes or drafts. For one thread.
 */
abstract sealed class Draft {
    /** The draft that {@code value} is, or one of the container that it is; null where it is a scalar or nothing. */
    static @Nullable Draft of(@Nullable Object value) {
        if (value instanceof Draft draft) {
            return draft;
        }
        if (value instanceof Node.Obj obj) {
            return new OfMap(obj);
        }
        return value instanceof Node.Arr list ? new OfList(list) : null;
    }

    /** The tree that {@code value}, a node or a draft, is now. */
    static Node tree(Object value) {
        return tree(value, 0);
    }

    private static Node tree(Object value, int depth) {
        if (depth > Extent.DEEPEST) {
            throw new MergeProblem(Code.LIMIT, "the patch nests over " + Extent.DEEPEST + " levels");
        }
        return value instanceof Draft draft ? draft.tree(depth) : (Node) value;
    }

    abstract Node tree(int depth);

    /** The container at {@code key}, so that changes of it are seen here; null where there is none. */
    final @Nullable Draft enter(String key) {
        Object value = get(key);
        Draft draft = of(value);
        if (draft != null && draft != value) {
            set(key, draft);
        }
        return draft;
    }

    /** The value at {@code key}; null where a map has none. A list has no item outside of it. */
    abstract @Nullable Object get(String key);

    /** Puts a value in the place of another; the member of a map may be new. */
    abstract void set(String key, Object value);

    /** Adds a member, or an item before the one at {@code key}, or after all for {@code -}. */
    abstract void add(String key, Object value);

    /** Takes out what is there. */
    abstract void remove(String key);

    private static final class OfMap extends Draft {
        private final Map<String, Object> members = new TreeMap<>();

        OfMap(Node.Obj obj) {
            for (int i = 0; i < obj.size(); i++) {
                members.put(obj.key(i), obj.value(i));
            }
        }

        @Override
        Node tree(int depth) {
            ObjBuilder obj = Node.objectBuilder(members.size());
            members.forEach((key, value) -> obj.put(key, Draft.tree(value, depth + 1)));
            return obj.build();
        }

        @Override
        @Nullable
        Object get(String key) {
            return members.get(key);
        }

        @Override
        void set(String key, Object value) {
            members.put(key, value);
        }

        @Override
        void add(String key, Object value) {
            members.put(key, value);
        }

        @Override
        void remove(String key) {
            if (members.remove(key) == null) {
                throw new MergeProblem("Unable to remove nonexistent key: " + key + ": missing value");
            }
        }
    }

    /** Indexes may be negative and then count from the end, as {@code evanphx/json-patch} allows. */
    private static final class OfList extends Draft {
        private final List<Object> items;

        OfList(Node.Arr list) {
            items = new ArrayList<>(list.items());
        }

        @Override
        Node tree(int depth) {
            return Node.array(
                    items.stream().map(item -> Draft.tree(item, depth + 1)).toList());
        }

        @Override
        Object get(String key) {
            return items.get(index(key, items.size()));
        }

        @Override
        void set(String key, Object value) {
            items.set(index(key, items.size()), value);
        }

        @Override
        void add(String key, Object value) {
            if (key.equals("-")) {
                items.add(value);
                return;
            }
            if (number(key) == null) {
                throw new MergeProblem("value was not a proper array index: '" + key + "': " + noNumber(key));
            }
            items.add(index(key, items.size() + 1), value);
        }

        @Override
        void remove(String key) {
            items.remove(index(key, items.size()));
        }

        private static int index(String key, int size) {
            Integer index = number(key);
            if (index == null) {
                throw new MergeProblem(noNumber(key));
            }
            if (index >= size || index < -size) {
                throw new MergeProblem("Unable to access invalid index: " + index + ": invalid index referenced");
            }
            return index < 0 ? index + size : index;
        }

        private static @Nullable Integer number(String key) {
            try {
                return Integer.valueOf(key);
            } catch (NumberFormatException none) {
                return null;
            }
        }

        private static String noNumber(String key) {
            return "strconv.Atoi: parsing \"" + key + "\": invalid syntax";
        }
    }
}
