package io.gitops4j.render.kustomize.internal.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.render.kustomize.internal.resource.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of merges of pods whose lists are as the API server takes them. */
class StrategicMergeLawsTest {
    private static Node merge(Node.Obj body, Node.Obj patch) {
        Node merged = StrategicMerge.merge(body, patch, MergeSchema.kubernetes(), Spelling.plain(), Spelling.plain());
        return merged == null ? Node.nil() : merged;
    }

    @Property(tries = 300)
    void twice_is_once(@ForAll("pods") Node.Obj body, @ForAll("pods") Node.Obj patch) {
        Node.Obj once = (Node.Obj) merge(body, patch);
        assertThat(merge(once, patch)).isEqualTo(once);
    }

    @Property(tries = 300)
    void an_empty_patch_changes_nothing(@ForAll("pods") Node.Obj body) {
        assertThat(merge(body, Node.object())).isSameAs(body);
    }

    @Property(tries = 300)
    void an_object_is_a_patch_that_changes_nothing_in_itself(@ForAll("pods") Node.Obj body) {
        assertThat(merge(body, body)).isEqualTo(body);
    }

    @Property(tries = 300)
    void every_item_of_both_is_there_once(@ForAll("pods") Node.Obj body, @ForAll("pods") Node.Obj patch) {
        Node merged = merge(body, patch);
        Map<String, Node> names = new LinkedHashMap<>();
        names(patch).forEach(name -> names.put(name, Node.nil()));
        names(body).forEach(name -> names.put(name, Node.nil()));
        assertThat(names(merged)).containsExactlyElementsOf(names.keySet());
    }

    /** The way through an index and the way that compares every item with every other come to the same. */
    @Property(tries = 300)
    void both_ways_to_merge_lists_agree(@ForAll("lists") Node.Arr list, @ForAll("lists") Node.Arr changes) {
        MergeType pod =
                java.util.Objects.requireNonNull(MergeSchema.kubernetes().of("v1", "Pod"));
        MergeType type = java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(pod.field("spec")).field("containers"));
        assertThat(new UnkeyedListMerge(lists(), type).merge(ListMerge.Item.all(list), ListMerge.Item.all(changes)))
                .isEqualTo(lists().merge(list, changes, type).items());
    }

    private static ListMerge lists() {
        return StrategicMerge.of(MergeSchema.kubernetes()).lists();
    }

    private static List<String> names(Node pod) {
        List<String> names = new ArrayList<>();
        Node.Arr containers = pod instanceof Node.Obj obj ? obj.object("spec").array("containers") : Node.array();
        containers.items().forEach(item -> names.add(item.text("name").orElse("")));
        return names;
    }

    @Provide
    Arbitrary<Node.Obj> pods() {
        return Combinators.combine(
                        lists(container()), labels(), Arbitraries.integers().between(0, 9))
                .as((containers, labels, seconds) -> Node.objectBuilder()
                        .put("apiVersion", "v1")
                        .put("kind", "Pod")
                        .put(
                                "metadata",
                                Node.objectBuilder().put("labels", labels).build())
                        .put(
                                "spec",
                                Node.objectBuilder()
                                        .put("containers", containers)
                                        .put("activeDeadlineSeconds", seconds.longValue())
                                        .build())
                        .build());
    }

    @Provide("lists")
    Arbitrary<Node.Arr> containerLists() {
        return lists(container());
    }

    private static Arbitrary<Node.Arr> lists(Arbitrary<Node.Obj> items) {
        return items.list()
                .ofMaxSize(6)
                .uniqueElements(item -> item.text("name"))
                .map(Node::array);
    }

    private static Arbitrary<Node.Obj> container() {
        Arbitrary<Node.Arr> ports = Combinators.combine(
                        Arbitraries.integers().between(1, 3), Arbitraries.of("TCP", "UDP"), text())
                .as((port, protocol, name) -> Node.objectBuilder()
                        .put("containerPort", port.longValue())
                        .put("protocol", protocol)
                        .put("hostIP", name)
                        .build())
                .list()
                .ofMaxSize(4)
                .uniqueElements(port -> port.get("containerPort") + "/" + port.text("protocol")
                        + port.get("containerPort").hash())
                .map(Node::array);
        return Combinators.combine(text(), text(), ports, labels())
                .as((name, image, list, resources) -> Node.objectBuilder()
                        .put("name", name)
                        .put("image", image)
                        .put("ports", list)
                        .put("resources", resources)
                        .build());
    }

    private static Arbitrary<String> text() {
        return Arbitraries.of("a", "b", "c", "d", "e");
    }

    private static Arbitrary<Node.Obj> labels() {
        return Arbitraries.maps(text(), text()).ofMaxSize(4).map(map -> {
            ObjBuilder labels = Node.objectBuilder();
            map.forEach(labels::put);
            return labels.build();
        });
    }
}
