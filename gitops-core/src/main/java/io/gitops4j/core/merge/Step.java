package io.gitops4j.core.merge;

import io.gitops4j.core.tree.Path;
import java.util.Comparator;

/**
 * A step of a {@link FieldSet} as the trie keeps it: the name of a field as a plain string, any other step as its {@link
 * PathElement}. Fields are most of all steps, and a string costs nothing that the object does not hold already.
 *
 * <p>Within a trie fields stand in the order of an object's keys (UTF-16), so that both are walked side by side; where
 * that is not the order of the API server (UTF-8), writing sorts once more.
 */
final class Step {
    static final Comparator<Object> ORDER = Step::compare;

    private Step() {}

    static Object of(PathElement element) {
        return element instanceof PathElement.Field field ? field.name() : element;
    }

    static Object of(Path path, int position) {
        return path.isIndex(position) ? PathElement.index(path.indexAt(position)) : path.keyAt(position);
    }

    static PathElement element(Object step) {
        return step instanceof String name ? PathElement.field(name) : (PathElement) step;
    }

    static int compare(Object a, Object b) {
        if (a == b) {
            return 0;
        }
        if (a instanceof String x) {
            return b instanceof String y ? x.compareTo(y) : -1;
        }
        return b instanceof String ? 1 : ((PathElement) a).compareTo((PathElement) b);
    }

    /** The position of {@code step} among the sorted {@code steps}, or a negative number. */
    static int search(Object[] steps, Object step) {
        int low = 0;
        int high = steps.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(steps[middle], step);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** The step within a printed path. */
    static String printed(Object step) {
        return step instanceof String name ? "." + name : step.toString();
    }

    /** The step in the FieldsV1 encoding. */
    static String serialized(Object step) {
        return step instanceof String name ? "f:" + name : ((PathElement) step).serialized();
    }
}
