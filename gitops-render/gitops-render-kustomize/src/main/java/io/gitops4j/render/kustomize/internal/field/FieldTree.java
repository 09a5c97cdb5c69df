package io.gitops4j.render.kustomize.internal.field;

import io.gitops4j.core.tree.Node;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which of many fields an object has, in one walk over it for all of them instead of a {@link FieldWalk} for each.
 * Immutable.
 */
public final class FieldTree {
    /** Where the paths part. */
    private static final class Fork {
        private final Map<String, Fork> ways = new HashMap<>();
        /** The fields that end here. */
        private final BitSet here = new BitSet();
        /** The fields that go on from here. */
        private final BitSet beyond = new BitSet();
        /** Those that go on, by a step that leads to no field. */
        private final BitSet astray = new BitSet();
    }

    private final Fork root = new Fork();

    private FieldTree() {}

    /** A tree of {@code specs}, each known by its place among them. */
    public static FieldTree of(List<FieldSpec> specs) {
        FieldTree tree = new FieldTree();
        for (int i = 0; i < specs.size(); i++) {
            Fork at = tree.root;
            for (FieldStep step : specs.get(i).way()) {
                at.beyond.set(i);
                if (step.astray()) {
                    at.astray.set(i);
                }
                at = at.ways.computeIfAbsent(step.key(), none -> new Fork());
            }
            at.here.set(i);
        }
        return tree;
    }

    /**
     * The fields that {@code body} has, and those that a {@link FieldWalk} may fail on or make something of; a walk for any
     * other field, which makes none that is missing, leaves the object as it is.
     */
    public BitSet in(Node.Obj body) {
        BitSet found = new BitSet();
        enter(root, body, found);
        return found;
    }

    private static void enter(Fork fork, Node node, BitSet found) {
        found.or(fork.here);
        if (!fork.ways.isEmpty()) {
            descend(fork, node, found);
        }
    }

    private static void descend(Fork fork, Node node, BitSet found) {
        if (node instanceof Node.Arr list) {
            for (int i = 0; i < list.size(); i++) {
                descend(fork, list.get(i), found);
            }
        } else if (node instanceof Node.Obj map) {
            found.or(fork.astray);
            members(fork, map, found);
        } else {
            found.or(fork.beyond);
        }
    }

    private static void members(Fork fork, Node.Obj map, BitSet found) {
        if (map.size() > fork.ways.size()) {
            fork.ways.forEach((key, way) -> {
                Node value = map.get(key);
                if (value != null) {
                    enter(way, value, found);
                }
            });
            return;
        }
        for (int i = 0; i < map.size(); i++) {
            Fork way = fork.ways.get(map.key(i));
            if (way != null) {
                enter(way, map.value(i), found);
            }
        }
    }
}
