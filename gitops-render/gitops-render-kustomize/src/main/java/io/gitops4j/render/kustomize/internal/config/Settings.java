package io.gitops4j.render.kustomize.internal.config;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.render.Suggestion;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mark;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One map of configuration, of a kustomization file, a plugin's or a host's options, read field by field. What is wrong is
 * collected with its place, so that a user sees all of it at once; the reading goes on with a default. Like upstream's decoder
 * it finds a field whatever the case of its letters; a field that nobody asked for is an error of {@link #rejectUnknown}. For
 * one thread.
 */
public final class Settings {
    private final Node.Obj object;
    private final Path path;
    private final Function<Path, Location> values;
    private final Function<Path, Location> keys;
    private final Problems problems;
    private final boolean scalarsAsText;
    private final Set<String> asked = new LinkedHashSet<>();

    private Settings(
            Node.Obj object,
            Path path,
            Function<Path, Location> values,
            Function<Path, Location> keys,
            Problems problems,
            boolean scalarsAsText) {
        this.object = object;
        this.path = path;
        this.values = values;
        this.keys = keys;
        this.problems = problems;
        this.scalarsAsText = scalarsAsText;
    }

    /** The settings of a document, or of {@code root} where that is the document with more; what is more has no line. */
    public static Settings of(Document document, Node.Obj root, Problems problems) {
        return new Settings(
                root,
                Path.root(),
                path -> place(document, root, path, false),
                path -> place(document, root, path, true),
                problems,
                false);
    }

    private static Location place(Document document, Node.Obj root, Path path, boolean key) {
        if (root != document.root() && !document.root().at(path).equals(root.at(path))) {
            return Location.nowhere().withField("options." + path);
        }
        return key ? keyPlace(document, path) : document.marks().locate(path);
    }

    private static Location keyPlace(Document document, Path path) {
        Mark mark = document.marks().key(path);
        return Location.of(document.file(), mark.line(), mark.column()).withField(path.toString());
    }

    /** The settings of a tree whose places are those that {@code where} gives. */
    public static Settings of(Node.Obj root, Function<Path, Location> where, Problems problems) {
        return new Settings(root, Path.root(), where, where, problems, false);
    }

    /**
     * These settings, of which a number or truth value is its text where a text is asked for: what upstream decodes with the
     * type in hand, as it does configurations of plugins and of fields, but not a kustomization.
     */
    public Settings scalarsAsText() {
        return new Settings(object, path, values, keys, problems, true);
    }

    /** The settings of {@code map}, which is at {@code path} of another document; its problems are collected with these. */
    public Settings in(Document other, Node.Obj map, Path path) {
        return new Settings(
                map, path, at -> other.marks().locate(at), at -> keyPlace(other, at), problems, scalarsAsText);
    }

    private Settings below(Node.Obj map, Path at) {
        return new Settings(map, at, values, keys, problems, scalarsAsText);
    }

    private @Nullable Node value(String field) {
        asked.add(field);
        return find(field)
                .map(key -> object.get(key))
                .filter(node -> node.kind() != Node.Kind.NULL)
                .orElse(null);
    }

    private Optional<String> find(String field) {
        if (object.has(field)) {
            return Optional.of(field);
        }
        return object.keys().stream().filter(field::equalsIgnoreCase).findFirst();
    }

    private Path at(String field) {
        return path.key(find(field).orElse(field));
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return value(field) != null;
    }

    /** The place of the map. */
    public Location where() {
        return values.apply(path);
    }

    /** The place of the field's key, or of the map where it is not there. */
    public Location where(String field) {
        return keys.apply(at(field));
    }

    /** The place of the field's value, or of the map where it is not there. */
    public Location valueWhere(String field) {
        return values.apply(at(field));
    }

    /** The text of the field; empty where it is absent. */
    public String text(String field) {
        Node value = value(field);
        return value == null ? "" : text(value, at(field));
    }

    private String text(Node value, Path at) {
        if (value instanceof Node.Str text) {
            return text.value();
        }
        if (scalarsAsText && (value instanceof Node.Num || value instanceof Node.Bool)) {
            return Printer.json(value, Mask.none());
        }
        wrong(at, "must be a string, not " + named(value));
        return "";
    }

    /** The truth value of the field; false where it is absent. */
    public boolean flag(String field) {
        Node value = value(field);
        if (value == null || value instanceof Node.Bool) {
            return value instanceof Node.Bool flag && flag.value();
        }
        wrong(at(field), "must be true or false, not " + named(value));
        return false;
    }

    /** The integer of the field, where there is one. */
    public Optional<Long> integer(String field) {
        Node value = value(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Node.Num number && number.value() instanceof Long integer) {
            return Optional.of(integer);
        }
        wrong(at(field), "must be an integer, not " + named(value));
        return Optional.empty();
    }

    /** The value of the field as it is, where there is one. */
    public Optional<Node> node(String field) {
        return Optional.ofNullable(value(field));
    }

    /** A value of a list, with its place. */
    public record Placed<T>(T value, Location where) {}

    /** The texts of the list. */
    public List<Placed<String>> texts(String field) {
        List<Placed<String>> texts = new ArrayList<>();
        items(field, (value, at) -> texts.add(new Placed<>(text(value, at), values.apply(at))));
        return texts;
    }

    /** What {@code read} makes of each map of the list. */
    public <T> List<T> list(String field, Function<Settings, T> read) {
        List<T> all = new ArrayList<>();
        items(field, (value, at) -> {
            if (value instanceof Node.Obj map) {
                all.add(read.apply(below(map, at)));
            } else {
                wrong(at, "must be a map, not " + named(value));
            }
        });
        return all;
    }

    /** What {@code read} makes of a map in which a field that it does not ask for is an error. */
    public static <T> Function<Settings, T> strictly(Function<Settings, T> read) {
        return settings -> {
            T value = read.apply(settings);
            settings.rejectUnknown();
            return value;
        };
    }

    private interface ItemReader {
        void read(Node value, Path at);
    }

    private void items(String field, ItemReader reader) {
        Node value = value(field);
        if (value instanceof Node.Arr list) {
            for (int i = 0; i < list.size(); i++) {
                reader.read(list.get(i), at(field).index(i));
            }
        } else if (value != null) {
            wrong(at(field), "must be a list, not " + named(value));
        }
    }

    /** The map of the field, where there is one. */
    public Optional<Settings> map(String field) {
        Node value = value(field);
        if (value instanceof Node.Obj map) {
            return Optional.of(below(map, at(field)));
        }
        if (value != null) {
            wrong(at(field), "must be a map, not " + named(value));
        }
        return Optional.empty();
    }

    /** The texts of the map by key, in the order of the keys. */
    public Map<String, String> textByKey(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(field).ifPresent(map -> {
            for (int i = 0; i < map.object.size(); i++) {
                String key = map.object.key(i);
                texts.put(key, map.text(map.object.value(i), map.path.key(key)));
            }
        });
        return texts;
    }

    /** Reports a problem of the field. */
    public void wrong(String field, String message) {
        problems.add(Problem.of(Code.INVALID_CONFIGURATION, where(field), message));
    }

    private void wrong(Path at, String message) {
        problems.add(Problem.of(Code.INVALID_CONFIGURATION, values.apply(at), at + " " + message));
    }

    /** Reports every field that was not asked for, with the one that may have been meant. */
    public void rejectUnknown() {
        List<String> known = List.copyOf(asked);
        for (String field : object.keys()) {
            boolean isKnown = known.stream().anyMatch(field::equalsIgnoreCase);
            if (!isKnown) {
                problems.add(Problem.of(
                        Code.INVALID_CONFIGURATION,
                        keys.apply(path.key(field)),
                        "unknown field \"" + field + "\"" + Suggestion.didYouMean(field, known)));
            }
        }
    }

    private static String named(Node value) {
        return "a " + value.kind().name().toLowerCase(Locale.ROOT);
    }
}
