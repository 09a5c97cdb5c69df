package io.gitops4j.e2e;

import java.util.Locale;

/** Manifests that several tests share. */
final class Samples {
    private Samples() {}

    static String definition(String group, String kind, String plural, String scope) {
        return definition(group, kind, plural, scope, "v1");
    }

    /** A definition that serves {@code versions}, the last one stored. */
    static String definition(String group, String kind, String plural, String scope, String... versions) {
        StringBuilder served = new StringBuilder();
        for (int i = 0; i < versions.length; i++) {
            served.append("  - {name: ")
                    .append(versions[i])
                    .append(", served: true, storage: ")
                    .append(i == versions.length - 1)
                    .append(
                            ", schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}\n");
        }
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %3$s.%1$s}
                spec:
                  group: %1$s
                  names: {kind: %2$s, plural: %3$s, singular: %4$s, listKind: %2$sList}
                  scope: %5$s
                  versions:
                """.formatted(group, kind, plural, kind.toLowerCase(Locale.ROOT), scope) + served;
    }

    static String namespace(String name) {
        return "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + "}\n";
    }
}
