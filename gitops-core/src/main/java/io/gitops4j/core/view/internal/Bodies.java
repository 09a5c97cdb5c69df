package io.gitops4j.core.view.internal;

import io.gitops4j.core.merge.FieldSets;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bodies that a view holds: equal parts of many objects, such as the fields of a manager, are one. Guarded by the view's
 * lock.
 */
final class Bodies {
    /** A text so short is met again. */
    private static final int WORD = 24;

    private static final int OF_A_MANAGER = 160;

    private static final Set<String> BOOKKEEPING = Set.of("resourceVersion", "generation");

    private final Shapes shapes = new Shapes();
    private final FieldSets fieldSets = new FieldSets();

    /** An equal object that shares its parts with others. */
    Live.Present shared(Live.Present live) {
        return new Live.Present((Node.Obj) share(live.body()), live.managed().sharedBy(fieldSets));
    }

    private Node share(Node node) {
        if (node instanceof Node.Str text) {
            return shapes.text(text.value());
        }
        if (node instanceof Node.Arr array) {
            List<Node> items = new ArrayList<>(array.size());
            for (int i = 0; i < array.size(); i++) {
                items.add(share(array.get(i)));
            }
            return shapes.share(Node.array(items));
        }
        if (node instanceof Node.Obj object) {
            ObjBuilder builder = Node.objectBuilder();
            for (int i = 0; i < object.size(); i++) {
                builder.put(shapes.share(object.key(i)), share(object.value(i)));
            }
            return shapes.share(builder.build(shapes));
        }
        return node;
    }

    /** The one instance of a name. */
    String shared(String name) {
        return shapes.share(name);
    }

    /** About how many bytes {@code live} takes; the fields of managers are shared by objects of one kind. */
    static int weight(Live.Present live) {
        return weight(live.body()) + OF_A_MANAGER * live.managed().entries().size();
    }

    /**
     * About how many bytes {@code node} takes, rather too many: names, words, and what is empty, true or null are shared by most
     * objects, and counted for little or nothing.
     */
    static int weight(Node node) {
        if (node instanceof Node.Str text) {
            int length = text.value().length();
            return length <= WORD ? 16 : 64 + length;
        }
        if (node instanceof Node.Arr array) {
            int sum = array.size() == 0 ? 0 : 40 + 4 * array.size();
            for (int i = 0; i < array.size(); i++) {
                sum += weight(array.get(i));
            }
            return sum;
        }
        if (node instanceof Node.Obj object) {
            int sum = object.size() == 0 ? 0 : 48 + 4 * object.size();
            for (int i = 0; i < object.size(); i++) {
                sum += weight(object.value(i));
            }
            return sum;
        }
        return node instanceof Node.Num ? 24 : 0;
    }

    /** What an object became that was {@code before} and is {@code next}; null where it is not there. */
    static Notice notice(Live.@Nullable Present before, Live.@Nullable Present next) {
        if (before == null || next == null) {
            return before == next ? Notice.STATUS : Notice.SUBSTANCE;
        }
        return sameSubstance(before.body(), next.body()) ? Notice.STATUS : Notice.SUBSTANCE;
    }

    /** Whether two states of an object differ in nothing but status and bookkeeping. */
    private static boolean sameSubstance(Node.Obj before, Node.Obj after) {
        return same(before, after, Set.of("status", "metadata"))
                && same(before.object("metadata"), after.object("metadata"), BOOKKEEPING);
    }

    private static boolean same(Node.Obj a, Node.Obj b, Set<String> but) {
        return within(a, b, but) && a.keys().size() - count(a, but) == b.keys().size() - count(b, but);
    }

    private static boolean within(Node.Obj a, Node.Obj b, Set<String> but) {
        for (int i = 0; i < a.size(); i++) {
            if (!but.contains(a.key(i)) && !a.value(i).equals(b.get(a.key(i)))) {
                return false;
            }
        }
        return true;
    }

    private static long count(Node.Obj object, Set<String> keys) {
        return keys.stream().filter(object::has).count();
    }
}
