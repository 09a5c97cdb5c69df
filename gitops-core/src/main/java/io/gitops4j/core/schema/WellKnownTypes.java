package io.gitops4j.core.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Go types of Kubernetes whose JSON is more than their schema tells: apimachinery's {@code Quantity}, {@code IntOrString},
 * {@code Duration}, {@code Time}, {@code MicroTime} and {@code RawExtension}.
 */
final class WellKnownTypes {
    static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    /** Anything, as one value (structured-merge-diff's {@code __untyped_atomic_}). */
    private static final FieldType RAW_EXTENSION = FieldType.of(
            Scalar.ANY,
            ListType.atomic(FieldType.deduced()),
            MapType.of(FieldType.deduced()).atomic());

    private static final Map<String, FieldType> BY_COMPONENT = Map.of(
            "io.k8s.apimachinery.pkg.api.resource.Quantity", FieldType.of(Scalar.QUANTITY),
            "io.k8s.apimachinery.pkg.util.intstr.IntOrString", FieldType.of(Scalar.INT_OR_STRING),
            "io.k8s.apimachinery.pkg.apis.meta.v1.Duration", FieldType.of(Scalar.DURATION),
            "io.k8s.apimachinery.pkg.apis.meta.v1.Time", FieldType.of(Scalar.TIME),
            "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime", FieldType.of(Scalar.MICRO_TIME),
            "io.k8s.apimachinery.pkg.runtime.RawExtension", RAW_EXTENSION);

    private WellKnownTypes() {}

    /** The type of the component {@code name}, or null where its schema tells all. */
    static @Nullable FieldType of(String name) {
        return BY_COMPONENT.get(name);
    }

    /** Whether a component of this name may be a Go type of Kubernetes, such as {@code io.k8s.api.apps.v1.Deployment}. */
    static boolean isGoType(String name) {
        return name.startsWith("io.k8s.");
    }

    /**
     * Whether the component {@code name} is the kind of a custom resource definition. It then has the group's name
     * reversed before it, which may begin as that of a Go type does: {@code io.k8s.networking.gateway.v1.Gateway}
     * (apiextensions-apiserver, {@code gvkToModelName}).
     */
    static boolean isOfCustomResource(String name, String apiVersion, String kind) {
        return name.equals(customName(apiVersion, kind));
    }

    private static String customName(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String[] labels = apiVersion.substring(0, Math.max(slash, 0)).split("\\.", -1);
        StringBuilder name = new StringBuilder();
        for (int i = labels.length - 1; i >= 0; i--) {
            name.append(labels[i]).append('.');
        }
        return name.append(apiVersion.substring(slash + 1))
                .append('.')
                .append(kind)
                .toString();
    }
}
