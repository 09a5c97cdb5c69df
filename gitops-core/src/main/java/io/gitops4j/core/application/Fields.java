package io.gitops4j.core.application;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.ConstantNames;
import io.gitops4j.core.text.Mark;
import io.gitops4j.core.text.Marks;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One map of a document, read field by field: what is wrong is noted with its place, and reads as absent. */
final class Fields {
    private final Marks marks;
    private final Path path;
    private final Node.Obj node;
    private final List<Problem> problems;
    private final TreeSet<String> asked = new TreeSet<>();

    Fields(Marks marks, Path path, Node.Obj node, List<Problem> problems) {
        this.marks = marks;
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    Node.Obj node() {
        return node;
    }

    /** The value of a field; a null that is written is as good as none. */
    private @Nullable Node value(String key) {
        asked.add(key);
        Node value = node.get(key);
        return value instanceof Node.Null ? null : value;
    }

    boolean has(String key) {
        return value(key) != null;
    }

    Optional<String> text(String key) {
        Node value = value(key);
        return value == null ? Optional.empty() : asText(path.key(key), value);
    }

    /** Hands the text of a field to {@code reader}, if there is one; what that throws is noted at its place. */
    void read(String key, Consumer<String> reader) {
        text(key).ifPresent(text -> tried(path.key(key), () -> reader.accept(text)));
    }

    /** Hands each text of a list to {@code reader}; what that throws is noted at the place of the item. */
    void readEach(String key, Consumer<String> reader) {
        readItems(key, (at, item) -> asText(at, item).ifPresent(reader));
    }

    /** As {@link #readEach(String, Consumer)}, where an item may be a map too. */
    void readEach(String key, Consumer<String> text, Consumer<Fields> map) {
        readItems(key, (at, item) -> {
            if (item instanceof Node.Obj obj) {
                map.accept(new Fields(marks, at, obj, problems));
            } else {
                asText(at, item).ifPresent(text);
            }
        });
    }

    private void readItems(String key, BiConsumer<Path, Node> reader) {
        List<Node> items = list(key);
        for (int i = 0; i < items.size(); i++) {
            Path at = path.key(key).index(i);
            Node item = items.get(i);
            tried(at, () -> reader.accept(at, item));
        }
    }

    private void tried(Path at, Runnable reading) {
        try {
            reading.run();
        } catch (GitOpsException e) {
            e.problems().forEach(problem -> note(at, problem.message()));
        }
    }

    private Optional<String> asText(Path at, Node value) {
        if (value instanceof Node.Str text) {
            return Optional.of(text.value());
        }
        boolean quotable = value instanceof Node.Num || value instanceof Node.Bool;
        note(at, "a text was expected, but this is " + name(value) + (quotable ? "; put it in quotes" : ""));
        return Optional.empty();
    }

    /** A text that must be there and not be empty; {@code what} it says. */
    Optional<String> required(String key, String what) {
        Node value = value(key);
        if (value == null || value.equals(Node.of(""))) {
            problem(key, "it is missing; write " + what);
            return Optional.empty();
        }
        return asText(path.key(key), value);
    }

    boolean flag(String key) {
        Node value = value(key);
        if (value != null && !(value instanceof Node.Bool)) {
            problem(key, "true or false was expected, but this is " + name(value));
        }
        return value instanceof Node.Bool truth && truth.value();
    }

    Optional<Duration> duration(String key) {
        if (value(key) instanceof Node.Num) {
            problem(key, "a duration was expected, but this is a number; write its unit too, such as 90s or 1h30m");
            return Optional.empty();
        }
        Optional<String> text = text(key);
        Optional<Duration> duration = text.flatMap(Durations::parse);
        if (text.isPresent() && duration.isEmpty()) {
            problem(key, "\"" + text.get() + "\" is no duration; write one such as 90s, 3m, 1h30m or PT3M");
        }
        return duration;
    }

    <E extends Enum<E>> Optional<E> word(String key, E[] constants) {
        Optional<String> text = text(key);
        for (E constant : constants) {
            if (text.isPresent() && text.get().equals(ConstantNames.of(constant))) {
                return Optional.of(constant);
            }
        }
        text.ifPresent(word -> {
            List<String> words = Arrays.stream(constants).map(ConstantNames::of).toList();
            problem(key, "\"" + word + "\" is none of " + String.join(", ", words));
        });
        return Optional.empty();
    }

    Optional<Fields> map(String key) {
        Node value = value(key);
        return value == null ? Optional.empty() : asMap(path.key(key), value);
    }

    private Optional<Fields> asMap(Path at, Node value) {
        if (value instanceof Node.Obj obj) {
            return Optional.of(new Fields(marks, at, obj, problems));
        }
        note(at, "a map was expected, but this is " + name(value));
        return Optional.empty();
    }

    List<Fields> maps(String key) {
        List<Fields> maps = new ArrayList<>();
        List<Node> items = list(key);
        for (int i = 0; i < items.size(); i++) {
            asMap(path.key(key).index(i), items.get(i)).ifPresent(maps::add);
        }
        return maps;
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        List<Node> items = list(key);
        for (int i = 0; i < items.size(); i++) {
            asText(path.key(key).index(i), items.get(i)).ifPresent(texts::add);
        }
        return texts;
    }

    private List<Node> list(String key) {
        Node value = value(key);
        if (value != null && !(value instanceof Node.Arr)) {
            problem(key, "a list was expected, but this is " + name(value));
        }
        return value instanceof Node.Arr arr ? arr.items() : List.of();
    }

    /** Notes each field that nobody asked for. */
    void refuseUnknown() {
        for (String key : node.keys()) {
            if (!asked.contains(key)) {
                String nearest = Words.nearest(key, asked);
                Mark mark = marks.key(path.key(key));
                Location where = marks.locate(path.key(key)).withLine(mark.line(), mark.column());
                String next =
                        nearest == null ? "known are " + String.join(", ", asked) : "did you mean \"" + nearest + "\"?";
                problems.add(Problem.of(Code.INVALID_CONFIGURATION, where, "the field is unknown; " + next));
            }
        }
    }

    /** How many problems are noted in the document so far. */
    int problemCount() {
        return problems.size();
    }

    /** Notes a problem at the field {@code key}. */
    void problem(String key, String message) {
        note(path.key(key), message);
    }

    /** Notes a problem at the field {@code key} where none is noted at it, below it, or at a field that it begins. */
    void problemUnlessKnown(String key, String message) {
        boolean known = problems.stream()
                .flatMap(problem -> problem.where().field().stream())
                .anyMatch(field -> field.startsWith(key));
        if (!known) {
            problem(key, message);
        }
    }

    private void note(Path at, String message) {
        problems.add(Problem.of(Code.INVALID_CONFIGURATION, marks.locate(at).withField(at.toString()), message));
    }

    /** A node as a person calls it. */
    static String name(Node node) {
        return switch (node.kind()) {
            case OBJECT -> "a map";
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a truth value";
            case NULL -> "empty";
        };
    }
}
