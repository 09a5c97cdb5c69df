package io.gitops4j.core.diff;

import io.gitops4j.core.merge.ListItems;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything that a declared object says is so in a live one, and in the same order: then an apply by somebody who
 * owns exactly these fields changes nothing. It looks at declared fields alone, so that it is cheap; where it says no, the
 * prediction tells.
 */
final class Proof {
    private Proof() {}

    static boolean holds(FieldType type, Node declared, Node live) {
        if (declared == live) {
            return true;
        }
        if (declared instanceof Node.Obj object && live instanceof Node.Obj there && !type.isAtomicObject()) {
            return members(type.map(), object, there);
        }
        ListType list = type.list();
        if (declared instanceof Node.Arr items && live instanceof Node.Arr there && list != null && !list.isAtomic()) {
            return items(list, items, there);
        }
        return Meaning.same(type, declared, live);
    }

    private static boolean members(@Nullable MapType map, Node.Obj declared, Node.Obj live) {
        int at = 0;
        for (int i = 0; i < declared.size(); i++) {
            String key = declared.key(i);
            // both are sorted: no search
            while (at < live.size() && live.key(at).compareTo(key) < 0) {
                at++;
            }
            StructField field = map == null ? null : map.field(key);
            boolean there = at < live.size() && live.key(at).equals(key);
            boolean holds = there
                    ? holds(Meaning.typeOf(map, field), declared.value(i), live.value(at))
                    : declared.value(i) instanceof Node.Null
                            || field != null && field.omitsEmpty() && Meaning.blank(declared.value(i));
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static boolean items(ListType list, Node.Arr declared, Node.Arr live) {
        if (inPlace(list, declared, live)) {
            return true;
        }
        Map<PathElement, Integer> places = new HashMap<>();
        List<PathElement> there = ListItems.elements(list, live);
        for (int i = 0; i < live.size(); i++) {
            if (places.put(there.get(i), i) != null) {
                return false;
            }
        }
        List<PathElement> wanted = ListItems.elements(list, declared);
        int last = -1;
        for (int i = 0; i < declared.size(); i++) {
            Integer place = places.get(wanted.get(i));
            if (place == null || place < last || !holds(list.element(), declared.get(i), live.get(place))) {
                return false;
            }
            last = place;
        }
        return true;
    }

    /** The common case: the same items at the same places, which needs no index. */
    private static boolean inPlace(ListType list, Node.Arr declared, Node.Arr live) {
        if (declared.size() != live.size()) {
            return false;
        }
        for (int i = 0; i < declared.size(); i++) {
            boolean same = list.kind() == ListType.Kind.SET
                    ? declared.get(i).equals(live.get(i))
                    : sameKeys(list, declared.get(i), live.get(i))
                            && holds(list.element(), declared.get(i), live.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameKeys(ListType list, Node declared, Node live) {
        if (!(declared instanceof Node.Obj a) || !(live instanceof Node.Obj b)) {
            return false;
        }
        for (String key : list.keys()) {
            Node value = a.get(key);
            if (value == null || !value.equals(b.get(key))) {
                return false;
            }
        }
        return true;
    }
}
