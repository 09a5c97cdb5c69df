package io.gitops4j.core.tree;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shares what is equal in many trees: the key lists of objects that have the same keys, so that ten thousand
 * containers keep one list of names, and recent strings, objects and arrays. Bounded: past the bound new ones are used
 * unshared. For one thread; whoever parses many documents that live together keeps one.
 */
public final class Shapes {
    private static final int BOUND = 16_384;
    private static final int LONG = 2_048;

    private final Map<Keys, Keys> known = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    private final Recent texts = new Recent();
    private final Recent containers = new Recent();

    /** An empty table. */
    public Shapes() {}

    /** The one instance of {@code key}, so that equal keys of many objects are one string. */
    public String share(String key) {
        String known = names.get(key);
        if (known != null) {
            return known;
        }
        if (names.size() < BOUND) {
            names.put(key, key);
        }
        return key;
    }

    /** The string node of {@code text}, one that was given before where it is recent: manifests repeat their values. */
    public Node.Str text(String text) {
        if (text.length() > LONG) {
            return Node.of(text);
        }
        if (texts.get(text.hashCode()) instanceof Node.Str known
                && known.value().equals(text)) {
            return known;
        }
        Node.Str node = Node.of(text);
        texts.put(text.hashCode(), node);
        return node;
    }

    /** An object or array equal to {@code container}, one that was given before where it is recent. */
    public Node share(Node container) {
        Node known = containers.get(container.hash());
        if (known != null && Recent.sameChildren(known, container)) {
            return known;
        }
        containers.put(container.hash(), container);
        return container;
    }

    String[] share(String[] sortedKeys) {
        Keys keys = new Keys(sortedKeys);
        Keys shared = known.get(keys);
        if (shared != null) {
            return shared.names;
        }
        if (known.size() < BOUND) {
            known.put(keys, keys);
        }
        return sortedKeys;
    }

    private static final class Keys {
        private final String[] names;
        private final int hash;

        Keys(String[] names) {
            this.names = names;
            this.hash = Arrays.hashCode(names);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Keys that && Arrays.equals(names, that.names);
        }
    }
}
