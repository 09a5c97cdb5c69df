package io.gitops4j.core.schema;

import java.util.Objects;

/** The type of all objects of a kind, and how far it can be relied on. Immutable. */
public final class ObjectSchema {
    /** Where a schema was read. */
    public enum Source {
        /** The OpenAPI document of the cluster itself. */
        CLUSTER,
        /** A custom resource definition. */
        DEFINITION,
        /** The table of this library, made from the documents of released Kubernetes versions. */
        BUILT_IN,
        /** Nowhere: only the metadata is known. */
        DEDUCED
    }

    private final FieldType type;
    private final Source source;
    private final boolean exact;
    private final String hash;

    private ObjectSchema(FieldType type, Source source, boolean exact, String hash) {
        this.type = Objects.requireNonNull(type);
        this.source = Objects.requireNonNull(source);
        this.exact = exact;
        this.hash = Objects.requireNonNull(hash);
    }

    /** A schema that says all that its source says of the kind. */
    public static ObjectSchema of(FieldType type, Source source, String hash) {
        return new ObjectSchema(type, source, true, hash);
    }

    /** What is known of every object, whatever its kind: its metadata. Never exact. */
    public static ObjectSchema deduced() {
        return BuiltInSchemas.deduced();
    }

    /** This schema, where a part of it could not be read, so that the type is deduced there. */
    public ObjectSchema inexact() {
        return new ObjectSchema(type, source, false, hash);
    }

    /** What an object of the kind may be. */
    public FieldType type() {
        return type;
    }

    /** Where it was read. */
    public Source source() {
        return source;
    }

    /** Whether every part was understood; where not, a part of the type is deduced. */
    public boolean exact() {
        return exact;
    }

    /**
     * A text that is the same for two schemas that were read from the same content. For a memory of results, within one
     * process: it is no cryptographic hash.
     */
    public String hash() {
        return hash;
    }

    @Override
    public String toString() {
        return source + (exact ? " " : " inexact ") + hash;
    }
}
