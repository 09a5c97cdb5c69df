package io.gitops4j.core.text;

import io.gitops4j.core.Location;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;

/**
 * Where in its file each node of a document is, and each key. Costs a few bytes a node and is looked up by path, so
 * that the tree itself stays free of places. What came through an alias or a merge key is where its anchor defines it.
 */
public final class Marks {
    private final String file;
    private final int document;
    private final Node root;
    private final int place;
    /**
     * One block for each container that is not empty: its own index in the text, then for an array the place of each
     * item, for an object the index of each key and the place of its value, in the keys' sorted order. A place is the
     * index in the text, or, for a container that is not empty, where its block starts.
     */
    private final int[] blocks;

    private final Lines lines;

    Marks(String file, int document, Node root, int place, int[] blocks, Lines lines) {
        this.file = file;
        this.document = document;
        this.root = root;
        this.place = place;
        this.blocks = blocks;
        this.lines = lines;
    }

    /** Where the node at {@code path} starts, or the nearest node above it that is there. */
    public Mark at(Path path) {
        return lines.mark(find(path, false));
    }

    /**
     * Where the key that leads to {@code path} stands; for the root, an array's item or a missing node as {@link #at}.
     */
    public Mark key(Path path) {
        return lines.mark(find(path, true));
    }

    /** The file, document, line and column of {@link #at}, with {@code path} as the field. */
    public Location locate(Path path) {
        Mark mark = at(path);
        Location location = Location.of(file, mark.line(), mark.column()).withDocument(document);
        return path.length() == 0 ? location : location.withField(path.toString());
    }

    private int find(Path path, boolean key) {
        Node node = root;
        int at = place;
        int keyAt = -1;
        for (int step = 0; step < path.length(); step++) {
            int slot;
            if (node instanceof Node.Obj obj && !path.isIndex(step)) {
                int position = obj.position(path.keyAt(step));
                if (position < 0) {
                    return start(node, at);
                }
                slot = at + 2 + 2 * position;
                keyAt = blocks[slot - 1];
                node = obj.value(position);
            } else if (node instanceof Node.Arr arr && path.isIndex(step) && path.indexAt(step) < arr.size()) {
                slot = at + 1 + path.indexAt(step);
                keyAt = -1;
                node = arr.get(path.indexAt(step));
            } else {
                return start(node, at);
            }
            at = blocks[slot];
        }
        return key && keyAt >= 0 ? keyAt : start(node, at);
    }

    private int start(Node node, int at) {
        return hasBlock(node) ? blocks[at] : at;
    }

    static boolean hasBlock(Node node) {
        return node instanceof Node.Obj obj ? obj.size() > 0 : node instanceof Node.Arr arr && arr.size() > 0;
    }
}
