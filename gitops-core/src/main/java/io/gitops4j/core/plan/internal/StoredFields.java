package io.gitops4j.core.plan.internal;

import io.gitops4j.core.Code;
import io.gitops4j.core.Digest;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.ConstantNames;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The fields of a map in a stored document. Unknown ones are passed over; one that is missing or wrong throws {@link
 * GitOpsException} with {@link Code#STATE}, the file and the field. Immutable.
 */
public final class StoredFields {
    private final Location where;
    private final Path path;
    private final Node.Obj node;

    StoredFields(Location where, Node.Obj node) {
        this(where, Path.root(), node);
    }

    private StoredFields(Location where, Path path, Node.Obj node) {
        this.where = where;
        this.path = path;
        this.node = node;
    }

    /** The map itself. */
    public Node.Obj node() {
        return node;
    }

    /** The file, for messages. */
    public Location where() {
        return where;
    }

    /** The text of {@code key}. */
    public String text(String key) {
        return present(key, maybeText(key), "a text");
    }

    /** The text of {@code key}, where there is one. */
    public Optional<String> maybeText(String key) {
        return Optional.ofNullable(node.get(key)).map(value -> {
            if (value instanceof Node.Str text) {
                return text.value();
            }
            throw damaged(key, "a text");
        });
    }

    /** The integer of {@code key}. */
    public long integer(String key) {
        if (node.get(key) instanceof Node.Num number && number.isLong()) {
            return number.value().longValue();
        }
        throw damaged(key, "an integer");
    }

    /** The integer of {@code key}, 0 where there is none. */
    public int count(String key) {
        long count = node.has(key) ? integer(key) : 0;
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw damaged(key, "a count");
        }
        return (int) count;
    }

    /** Whether {@code key} is true; false where there is none. */
    public boolean flag(String key) {
        Node value = node.get(key);
        if (value == null || value instanceof Node.Bool) {
            return value instanceof Node.Bool truth && truth.value();
        }
        throw damaged(key, "true or false");
    }

    /** The time of {@code key}. */
    public Instant instant(String key) {
        return present(key, maybeInstant(key), "a time");
    }

    /** The time of {@code key}, where there is one. */
    public Optional<Instant> maybeInstant(String key) {
        return maybeText(key).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw damaged(key, "a time");
            }
        });
    }

    /** The digest of {@code key}. */
    public Digest digest(String key) {
        return present(key, maybeDigest(key), "a digest");
    }

    /** The digest of {@code key}, where there is one. */
    public Optional<Digest> maybeDigest(String key) {
        return maybeText(key).map(text -> checked(key, "a digest", () -> new Digest(text)));
    }

    /** What {@code value} makes of the field {@code key}, which is damaged where that throws. */
    public <T> T checked(String key, String expected, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException | IndexOutOfBoundsException | GitOpsException e) {
            throw damaged(key, expected);
        }
    }

    /** The constant that {@code key} spells, {@code unknown} where a later version added it. */
    public <E extends Enum<E>> E word(String key, E[] constants, E unknown) {
        return ConstantNames.find(text(key), constants).orElse(unknown);
    }

    /** The map of {@code key}. */
    public StoredFields map(String key) {
        return present(key, maybeMap(key), "a map");
    }

    /** The map of {@code key}, where there is one. */
    public Optional<StoredFields> maybeMap(String key) {
        return Optional.ofNullable(node.get(key)).map(value -> asMap(path.key(key), value));
    }

    private StoredFields asMap(Path at, Node value) {
        if (value instanceof Node.Obj obj) {
            return new StoredFields(where, at, obj);
        }
        throw damaged(at, "a map");
    }

    /** The maps in the list of {@code key}, none where there is no list. */
    public List<StoredFields> maps(String key) {
        List<Node> items = items(key);
        List<StoredFields> maps = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            maps.add(asMap(path.key(key).index(i), items.get(i)));
        }
        return maps;
    }

    /** The texts in the list of {@code key}, none where there is no list. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (!(item instanceof Node.Str text)) {
                throw damaged(key, "a list of texts");
            }
            texts.add(text.value());
        }
        return texts;
    }

    private List<Node> items(String key) {
        Node value = node.get(key);
        if (value == null || value instanceof Node.Arr) {
            return value instanceof Node.Arr arr ? arr.items() : List.of();
        }
        throw damaged(key, "a list");
    }

    /** What {@code read} makes of each map in the map of {@code key}, by its key. */
    public <T> Map<String, T> mapped(String key, Function<StoredFields, T> read) {
        Map<String, T> all = new TreeMap<>();
        maybeMap(key).ifPresent(map -> {
            for (String name : map.node.keys()) {
                all.put(name, read.apply(map.map(name)));
            }
        });
        return all;
    }

    private <T> T present(String key, Optional<T> value, String expected) {
        return value.orElseThrow(() -> damaged(key, expected));
    }

    private GitOpsException damaged(String key, String expected) {
        return damaged(path.key(key), expected);
    }

    private GitOpsException damaged(Path at, String expected) {
        return new GitOpsException(Problem.of(
                Code.STATE,
                where.withField(at.toString()),
                expected + " was expected here; the document is damaged, restore the file from a backup"));
    }
}
