package io.gitops4j.core.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a node is below another: a chain of object keys and array indexes. Immutable. Prints as {@code
 * spec.template.containers[0].image}; a key that would be ambiguous there is quoted: {@code data["tls.crt"]}.
 */
public final class Path implements Comparable<Path> {
    private static final Path ROOT = new Path(new Object[0]);

    /** Strings for keys, Integers for indexes. */
    private final Object[] steps;

    private Path(Object[] steps) {
        this.steps = steps;
    }

    /** The path of the node itself. */
    public static Path root() {
        return ROOT;
    }

    /** The path along the given object keys. */
    public static Path of(String... keys) {
        return keys.length == 0 ? ROOT : new Path(Arrays.copyOf(keys, keys.length, Object[].class));
    }

    /** This path, one object key further. */
    public Path key(String key) {
        return append(key);
    }

    /** This path, one array index further. */
    public Path index(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("index " + index);
        }
        return append(index);
    }

    /** This path followed by {@code below}. */
    public Path then(Path below) {
        Object[] longer = Arrays.copyOf(steps, steps.length + below.steps.length);
        System.arraycopy(below.steps, 0, longer, steps.length, below.steps.length);
        return longer.length == 0 ? ROOT : new Path(longer);
    }

    private Path append(Object step) {
        Object[] longer = Arrays.copyOf(steps, steps.length + 1);
        longer[steps.length] = step;
        return new Path(longer);
    }

    /** The number of steps. */
    public int length() {
        return steps.length;
    }

    /** Whether step {@code i} is an array index. */
    public boolean isIndex(int i) {
        return steps[i] instanceof Integer;
    }

    /** The object key of step {@code i}. */
    public String keyAt(int i) {
        return (String) steps[i];
    }

    /** The array index of step {@code i}. */
    public int indexAt(int i) {
        return (Integer) steps[i];
    }

    /** The first {@code length} steps. */
    public Path prefix(int length) {
        return length == steps.length ? this : length == 0 ? ROOT : new Path(Arrays.copyOf(steps, length));
    }

    /** The path without its first {@code count} steps. */
    public Path dropFirst(int count) {
        return count == 0 ? this : new Path(Arrays.copyOfRange(steps, count, steps.length));
    }

    /** The path one step up; the root's parent is the root. */
    public Path parent() {
        return steps.length == 0 ? this : prefix(steps.length - 1);
    }

    /** Whether {@code other} is this path or below it. */
    public boolean covers(Path other) {
        return other.steps.length >= steps.length
                && Arrays.equals(steps, 0, steps.length, other.steps, 0, steps.length);
    }

    /** The path as a JSON Pointer (RFC 6901). */
    public String toPointer() {
        StringBuilder out = new StringBuilder();
        for (Object step : steps) {
            out.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
        }
        return out.toString();
    }

    /** By steps; an index comes before a key, a shorter path before its continuations. */
    @Override
    public int compareTo(Path other) {
        for (int i = 0; i < Math.min(steps.length, other.steps.length); i++) {
            Object a = steps[i];
            Object b = other.steps[i];
            int order = a instanceof Integer x
                    ? (b instanceof Integer y ? Integer.compare(x, y) : -1)
                    : (b instanceof Integer ? 1 : ((String) a).compareTo((String) b));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(steps.length, other.steps.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Path that && Arrays.equals(steps, that.steps);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(steps);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer) {
                out.append('[').append(step).append(']');
            } else if (plain((String) step)) {
                out.append(out.length() == 0 ? "" : ".").append(step);
            } else {
                out.append("[\"")
                        .append(((String) step).replace("\\", "\\\\").replace("\"", "\\\""))
                        .append("\"]");
            }
        }
        return out.toString();
    }

    private static boolean plain(String key) {
        if (key.isEmpty()) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || c == '-'
                    || c == '$')) {
                return false;
            }
        }
        return true;
    }
}
