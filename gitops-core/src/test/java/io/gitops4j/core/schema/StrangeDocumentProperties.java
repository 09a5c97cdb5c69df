package io.gitops4j.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** Whatever a document says, it is read, and every type of it is defined. */
class StrangeDocumentProperties {
    private static final List<String> KEYWORDS = List.of(
            Keywords.TYPE,
            Keywords.FORMAT,
            Keywords.NULLABLE,
            Keywords.DEFAULT,
            Keywords.PROPERTIES,
            Keywords.ADDITIONAL_PROPERTIES,
            Keywords.ITEMS,
            Keywords.ALL_OF,
            Keywords.REF,
            Keywords.LIST_TYPE,
            Keywords.LIST_MAP_KEYS,
            Keywords.MAP_TYPE,
            Keywords.PATCH_STRATEGY,
            Keywords.PATCH_MERGE_KEY,
            Keywords.PRESERVE_UNKNOWN_FIELDS,
            Keywords.INT_OR_STRING,
            Keywords.EMBEDDED_RESOURCE);

    private static final List<Node> LEAVES = Stream.concat(
                    Stream.of(
                                    "object",
                                    "array",
                                    "string",
                                    "integer",
                                    "atomic",
                                    "granular",
                                    "map",
                                    "set",
                                    "merge",
                                    "byte")
                            .map(Node::of),
                    Stream.of(
                            Node.of(true),
                            Node.of(1),
                            Node.nil(),
                            Node.object(),
                            Node.array(Node.of("x")),
                            reference("io.k8s.Part"),
                            Node.array(reference("io.k8s.Thing")),
                            reference("io.k8s.Missing"),
                            reference(WellKnownTypes.OBJECT_META)))
            .toList();

    private static Node reference(String component) {
        return Node.objectBuilder()
                .put(Keywords.REF, Keywords.SCHEMAS + component)
                .build();
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void no_OpenAPI_document_is_refused(@ForAll Random random) {
        Node kind = schema(random, 4);
        ObjBuilder components = Node.objectBuilder().put("io.k8s.Part", schema(random, 3));
        if (kind instanceof Node.Obj obj) {
            components.put(
                    "io.k8s.Thing",
                    obj.with(Keywords.GROUP_VERSION_KIND, Yaml.object("""
                    all: [{group: '', version: v1, kind: Thing}]
                    """).array("all")));
        }
        Node.Obj document = Node.objectBuilder()
                .put(
                        "components",
                        Node.objectBuilder().put("schemas", components.build()).build())
                .build();

        OpenApiSchemas.of(document).find("v1", "Thing").ifPresent(schema -> isDefined(schema.type(), none()));
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void no_definition_is_refused(@ForAll Random random) {
        Node version = Yaml.object("name: v1")
                .with(
                        "schema",
                        Node.objectBuilder()
                                .put("openAPIV3Schema", schema(random, 5))
                                .build());
        Node.Obj spec =
                Yaml.object("{group: example.org, names: {kind: Widget}}").with("versions", Node.array(version));
        Node.Obj definition = Node.objectBuilder().put("spec", spec).build();

        ObjectSchema found = CustomResourceSchemas.of(List.of(definition))
                .find("example.org/v1", "Widget")
                .orElseThrow();
        isDefined(found.type(), none());
        assertThat(Types.at(found.type(), "metadata.labels.*").scalar()).isEqualTo(Scalar.STRING);
    }

    private static Set<FieldType> none() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static void isDefined(@Nullable FieldType type, Set<FieldType> seen) {
        if (type == null || !seen.add(type)) {
            return;
        }
        assertThat(type.scalar() != null || type.list() != null || type.map() != null)
                .isTrue();
        if (type.list() != null) {
            isDefined(type.list().element(), seen);
        }
        if (type.map() != null) {
            type.map().fields().forEach(field -> isDefined(field.type(), seen));
            isDefined(type.map().element(), seen);
        }
    }

    /** A schema of the right words with wrong values as often as right ones. */
    private static Node schema(Random random, int levels) {
        if (levels == 0 || random.nextInt(4) == 0) {
            return pick(random, LEAVES);
        }
        ObjBuilder schema = Node.objectBuilder();
        if (random.nextBoolean()) {
            schema.put(Keywords.TYPE, "object").put(Keywords.PROPERTIES, members(random, levels));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            Node value = switch (random.nextInt(3)) {
                case 0 -> schema(random, levels - 1);
                case 1 -> members(random, levels);
                default -> pick(random, LEAVES);
            };
            schema.put(pick(random, KEYWORDS), value);
        }
        return schema.build();
    }

    private static Node members(Random random, int levels) {
        ObjBuilder members = Node.objectBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            members.put(pick(random, List.of("a", "b", "protocol", "metadata")), schema(random, levels - 1));
        }
        return members.build();
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
