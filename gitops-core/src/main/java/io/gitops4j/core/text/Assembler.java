package io.gitops4j.core.text;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.Shapes;
import java.util.Arrays;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree and its marks from the calls of a reader, without recursion: open containers are frames on a stack of
 * parallel arrays, so that the limit on depth is the only bound and a node costs no more than itself.
 */
final class Assembler {
    /** The pending key of a merge; compared by identity, so that the quoted key {@code "<<"} stays a key. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    private static final String MERGE = new String("<<");

    /** The mark of who keeps none. */
    static final int NOWHERE = -1;

    final SourceText source;
    final TextLimits limits;
    private final boolean strict;
    private final Dialect dialect;
    private final Shapes shapes;
    private final Members members = new Members();

    /** Tells where the reader is, where no marks are kept; null where they are. */
    private @Nullable IntSupplier whereabouts;

    int document;
    private long nodes;

    private int depth;
    private int[] starts = new int[16];
    private int[] marks = new int[16];
    private int[] sizes = new int[16];
    private int[] heights = new int[16];
    private boolean[] objects = new boolean[16];
    private boolean[] merges = new boolean[16];
    private @Nullable String[] keys = new @Nullable String[16];
    private int[] keyMarks = new int[16];

    /** The last finished node: itself, its place, how many nodes it stands for, how deep it is. */
    Node last = Node.nil();

    int lastPlace;
    int lastSize;
    int lastHeight;

    Assembler(SourceText source, TextLimits limits, boolean strict, Dialect dialect, Shapes shapes) {
        this.source = source;
        this.limits = limits;
        this.strict = strict;
        this.dialect = dialect;
        this.shapes = shapes;
    }

    /**
     * Keeps no marks from now on, of which there are as many as nodes. The mark {@link #NOWHERE} will do then: {@code
     * whereabouts} is asked should anything be wrong.
     */
    void forgetMarks(IntSupplier whereabouts) {
        this.whereabouts = whereabouts;
    }

    boolean isStrict() {
        return strict;
    }

    void begin(int number, int mark) {
        document = number;
        members.clear();
        depth = 0;
        if (number > limits.documents()) {
            throw limit(mark, "more than " + limits.documents() + " documents in one file");
        }
    }

    int depth() {
        return depth;
    }

    /** Whether the next value would be a key. */
    boolean awaitsKey() {
        return depth > 0 && objects[depth - 1] && keys[depth - 1] == null;
    }

    void key(String key, int mark) {
        keys[depth - 1] = shapes.share(key);
        keyMarks[depth - 1] = mark;
    }

    void mergeKey(int mark) {
        if (dialect == Dialect.KUSTOMIZE && merges[depth - 1]) {
            throw invalid(mark, "duplicate merge key: the map has << already; give both maps in one list");
        }
        merges[depth - 1] = true;
        keys[depth - 1] = MERGE;
        keyMarks[depth - 1] = mark;
    }

    void open(boolean object, int mark) {
        if (depth == limits.depth()) {
            throw limit(mark, "more than " + limits.depth() + " levels of nesting");
        }
        if (depth == starts.length) {
            grow();
        }
        count(1, mark);
        starts[depth] = members.size();
        marks[depth] = mark;
        sizes[depth] = 1;
        heights[depth] = 1;
        objects[depth] = object;
        merges[depth] = false;
        keys[depth] = null;
        depth++;
    }

    private void grow() {
        int length = depth * 2;
        starts = Arrays.copyOf(starts, length);
        marks = Arrays.copyOf(marks, length);
        sizes = Arrays.copyOf(sizes, length);
        heights = Arrays.copyOf(heights, length);
        objects = Arrays.copyOf(objects, length);
        merges = Arrays.copyOf(merges, length);
        keys = Arrays.copyOf(keys, length);
        keyMarks = Arrays.copyOf(keyMarks, length);
    }

    void text(String text, int mark) {
        scalar(shapes.text(text), mark);
    }

    void scalar(Node node, int mark) {
        count(1, mark);
        deliver(node, mark, 1, 0, false, mark);
    }

    /** What an alias at {@code mark} stands for. */
    void shared(Node node, int place, int size, int height, int mark) {
        count(size, mark);
        if (depth + height > limits.depth()) {
            throw limit(mark, "more than " + limits.depth() + " levels of nesting, aliases followed");
        }
        deliver(node, place, size, height, true, mark);
    }

    private void count(int size, int mark) {
        nodes += size;
        if (nodes > limits.nodes()) {
            throw limit(mark, "more than " + limits.nodes() + " values, aliases counted as what they stand for");
        }
    }

    void close() {
        int frame = depth - 1;
        int start = starts[frame];
        Node node;
        int place;
        if (objects[frame]) {
            if (merges[frame] && dialect == Dialect.KUSTOMIZE) {
                members.mergedFirst(start);
            }
            int twice = members.sort(start, strict);
            if (twice >= 0) {
                throw duplicate(twice);
            }
            node = members.object(start, shapes);
            place = hasBlock(start) ? members.objectBlock(start, marks[frame]) : marks[frame];
        } else {
            node = members.array(start);
            place = hasBlock(start) ? members.arrayBlock(start, marks[frame]) : marks[frame];
        }
        members.truncate(start);
        depth--;
        deliver(shapes.share(node), place, sizes[frame], heights[frame], false, marks[frame]);
    }

    private boolean hasBlock(int start) {
        return whereabouts == null && members.size() > start;
    }

    /** Closes the innermost container, of which somebody else made something: null stands in its place. */
    void leave() {
        int frame = depth - 1;
        members.truncate(starts[frame]);
        depth--;
        deliver(Node.nil(), marks[frame], sizes[frame], heights[frame], false, marks[frame]);
    }

    private GitOpsException duplicate(int position) {
        String key = members.key(position);
        int first = members.keyMark(position - 1);
        int second = members.keyMark(position);
        return source.invalid(
                document,
                second,
                path(depth - 1).key(key),
                "the key " + quoted(key) + " is on line " + source.lines.line(first) + " and again on line "
                        + source.lines.line(second) + "; keep one of them");
    }

    private void deliver(Node node, int place, int size, int height, boolean alias, int mark) {
        last = node;
        lastPlace = place;
        lastSize = size;
        lastHeight = height;
        if (depth == 0) {
            return;
        }
        int frame = depth - 1;
        sizes[frame] += size;
        heights[frame] = Math.max(heights[frame], height + 1);
        if (!objects[frame]) {
            members.add("", 0, node, place);
            return;
        }
        String key = java.util.Objects.requireNonNull(keys[frame]);
        if (key == MERGE) {
            merge(node, place, alias, mark);
        } else {
            members.add(key, keyMarks[frame], node, place);
        }
        keys[frame] = null;
    }

    /**
     * As go-yaml v2 does: a merge stands for its keys at its own place, so later ones replace earlier ones. Of several
     * maps the first comes last.
     */
    private void merge(Node node, int place, boolean alias, int mark) {
        if (node instanceof Node.Obj obj) {
            members.merge(obj, place);
        } else if (node instanceof Node.Arr arr && !alias) {
            for (int i = arr.size() - 1; i >= 0; i--) {
                if (!(arr.get(i) instanceof Node.Obj obj)) {
                    throw source.invalid(document, mark, path(), "the merge key << takes maps, but an item is none");
                }
                members.merge(obj, members.block(place + 1 + i));
            }
        } else {
            throw source.invalid(
                    document, mark, path(), "the merge key << takes a map or a sequence of maps, not a " + name(node));
        }
    }

    private static String name(Node node) {
        return node instanceof Node.Arr ? "alias of a sequence" : node.toString();
    }

    /** The marks of the last finished node as the document's root. */
    Marks finish() {
        return new Marks(source.file, document, last, lastPlace, members.blocks(), source.lines);
    }

    /** Where the reader is in the tree. */
    Path path() {
        return path(depth);
    }

    private Path path(int frames) {
        Path path = Path.root();
        for (int i = 0; i < frames; i++) {
            String key = keys[i];
            if (!objects[i]) {
                path = path.index((i + 1 < depth ? starts[i + 1] : members.size()) - starts[i]);
            } else if (key != null) {
                path = path.key(key);
            }
        }
        return path;
    }

    GitOpsException invalid(int mark, String message) {
        return source.invalid(document, place(mark), path(), message);
    }

    GitOpsException limit(int mark, String what) {
        return source.error(
                Code.LIMIT,
                document,
                place(mark),
                null,
                what + "; if the file is trusted, raise the limit in TextLimits");
    }

    private int place(int mark) {
        return mark == NOWHERE && whereabouts != null ? whereabouts.getAsInt() : mark;
    }

    private static String quoted(String name) {
        return '"' + brief(name) + '"';
    }

    static String brief(String name) {
        return name.length() > 80 ? name.substring(0, 80) + "…" : name;
    }
}
