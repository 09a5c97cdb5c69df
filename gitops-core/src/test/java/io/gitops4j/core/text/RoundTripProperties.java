package io.gitops4j.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.yaml.snakeyaml.Yaml;

class RoundTripProperties {
    private final Parser parser = Parser.strict();

    @Property(tries = 3000)
    void yaml_reads_back_as_the_same_tree(@ForAll("trees") Node tree) {
        String text = Printer.yaml(tree, Mask.none());

        assertThat(rootOf(parser.parseYaml("t.yaml", text))).as(text).isEqualTo(tree);
    }

    @Property
    void several_documents_read_back_as_the_same_trees(@ForAll("documents") List<Node> trees) {
        String text = Printer.yaml(trees);

        assertThat(parser.parseYaml("t.yaml", text))
                .extracting(Document::root)
                .as(text)
                .isEqualTo(trees);
    }

    @Property
    void json_reads_back_as_the_same_tree(@ForAll("trees") Node tree) {
        assertThat(rootOf(parser.parseJson("t.json", Printer.json(tree, Mask.none()))))
                .isEqualTo(tree);
        assertThat(rootOf(parser.parseJson("t.json", Printer.jsonPretty(tree, Mask.none()))))
                .isEqualTo(tree);
    }

    @Property(tries = 3000)
    void snakeyaml_reads_the_same_strings_and_keys(@ForAll("strings") String key, @ForAll("strings") String value) {
        Node tree = Node.objectBuilder()
                .put(
                        "list",
                        Node.array(
                                Node.of(value),
                                Node.objectBuilder().put(key, value).build()))
                .put("map", Node.objectBuilder().put(key, value).build())
                .build();
        String text = Printer.yaml(tree, Mask.none());

        Map<String, Object> read = new Yaml().load(text);

        assertThat(read)
                .as(text)
                .isEqualTo(Map.of("list", List.of(value, Map.of(key, value)), "map", Map.of(key, value)));
    }

    @Property
    void windows_line_ends_change_neither_tree_nor_marks(@ForAll("objects") Node tree) {
        String text = Printer.yaml(tree, Mask.none());

        Document unix = parser.parseYaml("t.yaml", text).get(0);
        Document windows =
                parser.parseYaml("t.yaml", text.replace("\n", "\r\n")).get(0);

        assertThat(windows.root()).isEqualTo(unix.root());
        assertThat(windows.root().hash()).isEqualTo(unix.root().hash());
        for (String key : ((Node.Obj) tree).keys()) {
            assertThat(windows.marks().at(Path.of(key))).isEqualTo(unix.marks().at(Path.of(key)));
            assertThat(windows.marks().key(Path.of(key))).isEqualTo(unix.marks().key(Path.of(key)));
        }
    }

    @Property
    void canonical_json_depends_on_the_value_only(@ForAll("trees") Node tree) {
        byte[] bytes = Printer.canonicalJson(tree);

        Node again = rootOf(parser.parse("t.json", bytes));

        assertThat(Printer.canonicalJson(again)).isEqualTo(bytes);
        assertThat(Printer.canonicalJson(rootOf(parser.parseYaml("t", Printer.yaml(tree, Mask.none())))))
                .isEqualTo(bytes);
    }

    @Property
    void canonical_json_does_not_depend_on_the_order_of_insertion(@ForAll("objects") Node tree) {
        Node.Obj object = (Node.Obj) tree;
        Node.Obj backwards = Node.object();
        for (int i = object.size() - 1; i >= 0; i--) {
            backwards = backwards.with(object.key(i), object.value(i));
        }

        assertThat(Printer.canonicalJson(backwards)).isEqualTo(Printer.canonicalJson(object));
    }

    @Property
    void a_mask_hides_the_value_in_every_form(@ForAll("strings") String key) {
        Node tree =
                Node.objectBuilder().put(key, Node.array(Node.of("hush-hush"))).build();
        Mask mask = Mask.of(PathSet.of(Path.of(key)));

        Node hidden = Node.objectBuilder().put(key, "***").build();
        assertThat(rootOf(parser.parseYaml("t", Printer.yaml(tree, mask)))).isEqualTo(hidden);
        assertThat(rootOf(parser.parseJson("t", Printer.json(tree, mask)))).isEqualTo(hidden);
        assertThat(rootOf(parser.parseJson("t", Printer.jsonPretty(tree, mask))))
                .isEqualTo(hidden);
    }

    @Property(tries = 3000)
    void any_bytes_give_documents_or_an_error_of_ours(@ForAll byte[] content, @ForAll("strings") String text) {
        for (byte[] bytes : List.of(content, text.getBytes(StandardCharsets.UTF_8))) {
            try {
                parser.parse("t.yaml", bytes);
                Parser.tolerant().parse("t.json", bytes);
            } catch (io.gitops4j.core.GitOpsException e) {
                assertThat(e.problem().where().file()).isPresent();
            }
        }
    }

    private static Node rootOf(List<Document> documents) {
        return documents.isEmpty() ? Node.nil() : documents.get(0).root();
    }

    @Provide
    Arbitrary<Node> trees() {
        return AnyTree.trees();
    }

    @Provide
    Arbitrary<Node> objects() {
        return AnyTree.objects().filter(tree -> !tree.equals(Node.object()));
    }

    @Provide
    Arbitrary<List<Node>> documents() {
        return AnyTree.trees()
                .filter(tree -> tree != Node.nil())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> strings() {
        return AnyTree.strings();
    }
}
