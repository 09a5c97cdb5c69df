package io.gitops4j.core.schema;

import io.gitops4j.core.tree.Node;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of custom resource definitions, as the API server completes and reads their schemas for server-side apply
 * (apiextensions-apiserver {@code pkg/controller/openapi/builder}): the root and every embedded resource has an {@code
 * apiVersion}, a {@code kind} and the metadata of every object. A version is read when it is first asked for. Safe for any
 * number of threads.
 */
public final class CustomResourceSchemas implements SchemaSource {
    private static final String BETA = "apiextensions.k8s.io/v1beta1";

    /** Keeps what no schema names; in the beta, where a schema need not be structural, so it is unless it is refused. */
    private static final String PRUNING_OFF = "preserveUnknownFields";

    private final Map<String, Version> versions = new HashMap<>();
    private final Map<String, ObjectSchema> found = new ConcurrentHashMap<>();

    private CustomResourceSchemas(Collection<Node.Obj> definitions) {
        definitions.forEach(this::add);
    }

    /**
     * The served versions of the kinds that {@code definitions} define, whole objects of the kind {@code
     * CustomResourceDefinition}; of two definitions of a kind the first counts. A schema of {@code
     * apiextensions.k8s.io/v1beta1}, or for all versions together, need not be structural and is never {@link
     * ObjectSchema#exact}.
     */
    public static CustomResourceSchemas of(Collection<Node.Obj> definitions) {
        return new CustomResourceSchemas(definitions);
    }

    @Override
    public Optional<ObjectSchema> find(String apiVersion, String kind) {
        String key = key(apiVersion, kind);
        Version version = versions.get(key);
        return version == null ? Optional.empty() : Optional.of(found.computeIfAbsent(key, absent -> version.read()));
    }

    private void add(Node.Obj definition) {
        Node.Obj spec = definition.object("spec");
        String group = spec.text("group").orElse("");
        String kind = spec.text("names", "kind").orElse("");
        boolean isBeta = definition.text("apiVersion").filter(BETA::equals).isPresent();
        boolean keepsUnknown = isBeta ? !isFalse(spec, PRUNING_OFF) : Keywords.isTrue(spec, PRUNING_OFF);
        Node common = spec.at("validation", "openAPIV3Schema").orElse(null);
        for (Node each : spec.array("versions").items()) {
            if (each instanceof Node.Obj version && !isFalse(version, "served")) {
                Node own = version.at("schema", "openAPIV3Schema").orElse(null);
                String apiVersion = group + "/" + version.text("name").orElse("");
                versions.putIfAbsent(
                        key(apiVersion, kind),
                        Version.of(own == null ? common : own, keepsUnknown, own != null && !isBeta));
            }
        }
        // one version, as it was before there were several
        spec.text("version")
                .ifPresent(version -> versions.putIfAbsent(
                        key(group + "/" + version, kind), Version.of(common, keepsUnknown, false)));
    }

    private static boolean isFalse(Node.Obj object, String key) {
        return object.get(key) instanceof Node.Bool flag && !flag.value();
    }

    private static String key(String apiVersion, String kind) {
        return apiVersion + " " + kind;
    }

    /**
     * @param schema what says something of types; null where there is no schema
     * @param hash tells the whole schema from another
     * @param keepsUnknown whether the definition turns pruning off for all its versions
     * @param structural whether the API server takes only a structural schema in this place
     */
    private record Version(@Nullable Node schema, String hash, boolean keepsUnknown, boolean structural) {
        static Version of(@Nullable Node schema, boolean keepsUnknown, boolean structural) {
            String hash = (schema == null ? "none" : Long.toHexString(schema.hash())) + (keepsUnknown ? "+" : "");
            return new Version(schema == null ? null : Keywords.lean(schema), hash, keepsUnknown, structural);
        }

        ObjectSchema read() {
            if (!(schema instanceof Node.Obj root) || !describesObjects(root)) {
                FieldType type = BuiltInSchemas.deduced().type();
                return ObjectSchema.of(type, ObjectSchema.Source.DEFINITION, hash)
                        .inexact();
            }
            TypeReader reader = TypeReader.ofCustomResource(new MetadataOnly());
            FieldType type = reader.read(root.with(Keywords.EMBEDDED_RESOURCE, Node.of(true)), keepsUnknown);
            ObjectSchema whole = ObjectSchema.of(type, ObjectSchema.Source.DEFINITION, hash);
            return structural && reader.exact() ? whole : whole.inexact();
        }

        private static boolean describesObjects(Node.Obj root) {
            return root.text(Keywords.TYPE).filter("object"::equals).isPresent()
                    && Keywords.reference(root) == null
                    && !Keywords.isTrue(root, Keywords.INT_OR_STRING);
        }
    }

    /** The schema of a custom resource is written in one piece; we add but references to the metadata. */
    private static final class MetadataOnly implements TypeReader.References {
        @Override
        public @Nullable FieldType type(String name) {
            return name.equals(WellKnownTypes.OBJECT_META) ? BuiltInSchemas.objectMeta() : null;
        }

        @Override
        public @Nullable FieldType type(String name, boolean atomic) {
            return null;
        }

        @Override
        public boolean isStruct(String name) {
            return false;
        }
    }
}
