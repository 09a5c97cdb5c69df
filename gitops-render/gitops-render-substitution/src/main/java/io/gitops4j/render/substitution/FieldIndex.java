package io.gitops4j.render.substitution;

import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mark;
import io.gitops4j.core.text.Marks;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** Which key or scalar of a YAML text stands at an offset: the way from a text back to its tree. Immutable. */
final class FieldIndex {
    /**
     * A key or a value.
     *
     * @param start where it starts
     * @param path the value, or the value that the key leads to
     * @param key whether it is the key
     */
    record Field(int start, Path path, boolean key) {}

    private final List<Field> fields;

    private FieldIndex(List<Field> fields) {
        this.fields = fields;
    }

    /** All keys and scalars of {@code document}, which was read from {@code text}. */
    static FieldIndex of(String text, Document document) {
        return of(text, document, offset -> false);
    }

    /**
     * The keys and scalars of {@code document}, which was read from {@code text}. A collection that starts at a {@code
     * closed} offset is one value; a mapping of which only the first key starts there is not.
     */
    static FieldIndex of(String text, Document document, IntPredicate closed) {
        Collector collector = new Collector(text, document.marks(), closed);
        collector.visit(document.root(), Path.root());
        collector.found.sort(Comparator.comparingInt(Field::start));
        return new FieldIndex(List.copyOf(collector.found));
    }

    /** The key or value that the character at {@code offset} belongs to; the root where none starts before it. */
    Field at(int offset) {
        int position = position(offset);
        return position < 0 ? new Field(0, Path.root(), false) : fields.get(position);
    }

    /** The keys and values that have characters between both offsets; an alias has those of its anchor. */
    List<Field> between(int start, int end) {
        int first = Math.max(0, position(start));
        while (first > 0 && fields.get(first - 1).start() == fields.get(first).start()) {
            first--;
        }
        return fields.subList(first, Math.max(first, position(end - 1) + 1));
    }

    /** The keys, in the order of the text. */
    List<Field> keys() {
        return fields.stream().filter(Field::key).toList();
    }

    private int position(int offset) {
        int low = 0;
        int high = fields.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (fields.get(middle).start() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** For one document. */
    private static final class Collector {
        private final LineStarts lines;
        private final Marks marks;
        private final IntPredicate closed;
        private final List<Field> found = new ArrayList<>();

        Collector(String text, Marks marks, IntPredicate closed) {
            this.lines = new LineStarts(text);
            this.marks = marks;
            this.closed = closed;
        }

        void visit(Node node, Path path) {
            int start = lines.offset(marks.at(path));
            if (node instanceof Node.Obj obj && obj.size() > 0 && !(closed.test(start) && !startsWithKey(obj, path))) {
                for (int i = 0; i < obj.size(); i++) {
                    Path member = path.key(obj.key(i));
                    found.add(new Field(lines.offset(marks.key(member)), member, true));
                    visit(obj.value(i), member);
                }
            } else if (node instanceof Node.Arr arr && arr.size() > 0 && !closed.test(start)) {
                for (int i = 0; i < arr.size(); i++) {
                    visit(arr.get(i), path.index(i));
                }
            } else {
                found.add(new Field(start, path, false));
            }
        }

        private boolean startsWithKey(Node.Obj obj, Path path) {
            Mark start = marks.at(path);
            return obj.keys().stream().anyMatch(key -> marks.key(path.key(key)).equals(start));
        }
    }
}
