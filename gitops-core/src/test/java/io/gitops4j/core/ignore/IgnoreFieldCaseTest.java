package io.gitops4j.core.ignore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.resource.SharedFolder;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One field of one item of a list that is somebody else's (argoproj/argo-cd#9678), in the spellings that its users know.
 * Read from the folder that the system property or environment variable {@code GITOPS4J_FIELDCASES} names, by default
 * {@code ../shared/fieldcases} of a folder above.
 */
class IgnoreFieldCaseTest {
    private static final String CASE = "54-ignore-one-field-of-one-list-item";

    private final Optional<Path> folder = SharedFolder.find("GITOPS4J_FIELDCASES", "fieldcases")
            .map(found -> found.resolve(CASE))
            .filter(Files::isDirectory);

    @BeforeEach
    void needs_the_case() {
        assumeTrue(
                folder.isPresent(),
                "no case: GITOPS4J_FIELDCASES names no folder with it, nor is ../shared/fieldcases there");
    }

    @Test
    void each_spelling_leaves_alone_the_image_and_nothing_else() throws IOException {
        for (IgnoreRule rule : rules()) {
            IgnoreTarget target = target(desired());
            Ignored ignored = IgnoreRules.of(List.of(rule)).ignored(target);

            assertThat(ignored.declared().paths())
                    .as(rule.toString())
                    .hasToString("[spec.template.spec.containers[name=\"service\"].image]");
            assertThat(ignored.live().paths()).isEqualTo(ignored.declared().paths());
        }
    }

    @Test
    void omitted_or_pinned_the_rest_of_the_item_and_of_the_list_is_applied() throws IOException {
        for (IgnoreRule rule : rules()) {
            for (Node.Obj declared : List.of(desired(), reordered(desired()))) {
                IgnoreTarget target = target(declared).managedBy("gitops4j");
                Node.Obj omitted = IgnoreRules.of(List.of(rule)).ignored(target).toApply(target);
                Node.Obj pinned = IgnoreRules.of(List.of(rule.onApply(IgnoreRule.Mode.PIN_LIVE)))
                        .ignored(target)
                        .toApply(target);

                assertThat(container(omitted, "service"))
                        .isEqualTo(container(declared, "service").without("image"));
                assertThat(container(pinned, "service"))
                        .isEqualTo(
                                container(declared, "service").with("image", Node.of("registry.example/app:hotfix")));
                assertThat(container(omitted, "sidecar")).isEqualTo(container(declared, "sidecar"));
                assertThat(containers(pinned).items().stream()
                                .map(one -> one.text("name"))
                                .toList())
                        .isEqualTo(containers(declared).items().stream()
                                .map(one -> one.text("name"))
                                .toList());
            }
        }
    }

    private List<IgnoreRule> rules() throws IOException {
        Node.Obj spelled = read("rule.yaml");
        return List.of(
                rule(FieldSelector.jsonPath(spelled.text("jsonPath").orElseThrow())),
                rule(FieldSelector.jq(spelled.text("jq").orElseThrow())),
                rule(FieldSelector.path(spelled.text("selector").orElseThrow())));
    }

    private static IgnoreRule rule(FieldSelector field) {
        return IgnoreRule.of(ObjectSelector.builder().kind("Deployment").build(), field);
    }

    private IgnoreTarget target(Node.Obj declared) throws IOException {
        FieldType containers = FieldType.of(ListType.keyed(FieldType.deduced(), List.of("name")));
        FieldType type = in("spec", in("template", in("spec", in("containers", containers))));
        return IgnoreTarget.declared(declared).andLive(read("live.yaml")).typed(type);
    }

    private static FieldType in(String name, FieldType type) {
        return FieldType.of(MapType.of(List.of(StructField.of(name, type)), FieldType.deduced()));
    }

    private static Node.Obj reordered(Node.Obj declared) {
        List<Node> items = new ArrayList<>(containers(declared).items());
        Collections.reverse(items);
        return (Node.Obj) declared.with(
                io.gitops4j.core.tree.Path.of("spec", "template", "spec", "containers"), Node.array(items));
    }

    private static Node.Arr containers(Node.Obj body) {
        return body.object("spec").object("template").object("spec").array("containers");
    }

    private static Node.Obj container(Node.Obj body, String name) {
        return containers(body).items().stream()
                .filter(one -> one.text("name").filter(name::equals).isPresent())
                .map(Node.Obj.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private Node.Obj desired() throws IOException {
        return read("desired.yaml");
    }

    private Node.Obj read(String file) throws IOException {
        Path path = folder.orElseThrow().resolve(file);
        return Parser.tolerant().parseOne(path.toString(), Files.readAllBytes(path));
    }
}
