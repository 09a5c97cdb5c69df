package io.gitops4j.core.diff;

import io.gitops4j.core.tree.Node;
import org.jspecify.annotations.Nullable;

/** The part of a live object that a declared one speaks of. */
public final class Projection {
    private Projection() {}

    /**
     * {@code live} restricted to the fields that {@code declared} names: members of objects one by one, lists of one length
     * item by item, everything else as it is.
     */
    public static Node.Obj of(Node.Obj live, Node.Obj declared) {
        return (Node.Obj) restrict(live, declared);
    }

    private static Node restrict(Node live, Node declared) {
        if (live instanceof Node.Obj liveObject && declared instanceof Node.Obj declaredObject) {
            if (declaredObject.size() == 0) {
                return liveObject;
            }
            var builder = Node.objectBuilder();
            for (int i = 0; i < declaredObject.size(); i++) {
                Node value = liveObject.get(declaredObject.key(i));
                if (value != null) {
                    builder.put(declaredObject.key(i), restrict(value, declaredObject.value(i)));
                }
            }
            return builder.build();
        }
        if (live instanceof Node.Arr liveArray
                && declared instanceof Node.Arr declaredArray
                && liveArray.size() == declaredArray.size()) {
            Node[] items = new Node[liveArray.size()];
            for (int i = 0; i < items.length; i++) {
                items[i] = restrict(liveArray.get(i), declaredArray.get(i));
            }
            return Node.array(items);
        }
        return live;
    }

    /** Whether everything that {@code declared} says is so in {@code live}; an empty object or list equals none. */
    static boolean holds(@Nullable Node live, Node declared) {
        if (live == declared) {
            return true;
        }
        if (declared instanceof Node.Obj object) {
            if (!(live instanceof Node.Obj liveObject)) {
                return object.size() == 0 && (live == null || live instanceof Node.Null);
            }
            for (int i = 0; i < object.size(); i++) {
                if (!holds(liveObject.get(object.key(i)), object.value(i))) {
                    return false;
                }
            }
            return true;
        }
        if (declared instanceof Node.Arr array) {
            if (!(live instanceof Node.Arr liveArray)) {
                return array.size() == 0 && (live == null || live instanceof Node.Null);
            }
            if (array.size() != liveArray.size()) {
                return false;
            }
            for (int i = 0; i < array.size(); i++) {
                if (!holds(liveArray.get(i), array.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return declared.equals(live);
    }
}
