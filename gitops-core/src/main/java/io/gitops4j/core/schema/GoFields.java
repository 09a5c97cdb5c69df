package io.gitops4j.core.schema;

import io.gitops4j.core.tree.Node;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known of a field because a Go type of Kubernetes has it, past what its schema says.
 *
 * <p>The server decodes an object into Go values and keeps those: of an empty list or map of a Go type nothing is left
 * once it was stored (protobuf has no empty list), and a struct that is no pointer is there whether it was given or not.
 * A custom resource is kept as it was sent.
 */
final class GoFields {
    /** Of no Go type. */
    static final GoFields NONE = new GoFields("", name -> false);

    /** Lists with keys of which Go's {@code encoding/json} leaves nothing out (no {@code omitempty}). */
    private static final Set<String> WRITTEN_EMPTY = Set.of(
            "io.k8s.api.core.v1.PodSpec.containers",
            "io.k8s.api.storage.v1.CSINodeSpec.drivers",
            "io.k8s.api.scheduling.v1alpha2.WorkloadSpec.podGroupTemplates");

    private final String goType;
    private final Predicate<String> structs;

    private GoFields(String goType, Predicate<String> structs) {
        this.goType = goType;
        this.structs = structs;
    }

    /**
     * Of the Go type of the component {@code name}.
     *
     * @param structs tells whether a component is an object with named fields
     */
    static GoFields of(String name, Predicate<String> structs) {
        return new GoFields(name, structs);
    }

    /** What a string of this format means. A custom resource keeps the very characters, whatever their format. */
    Scalar string(Node.Obj schema) {
        String format = goType.isEmpty() ? "" : schema.text(Keywords.FORMAT).orElse("");
        return switch (format) {
            case "byte" -> Scalar.BYTES;
            case "date-time" -> Scalar.TIME;
            case "int-or-string" -> Scalar.INT_OR_STRING;
            default -> Scalar.STRING;
        };
    }

    /** {@code field}, which {@code schema} describes, with what the schema does not say. */
    StructField complete(StructField field, Node.Obj schema) {
        if (goType.isEmpty()) {
            return field;
        }
        StructField complete = isContainer(schema) || isStructByValue(schema) ? field.omittingEmpty() : field;
        complete = WRITTEN_EMPTY.contains(goType + "." + field.name()) ? complete.writingEmpty() : complete;
        Node byDefault = GoDefaults.of(goType, field.name());
        // the generator says "" or {} of whatever is no pointer, which is no more than the zero value
        boolean told = field.defaultValue().filter(value -> !isZero(value)).isPresent();
        return byDefault == null || told ? complete : complete.withDefault(byDefault);
    }

    private static boolean isZero(Node value) {
        return value.equals(Node.of("")) || value.equals(Node.object());
    }

    private static boolean isContainer(Node.Obj schema) {
        return schema.text(Keywords.TYPE).filter("array"::equals).isPresent()
                || (schema.has(Keywords.ADDITIONAL_PROPERTIES) && !Keywords.isStruct(schema));
    }

    /** The generator gives such a field the default {@code {}}, and a pointer none (kube-openapi {@code pkg/generators}). */
    private boolean isStructByValue(Node.Obj schema) {
        String name = Keywords.reference(schema);
        return name != null
                && schema.get(Keywords.DEFAULT) instanceof Node.Obj obj
                && obj.size() == 0
                && structs.test(name);
    }
}
