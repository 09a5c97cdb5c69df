package io.gitops4j.core.tree;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of a document: an object, an array, a string, a number, a boolean or null. Immutable and safe for any number
 * of threads; changing a node gives a new one that shares every untouched subtree.
 *
 * <p>Equality is structural and ignores the order of an object's keys; numbers are equal when their values are equal
 * ({@code 1} and {@code 1.0} are one number, as they are for the Kubernetes API). {@link #hash()} agrees with it.
 *
 * <p>{@link #toString()} prints the shape (kinds and sizes), not the scalars: printing values is an explicit call of the
 * {@code text} package, with a mask.
 */
public abstract sealed class Node permits Node.Obj, Node.Arr, Node.Str, Node.Num, Node.Bool, Node.Null {

    /** The six kinds of value. */
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    Node() {}

    /** The string node of {@code value}. */
    public static Str of(String value) {
        return new Str(value);
    }

    /** The number node of {@code value}. */
    public static Num of(long value) {
        return Num.number(value);
    }

    /** The number node of {@code value}; a double without a fraction is the same node as the integer. */
    public static Num of(double value) {
        return Num.number(value);
    }

    /** The number node of {@code value}. */
    public static Num of(BigInteger value) {
        return Num.number(value);
    }

    /** The boolean node of {@code value}. */
    public static Bool of(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    /** The null node. */
    public static Null nil() {
        return Null.NULL;
    }

    /** The object without members. */
    public static Obj object() {
        return Obj.EMPTY;
    }

    /** A builder for an object. */
    public static ObjBuilder objectBuilder() {
        return new ObjBuilder();
    }

    /** A builder for an object of about that many members. */
    public static ObjBuilder objectBuilder(int members) {
        return new ObjBuilder(members);
    }

    /** The array of {@code items}. */
    public static Arr array(Node... items) {
        return Arr.of(items);
    }

    /** The array of {@code items}. */
    public static Arr array(List<? extends Node> items) {
        return Arr.of(items.toArray(new Node[0]));
    }

    /** Which of the six kinds this is. */
    public abstract Kind kind();

    /**
     * 64 bits that are equal for equal nodes, cached for objects and arrays. For memory only: never stored, never the key
     * of anything shared between tenants (it is no cryptographic hash).
     */
    public abstract long hash();

    /** The node at {@code path} below this one, or empty where the path leads nowhere. */
    public Optional<Node> at(Path path) {
        return Optional.ofNullable(walk(path));
    }

    /** The node at the given chain of object keys, or empty. */
    public Optional<Node> at(String... keys) {
        Node node = this;
        for (String key : keys) {
            Node next = node instanceof Obj obj ? obj.get(key) : null;
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.of(node);
    }

    /** The text at the given chain of object keys, or empty where there is none or it is no string. */
    public Optional<String> text(String... keys) {
        return at(keys).flatMap(node -> node instanceof Str str ? Optional.of(str.value()) : Optional.empty());
    }

    /**
     * This node with {@code value} at {@code path}. Missing objects on the way are created; an index equal to an array's
     * size appends.
     *
     * @throws IllegalArgumentException where the path runs through a scalar, or past the end of an array
     */
    public Node with(Path path, Node value) {
        return Edits.with(this, path, 0, value);
    }

    /** This node without what is at {@code path}; the same node where there is nothing. */
    public Node without(Path path) {
        return Edits.without(this, path, 0);
    }

    private @Nullable Node walk(Path path) {
        Node node = this;
        for (int i = 0; i < path.length(); i++) {
            Node next = path.isIndex(i)
                    ? (node instanceof Arr arr && path.indexAt(i) < arr.size() ? arr.get(path.indexAt(i)) : null)
                    : (node instanceof Obj obj ? obj.get(path.keyAt(i)) : null);
            if (next == null) {
                return null;
            }
            node = next;
        }
        return node;
    }

    @Override
    public final int hashCode() {
        long hash = hash();
        return (int) (hash ^ (hash >>> 32));
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Node node)) {
            return false;
        }
        // containers keep their hash; a scalar is compared sooner than hashed
        boolean container = this instanceof Obj || this instanceof Arr;
        return (!container || hash() == node.hash()) && same(node);
    }

    /** Whether {@code other} is equal; of an object or array the hash is equal already. */
    abstract boolean same(Node other);

    /** Kinds and sizes, such as {@code {2 keys}} or {@code string}; never a value. */
    @Override
    public final String toString() {
        if (this instanceof Obj obj) {
            return "{" + obj.size() + " keys}";
        }
        if (this instanceof Arr arr) {
            return "[" + arr.size() + " items]";
        }
        return kind().name().toLowerCase(java.util.Locale.ROOT);
    }

    /** An object: keys in the order of RFC 8785 (UTF-16 code units), each with a value. */
    public static final class Obj extends Node {
        static final Obj EMPTY = new Obj(new String[0], new Node[0]);

        final String[] keys;
        final Node[] values;
        private final long hash;

        /** Takes both arrays as they are: sorted, of one length, never changed afterwards. */
        Obj(String[] sortedKeys, Node[] values) {
            this.keys = sortedKeys;
            this.values = values;
            long h = Hashes.OBJECT;
            for (int i = 0; i < sortedKeys.length; i++) {
                h = Hashes.mix(h, Hashes.of(sortedKeys[i]));
                h = Hashes.mix(h, values[i].hash());
            }
            this.hash = h;
        }

        @Override
        public Kind kind() {
            return Kind.OBJECT;
        }

        /** The number of members. */
        public int size() {
            return keys.length;
        }

        /** The key at {@code position}, in sorted order. */
        public String key(int position) {
            return keys[position];
        }

        /** The value at {@code position}, in the keys' sorted order. */
        public Node value(int position) {
            return values[position];
        }

        /** The keys, sorted; unmodifiable. */
        public List<String> keys() {
            return List.of(keys);
        }

        /** The position of {@code key}, or a negative number. */
        public int position(String key) {
            return Obj.search(keys, key);
        }

        /** Whether there is a member {@code key}. */
        public boolean has(String key) {
            return position(key) >= 0;
        }

        /** The value of {@code key}, or null where there is none. */
        public @Nullable Node get(String key) {
            int position = position(key);
            return position < 0 ? null : values[position];
        }

        /** The value of {@code key} where it is an object, else the empty object. */
        public Obj object(String key) {
            return get(key) instanceof Obj obj ? obj : EMPTY;
        }

        /** The value of {@code key} where it is an array, else the empty array. */
        public Arr array(String key) {
            return get(key) instanceof Arr arr ? arr : Arr.EMPTY;
        }

        /** This object with {@code value} for {@code key}; the same object where that is so already. */
        public Obj with(String key, Node value) {
            int position = position(key);
            if (position >= 0) {
                if (values[position] == value) {
                    return this;
                }
                Node[] changed = values.clone();
                changed[position] = value;
                return new Obj(keys, changed);
            }
            int at = -position - 1;
            String[] moreKeys = new String[keys.length + 1];
            Node[] moreValues = new Node[keys.length + 1];
            System.arraycopy(keys, 0, moreKeys, 0, at);
            System.arraycopy(values, 0, moreValues, 0, at);
            moreKeys[at] = key;
            moreValues[at] = value;
            System.arraycopy(keys, at, moreKeys, at + 1, keys.length - at);
            System.arraycopy(values, at, moreValues, at + 1, keys.length - at);
            return new Obj(moreKeys, moreValues);
        }

        /**
         * This object's keys with other values, which come in the order of the keys; the array is copied, the keys are
         * shared.
         *
         * @throws IllegalArgumentException where there are not as many values as keys
         */
        public Obj withValues(Node[] values) {
            if (values.length != keys.length) {
                throw new IllegalArgumentException(values.length + " values for " + keys.length + " keys");
            }
            return new Obj(keys, values.clone());
        }

        /** This object without {@code key}; the same object where it has none. */
        public Obj without(String key) {
            int position = position(key);
            if (position < 0) {
                return this;
            }
            String[] lessKeys = new String[keys.length - 1];
            Node[] lessValues = new Node[keys.length - 1];
            System.arraycopy(keys, 0, lessKeys, 0, position);
            System.arraycopy(values, 0, lessValues, 0, position);
            System.arraycopy(keys, position + 1, lessKeys, position, lessKeys.length - position);
            System.arraycopy(values, position + 1, lessValues, position, lessKeys.length - position);
            return new Obj(lessKeys, lessValues);
        }

        @Override
        public long hash() {
            return hash;
        }

        @Override
        boolean same(Node other) {
            if (!(other instanceof Obj that) || that.keys.length != keys.length) {
                return false;
            }
            for (int i = 0; i < keys.length; i++) {
                if (keys != that.keys && !keys[i].equals(that.keys[i])) {
                    return false;
                }
                if (!values[i].equals(that.values[i])) {
                    return false;
                }
            }
            return true;
        }

        static int search(String[] keys, String key) {
            int low = 0;
            int high = keys.length - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int order = keys[middle].compareTo(key);
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
    }

    /** An array. */
    public static final class Arr extends Node {
        static final Arr EMPTY = new Arr(new Node[0]);

        final Node[] items;
        private final long hash;

        private Arr(Node[] items) {
            this.items = items;
            long h = Hashes.ARRAY;
            for (Node item : items) {
                h = Hashes.mix(h, item.hash());
            }
            this.hash = h;
        }

        static Arr of(Node[] items) {
            return items.length == 0 ? EMPTY : new Arr(items.clone());
        }

        @Override
        public Kind kind() {
            return Kind.ARRAY;
        }

        /** The number of items. */
        public int size() {
            return items.length;
        }

        /** The item at {@code index}. */
        public Node get(int index) {
            return items[index];
        }

        /** The items; unmodifiable. */
        public List<Node> items() {
            return List.of(items);
        }

        @Override
        public long hash() {
            return hash;
        }

        @Override
        boolean same(Node other) {
            if (!(other instanceof Arr that) || that.items.length != items.length) {
                return false;
            }
            for (int i = 0; i < items.length; i++) {
                if (!items[i].equals(that.items[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A string. */
    public static final class Str extends Node {
        private final String value;

        private Str(String value) {
            this.value = java.util.Objects.requireNonNull(value);
        }

        /** The text. */
        public String value() {
            return value;
        }

        @Override
        public Kind kind() {
            return Kind.STRING;
        }

        @Override
        public long hash() {
            return Hashes.mix(Hashes.STRING, Hashes.of(value));
        }

        @Override
        boolean same(Node other) {
            return other instanceof Str that && value.equals(that.value);
        }
    }

    /**
     * A number: a {@code long} where the value is integral and fits, a {@link BigInteger} where an integer does not, else
     * a finite {@code double}.
     */
    public static final class Num extends Node {
        private static final Num[] SMALL = new Num[1280];

        static {
            for (int i = 0; i < SMALL.length; i++) {
                SMALL[i] = new Num(Long.valueOf(i - 256));
            }
        }

        private final Number value;

        private Num(Number value) {
            this.value = value;
        }

        static Num number(long value) {
            return value >= -256 && value < 1024 ? SMALL[(int) value + 256] : new Num(value);
        }

        static Num number(double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a document has no infinite number and no NaN");
            }
            boolean integral = value == Math.rint(value);
            if (integral && value >= -0x1p63 && value < 0x1p63) {
                return number((long) value);
            }
            if (integral && value > 0 && value < 0x1p64) {
                return new Num(new BigDecimal(value).toBigInteger());
            }
            return new Num(value);
        }

        static Num number(BigInteger value) {
            if (value.bitLength() < 64) {
                return number(value.longValue());
            }
            // up to 64 bits an integer, past that a double where it is exact: one representation for each value
            if (value.signum() > 0 && value.bitLength() == 64) {
                return new Num(value);
            }
            double rounded = value.doubleValue();
            boolean exact = Double.isFinite(rounded)
                    && new BigDecimal(rounded).toBigInteger().equals(value);
            return exact ? new Num(rounded) : new Num(value);
        }

        /** A {@link Long}, a {@link BigInteger} that fits no long, or a finite {@link Double}. */
        public Number value() {
            return value;
        }

        /** Whether the value is an integer that a {@code long} holds. */
        public boolean isLong() {
            return value instanceof Long;
        }

        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        public long hash() {
            long bits =
                    value instanceof Double d ? Double.doubleToLongBits(d) : value.hashCode() * 31L + value.longValue();
            return Hashes.mix(Hashes.NUMBER, bits);
        }

        @Override
        boolean same(Node other) {
            return other instanceof Num that && value.equals(that.value);
        }
    }

    /** A boolean. */
    public static final class Bool extends Node {
        static final Bool TRUE = new Bool(true);
        static final Bool FALSE = new Bool(false);

        private final boolean value;

        private Bool(boolean value) {
            this.value = value;
        }

        /** The truth value. */
        public boolean value() {
            return value;
        }

        @Override
        public Kind kind() {
            return Kind.BOOLEAN;
        }

        @Override
        public long hash() {
            return value ? Hashes.TRUE : Hashes.FALSE;
        }

        @Override
        boolean same(Node other) {
            return this == other;
        }
    }

    /** Null. */
    public static final class Null extends Node {
        static final Null NULL = new Null();

        private Null() {}

        @Override
        public Kind kind() {
            return Kind.NULL;
        }

        @Override
        public long hash() {
            return Hashes.NULL;
        }

        @Override
        boolean same(Node other) {
            return this == other;
        }
    }
}
