package io.gitops4j.core.merge;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.merge.FieldManager.Operation;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which fields of an object: {@code metadata.managedFields} as a value. Immutable; entries are in the order in
 * which the API server writes them (apimachinery {@code util/managedfields/internal/managedfields.go}).
 */
public final class ManagedFields {
    static final String FIELDS = "fieldsV1";

    private static final ManagedFields EMPTY = new ManagedFields(List.of());
    private static final Comparator<Entry> ORDER = Comparator.comparing(
                    (Entry entry) -> entry.manager.operation().word())
            .thenComparingLong(Entry::seconds)
            .thenComparing(entry -> entry.manager.name())
            .thenComparing(Entry::apiVersion)
            .thenComparing(entry -> entry.manager.subresource());

    private final List<Entry> entries;

    private ManagedFields(List<Entry> sorted) {
        this.entries = sorted;
    }

    /**
     * What one manager owns.
     *
     * @param manager the manager
     * @param apiVersion the version in which it wrote
     * @param time when it last changed something, in RFC 3339; null where nobody knows
     * @param fields the fields
     */
    public record Entry(
            FieldManager manager,
            String apiVersion,
            @Nullable String time,
            FieldSet fields) {
        /** Since 1970; 0 without a time. */
        private long seconds() {
            try {
                return time == null ? 0 : OffsetDateTime.parse(time).toEpochSecond();
            } catch (DateTimeException unknown) {
                return 0;
            }
        }

        /** One applier has one entry; who updates has one for each version. */
        Owner owner() {
            return new Owner(manager, manager.operation() == Operation.APPLY ? "" : apiVersion);
        }

        private Node.Obj written() {
            ObjBuilder out = Node.objectBuilder()
                    .put("manager", manager.name())
                    .put("operation", manager.operation().word())
                    .put("apiVersion", apiVersion)
                    .put("fieldsType", "FieldsV1")
                    .put(FIELDS, fields.toFieldsV1());
            if (time != null) {
                out.put("time", time);
            }
            if (!manager.subresource().isEmpty()) {
                out.put("subresource", manager.subresource());
            }
            return out.build();
        }
    }

    /** What tells an entry from the others. */
    record Owner(FieldManager manager, String version) {}

    /** Nobody owns anything. */
    public static ManagedFields empty() {
        return EMPTY;
    }

    /** These entries, in the API server's order; of two with one manager (and, for updates, one version) the later. */
    public static ManagedFields of(List<Entry> entries) {
        Map<Owner, Entry> distinct = new LinkedHashMap<>();
        entries.forEach(entry -> distinct.put(entry.owner(), entry));
        return distinct.isEmpty()
                ? EMPTY
                : new ManagedFields(distinct.values().stream().sorted(ORDER).toList());
    }

    /**
     * What {@code object} says.
     *
     * @throws GitOpsException ({@code invalid-object}, {@code invalid-text}) where the API server could not read an
     *     entry: an unknown operation or encoding, no version, malformed fields. It then refuses an apply, and an update
     *     starts from nothing
     */
    public static ManagedFields of(Node.Obj object) {
        return new Reader(FieldsV1.strict(null)).all(object, true);
    }

    /** What {@code object} says, entries that cannot be read left out; one without a version is of the object's. */
    public static ManagedFields readable(Node.Obj object) {
        return new Reader(FieldsV1.tolerant(null)).all(object, false);
    }

    /** What {@code object} says, entries that cannot be read left out, made of what {@code shared} has already. */
    public static ManagedFields readable(Node.Obj object, FieldSets shared) {
        return new Reader(FieldsV1.tolerant(shared)).all(object, false);
    }

    /** The entry that owns {@code fields}, where the rest of it, {@code described}, can be read. */
    static Optional<Entry> readable(Node.Obj described, String otherwise, FieldSet fields) {
        try {
            return Optional.of(Reader.entry(described, otherwise, () -> fields));
        } catch (GitOpsException malformed) {
            return Optional.empty();
        }
    }

    /** These, made of what {@code shared} has already. */
    public ManagedFields sharedBy(FieldSets shared) {
        return isEmpty()
                ? EMPTY
                : new ManagedFields(entries.stream()
                        .map(entry -> new Entry(
                                entry.manager(), entry.apiVersion(), entry.time(), shared.share(entry.fields())))
                        .toList());
    }

    /** The entries, in the API server's order; unmodifiable. */
    public List<Entry> entries() {
        return entries;
    }

    /** Whether nobody owns anything. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The entry of {@code manager}; of several, which only an updater has, the latest. */
    public Optional<Entry> find(FieldManager manager) {
        return entries.stream().filter(entry -> entry.manager.equals(manager)).reduce((earlier, later) -> later);
    }

    /** What {@code manager} owns, whatever version it wrote in. */
    public FieldSet ownedBy(FieldManager manager) {
        return owned(entry -> entry.manager.equals(manager));
    }

    /** What all but {@code manager} own. */
    public FieldSet ownedByOthersThan(FieldManager manager) {
        return owned(entry -> !entry.manager.equals(manager));
    }

    private FieldSet owned(Predicate<Entry> whose) {
        return entries.stream().filter(whose).map(Entry::fields).reduce(FieldSet.empty(), FieldSet::union);
    }

    /** These, where {@code manager} owns {@code fields} and nothing else. */
    public ManagedFields with(FieldManager manager, String apiVersion, FieldSet fields) {
        List<Entry> changed = new ArrayList<>(entries);
        Entry entry =
                new Entry(manager, apiVersion, find(manager).map(Entry::time).orElse(null), fields);
        changed.removeIf(other -> other.owner().equals(entry.owner()));
        if (!fields.isEmpty()) {
            changed.add(entry);
        }
        return of(changed);
    }

    /**
     * These, after all that {@code managers} own became the fields of who applies as {@code applier}; what both owned is owned
     * once (client-go {@code util/csaupgrade}). What was written as {@code stringData} of a Secret is owned as {@code data}, where
     * it is: an apply can take it away only then.
     */
    public ManagedFields handedOver(Set<FieldManager> managers, String applier) {
        List<Entry> handed = entries.stream()
                .filter(entry -> managers.contains(entry.manager()))
                .toList();
        if (handed.isEmpty()) {
            return this;
        }
        FieldManager heir = FieldManager.apply(applier);
        Optional<Entry> own = find(heir);
        List<Entry> left = new ArrayList<>(entries);
        left.removeAll(handed);
        own.ifPresent(left::remove);
        FieldSet all = handed.stream()
                .map(Entry::fields)
                .reduce(own.map(Entry::fields).orElse(FieldSet.empty()), FieldSet::union);
        Entry first = own.orElse(handed.get(0));
        FieldSet found = first.apiVersion().equals("v1") ? stringDataAsData(all) : all;
        left.add(new Entry(heir, first.apiVersion(), first.time(), found));
        return of(left);
    }

    private static FieldSet stringDataAsData(FieldSet fields) {
        List<FieldPath> data = new ArrayList<>();
        for (FieldPath written : fields.child("stringData").members()) {
            FieldPath at = FieldPath.of("data");
            for (PathElement element : written.elements()) {
                at = at.then(element);
            }
            data.add(at);
        }
        return data.isEmpty()
                ? fields
                : fields.minusRecursively(FieldSet.of(FieldPath.of("stringData")))
                        .union(FieldSet.of(data));
    }

    /** Whether the same managers own the same fields, whenever they wrote them. */
    public boolean sameFields(ManagedFields other) {
        return timeless().equals(other.timeless());
    }

    private Set<Entry> timeless() {
        return entries.stream()
                .map(entry -> new Entry(entry.manager(), entry.apiVersion(), null, entry.fields()))
                .collect(Collectors.toSet());
    }

    /** The value of {@code metadata.managedFields}. */
    public Node.Arr written() {
        return Node.array(entries.stream().map(Entry::written).toList());
    }

    /** {@code object} with these managed fields; without any, where nobody owns anything. */
    public Node.Obj on(Node.Obj object) {
        Node.Obj metadata = object.object("metadata");
        if (isEmpty()) {
            return metadata.has("managedFields") ? object.with("metadata", metadata.without("managedFields")) : object;
        }
        return object.with("metadata", metadata.with("managedFields", written()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ManagedFields that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** Managers and printed fields. */
    @Override
    public String toString() {
        return entries.toString();
    }

    private static final class Reader {
        private final FieldsV1 encoding;

        Reader(FieldsV1 encoding) {
            this.encoding = encoding;
        }

        ManagedFields all(Node.Obj object, boolean strict) {
            List<Entry> read = new ArrayList<>();
            String otherwise = strict ? "" : object.text("apiVersion").orElse("");
            for (Node item : object.object("metadata").array("managedFields").items()) {
                try {
                    Node.Obj entry = item instanceof Node.Obj obj ? obj : Node.object();
                    read.add(entry(entry, otherwise, () -> encoding.read(entry.object(FIELDS))));
                } catch (GitOpsException malformed) {
                    if (strict) {
                        throw malformed;
                    }
                }
            }
            return of(read);
        }

        static Entry entry(Node.Obj item, String otherwise, Supplier<FieldSet> fields) {
            String apiVersion = item.text("apiVersion").orElse(otherwise);
            if (apiVersion.isEmpty()) {
                throw invalid("an entry names the API version of its fields");
            }
            String encodingName = item.text("fieldsType").orElse("");
            if (!encodingName.equals("FieldsV1")) {
                throw invalid("the fields of an entry are encoded as FieldsV1, not as " + encodingName);
            }
            FieldManager manager = new FieldManager(
                    item.text("manager").orElse(""),
                    operation(item),
                    item.text("subresource").orElse(""));
            return new Entry(manager, apiVersion, item.text("time").orElse(null), fields.get());
        }

        private static Operation operation(Node.Obj item) {
            String word = item.text("operation").orElse("");
            for (Operation operation : Operation.values()) {
                if (operation.word().equals(word)) {
                    return operation;
                }
            }
            throw invalid("the operation of an entry is Apply or Update, not " + word);
        }

        private static GitOpsException invalid(String message) {
            return new GitOpsException(
                    Problem.of(Code.INVALID_OBJECT, Location.nowhere().withField("metadata.managedFields"), message));
        }
    }
}
