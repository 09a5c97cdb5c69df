package io.gitops4j.core.schema;

import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Kinds and their schemas as lines of text: the first line is {@value #FORMAT}, then the versions of Kubernetes that were
 * read, and the hash of what follows; after it, {@code kind <apiVersion> <kind> <component>} and {@code type <component>
 * <schema>}, the schema being what is left of the OpenAPI one in compact JSON. A line is read when it is asked for. Safe for
 * any number of threads.
 */
final class SchemaTable {
    static final String FORMAT = "gitops4j/schemas@1";

    private final String text;
    private final String versions;
    private final String hash;
    private final Map<String, String> kinds = new HashMap<>();
    private final Map<String, Integer> schemas = new HashMap<>();
    private final Map<String, ObjectSchema> found = new ConcurrentHashMap<>();
    private final ComponentTypes types = new ComponentTypes(this::schema, WellKnownTypes::isGoType);

    private SchemaTable(String text) {
        this.text = text;
        int start = text.indexOf('\n') + 1;
        List<String> head = List.of(text.substring(0, Math.max(start - 1, 0)).split(" ", -1));
        if (head.size() < 2 || !head.get(0).equals(FORMAT)) {
            throw new IllegalArgumentException("not a table of schemas");
        }
        this.versions = String.join(" ", head.subList(1, head.size() - 1));
        this.hash = head.get(head.size() - 1);
        for (int end = text.indexOf('\n', start); end >= 0; start = end + 1, end = text.indexOf('\n', start)) {
            index(start, end);
        }
    }

    /** The table that {@code content} is; it stays in memory as it is, a byte a character. */
    static SchemaTable read(byte[] content) {
        return new SchemaTable(new String(content, StandardCharsets.UTF_8));
    }

    /** The minor versions of Kubernetes that were read for it, separated by blanks. */
    String versions() {
        return versions;
    }

    /** What tells the kinds and schemas of this table from those of another. */
    String hash() {
        return hash;
    }

    /** The kinds, each as {@code <apiVersion> <kind>}. */
    Iterable<String> kinds() {
        return kinds.keySet();
    }

    Optional<ObjectSchema> find(String apiVersion, String kind) {
        String key = apiVersion + " " + kind;
        String component = kinds.get(key);
        return component == null
                ? Optional.empty()
                : Optional.of(found.computeIfAbsent(
                        key, absent -> ObjectSchema.of(component(component), ObjectSchema.Source.BUILT_IN, hash)));
    }

    /** The type of a component, which the table has. */
    FieldType component(String name) {
        ComponentTypes.Reading reading = types.read(name);
        if (reading == null || !reading.exact()) {
            throw new IllegalStateException("the table of schemas is damaged at " + name);
        }
        return reading.type();
    }

    private void index(int start, int end) {
        int blank = text.indexOf(' ', start + 5);
        if (text.startsWith("kind ", start)) {
            int last = text.lastIndexOf(' ', end);
            kinds.put(text.substring(start + 5, last), text.substring(last + 1, end));
        } else if (text.startsWith("type ", start) && blank > 0 && blank < end) {
            schemas.put(text.substring(start + 5, blank), blank + 1);
        } else {
            throw new IllegalArgumentException("a line of the table of schemas is neither of a kind nor of a type");
        }
    }

    private Node.@Nullable Obj schema(String component) {
        Integer start = schemas.get(component);
        if (start == null) {
            return null;
        }
        String json = text.substring(start, text.indexOf('\n', start));
        return Parser.strict().parseJson(component, json).get(0).root() instanceof Node.Obj schema ? schema : null;
    }
}
