package io.gitops4j.core.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object: named fields, other members of one type, or both. Immutable. */
public final class MapType {
    private final String[] names;
    private final List<StructField> fields;
    private final @Nullable FieldType element;
    private final boolean atomic;

    private MapType(Collection<StructField> fields, @Nullable FieldType element, boolean atomic) {
        List<StructField> sorted = new ArrayList<>(fields);
        sorted.sort((a, b) -> a.name().compareTo(b.name()));
        this.fields = Collections.unmodifiableList(sorted);
        this.names = sorted.stream().map(StructField::name).toArray(String[]::new);
        this.element = element;
        this.atomic = atomic;
    }

    /**
     * An object with these fields.
     *
     * @param element what a member of another name may be; null where the schema knows of none
     */
    public static MapType of(Collection<StructField> fields, @Nullable FieldType element) {
        return new MapType(fields, element, false);
    }

    /** An object whose members, of any name, are {@code element}. */
    public static MapType of(FieldType element) {
        return new MapType(List.of(), element, false);
    }

    /** This type, as one value: who sets one member sets all. */
    public MapType atomic() {
        return new MapType(fields, element, true);
    }

    /** This type, each member owned by itself. */
    public MapType granular() {
        return new MapType(fields, element, false);
    }

    /** Whether the object is one value. */
    public boolean isAtomic() {
        return atomic;
    }

    /** The named fields, sorted by name; unmodifiable. */
    public List<StructField> fields() {
        return fields;
    }

    /** The field {@code name}, or null where the schema has none. */
    public @Nullable StructField field(String name) {
        int position = Arrays.binarySearch(names, name);
        return position < 0 ? null : fields.get(position);
    }

    /** What a member that is no named field may be; null where the schema knows of none. */
    public @Nullable FieldType element() {
        return element;
    }

    /**
     * What a member may be.
     *
     * @param field what {@link #field} gave for its name; a member that the schema does not know is deduced
     */
    public FieldType typeOf(@Nullable StructField field) {
        return field != null ? field.type() : element != null ? element : FieldType.deduced();
    }

    @Override
    public String toString() {
        return (atomic ? "atomic " : "") + "object of " + names.length + " fields"
                + (element == null ? "" : " and more");
    }
}
