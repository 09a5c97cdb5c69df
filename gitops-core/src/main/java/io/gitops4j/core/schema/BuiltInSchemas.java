package io.gitops4j.core.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The schemas that are in this library: a table of types, read when the first kind is asked for. */
final class BuiltInSchemas {
    static final String RESOURCE = "kubernetes.schemas";

    private static final FieldType OBJECT_META = Table.LOADED.component(WellKnownTypes.OBJECT_META);
    private static final ObjectSchema DEDUCED = ObjectSchema.of(
                    FieldType.of(MapType.of(
                            List.of(
                                    StructField.of("apiVersion", FieldType.of(Scalar.STRING)),
                                    StructField.of("kind", FieldType.of(Scalar.STRING)),
                                    StructField.of("metadata", OBJECT_META)),
                            FieldType.deduced())),
                    ObjectSchema.Source.DEDUCED,
                    "deduced")
            .inexact();

    private BuiltInSchemas() {}

    static Optional<ObjectSchema> find(String apiVersion, String kind) {
        return Table.LOADED.find(apiVersion, kind);
    }

    /** The metadata that every object has. */
    static FieldType objectMeta() {
        return OBJECT_META;
    }

    static ObjectSchema deduced() {
        return DEDUCED;
    }

    private static final class Table {
        static final SchemaTable LOADED = load();

        private static SchemaTable load() {
            try (InputStream in = BuiltInSchemas.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("the library is incomplete: there is no " + RESOURCE);
                }
                return SchemaTable.read(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + RESOURCE + " of the library", e);
            }
        }
    }
}
