package io.gitops4j.embedded;

import io.gitops4j.core.cluster.Schemas;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The OpenAPI documents of the kinds that definitions bring, as the API server makes them (apiextensions-apiserver {@code
 * pkg/controller/openapi/builder}); a cluster of ours publishes none of the built-in kinds.
 */
final class PublishedSchemas implements Schemas {
    private static final String REFERENCE = "#/components/schemas/";
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static final String KEEPS_UNKNOWN = "x-kubernetes-preserve-unknown-fields";
    private static final Node.Obj STRING = yaml("{type: string}");

    /** apimachinery {@code pkg/apis/meta/v1/types.go}, as an API server publishes it. */
    private static final Node.Obj OBJECT_META = yaml("""
            type: object
            properties:
              annotations: {type: object, additionalProperties: {type: string, default: ''}}
              creationTimestamp: {$ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.Time'}
              deletionGracePeriodSeconds: {type: integer, format: int64}
              deletionTimestamp: {$ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.Time'}
              finalizers: {type: array, items: {type: string, default: ''}, x-kubernetes-list-type: set}
              generateName: {type: string}
              generation: {type: integer, format: int64}
              labels: {type: object, additionalProperties: {type: string, default: ''}}
              managedFields:
                type: array
                x-kubernetes-list-type: atomic
                items: {type: object, x-kubernetes-preserve-unknown-fields: true}
              name: {type: string}
              namespace: {type: string}
              ownerReferences:
                type: array
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [uid]
                items:
                  type: object
                  x-kubernetes-map-type: atomic
                  properties:
                    apiVersion: {type: string, default: ''}
                    blockOwnerDeletion: {type: boolean}
                    controller: {type: boolean}
                    kind: {type: string, default: ''}
                    name: {type: string, default: ''}
                    uid: {type: string, default: ''}
              resourceVersion: {type: string}
              selfLink: {type: string}
              uid: {type: string}
            """);

    private final Supplier<List<Node.Obj>> definitions;

    PublishedSchemas(Supplier<List<Node.Obj>> definitions) {
        this.definitions = definitions;
    }

    private static Node.Obj yaml(String text) {
        return (Node.Obj) Parser.strict().parseYaml("schema", text).get(0).root();
    }

    @Override
    public Optional<String> hash(String apiVersion) {
        return document(apiVersion).map(document -> Long.toHexString(document.hash()));
    }

    @Override
    public Optional<Node.Obj> document(String apiVersion) {
        ObjBuilder schemas = Node.objectBuilder();
        boolean any = false;
        for (Node.Obj definition : definitions.get()) {
            GroupKind kind = CustomKinds.groupKind(definition);
            for (Node version : definition.object("spec").array("versions").items()) {
                String name = version.text("name").orElse("");
                boolean served = version.at("served").equals(Optional.of(Node.of(true)));
                if (served && kind.apiVersion(name).equals(apiVersion)) {
                    schemas.put(component(kind, name), schema(kind, name, definition, version));
                    any = true;
                }
            }
        }
        if (!any) {
            return Optional.empty();
        }
        schemas.put(META + "ObjectMeta", OBJECT_META).put(META + "Time", yaml("{type: string, format: date-time}"));
        return Optional.of(Node.object().with("components", Node.object().with("schemas", schemas.build())));
    }

    /** The group's labels in reverse, the version, the kind. */
    private static String component(GroupKind kind, String version) {
        List<String> labels = Arrays.asList(kind.group().split("\\."));
        Collections.reverse(labels);
        return String.join(".", labels) + "." + version + "." + kind.kind();
    }

    private static Node.Obj schema(GroupKind kind, String name, Node.Obj definition, Node version) {
        Node.Obj schema = version.at("schema", "openAPIV3Schema")
                .filter(found -> found.text("type").filter("object"::equals).isPresent())
                .map(Node.Obj.class::cast)
                .orElseGet(() -> yaml("{type: object}").with(KEEPS_UNKNOWN, Node.of(true)));
        if (definition.at("spec", "preserveUnknownFields").equals(Optional.of(Node.of(true)))) {
            schema = schema.with(KEEPS_UNKNOWN, Node.of(true));
        }
        Node.Obj properties = schema.object("properties")
                .with("apiVersion", STRING)
                .with("kind", STRING)
                .with("metadata", Node.object().with("$ref", Node.of(REFERENCE + META + "ObjectMeta")));
        Node.Obj identity = Node.objectBuilder()
                .put("group", kind.group())
                .put("kind", kind.kind())
                .put("version", name)
                .build();
        return schema.with("properties", properties).with("x-kubernetes-group-version-kind", Node.array(identity));
    }
}
