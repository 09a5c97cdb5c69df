package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.ignore.FieldSelector;
import io.gitops4j.core.ignore.IgnoreRule;
import io.gitops4j.core.ignore.ObjectSelector;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.tree.Node;
import java.nio.file.Path;
import java.util.List;

/** One field of one item of a list is somebody else's: in each spelling of the rule, and both ways to apply it. */
final class IgnoredFieldCase {
    private static final List<FieldSelector> SPELLINGS = List.of(
            FieldSelector.jsonPath("$.spec.template.spec.containers[?(@.name==\"service\")].image"),
            FieldSelector.jq(".spec.template.spec.containers[] | select(.name == \"service\").image"),
            FieldSelector.path("/spec/template/spec/containers[name=service]/image"));
    private static final FieldPath IMAGE = FieldPath.parse("spec.template.spec.containers[name=\"service\"].image");

    private IgnoredFieldCase() {}

    static void check(Path folder, World host) {
        int number = 0;
        for (FieldSelector fields : SPELLINGS) {
            for (IgnoreRule.Mode mode : List.of(IgnoreRule.Mode.OMIT, IgnoreRule.Mode.PIN_LIVE)) {
                for (boolean turned : List.of(false, true)) {
                    IgnoreRule rule =
                            IgnoreRule.of(ObjectSelector.all(), fields).onApply(mode);
                    new One(folder, host, "ignored-" + number++, rule, mode, turned).check();
                }
            }
        }
    }

    private record One(Path folder, World host, String name, IgnoreRule rule, IgnoreRule.Mode mode, boolean turned) {
        private String text(String file) {
            return SafetyCases.text(folder.resolve(file)).replace("ignored", name);
        }

        private Application application() {
            return host.app("ignoring", "deploy").ignore(rule).build();
        }

        void check() {
            ResourceKey key = new ResourceKey("apps", "Deployment", "shop", name);
            host.declare("all.yaml", text("before.yaml"));
            assertThat(host.reconcile(application()).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
            host.set(
                    "image-updater",
                    key,
                    IMAGE.in(host.live(key).orElseThrow()).orElseThrow(),
                    Node.of("registry.example/app:hotfix"));
            KubernetesWorld.until(() -> host.plan(application()).changes().isEmpty());

            String desired = text("desired.yaml");
            host.declare("all.yaml", turned ? turned(desired) : desired);
            Plan plan = host.plan(application());
            assertThat(DriftCases.told(plan).stream().filter(line -> !line.startsWith("REORDER")))
                    .as("%s", rule)
                    .containsExactly(
                            "ADD spec.template.spec.containers[name=\"service\"].env [ROLLS_PODS]",
                            "MODIFY spec.template.spec.containers[name=\"sidecar\"].image [ROLLS_PODS]");
            assertThat(host.apply(plan).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));

            Node.Obj live = host.live(key).orElseThrow();
            assertThat(field(live, "service", "image")).isEqualTo(Node.of("registry.example/app:hotfix"));
            assertThat(field(live, "sidecar", "image")).isEqualTo(Node.of("registry.example/side:2"));
            assertThat(field(live, "service", "env")
                            .at(io.gitops4j.core.tree.Path.root().index(0).key("value")))
                    .contains(Node.of("1"));
            if (mode == IgnoreRule.Mode.OMIT) {
                assertThat(ManagedFields.readable(live).entries().stream()
                                .filter(entry -> entry.fields().names(IMAGE))
                                .map(entry -> entry.manager().name()))
                        .containsExactly("image-updater");
            }
            assertThat(host.plan(application()).changes()).isEmpty();
        }

        private static String turned(String deployment) {
            int first = deployment.indexOf("      - {");
            int second = deployment.indexOf("      - {", first + 1);
            return deployment.substring(0, first) + deployment.substring(second).stripTrailing() + "\n"
                    + deployment.substring(first, second);
        }

        private static Node field(Node.Obj live, String container, String field) {
            FieldPath path = FieldPath.parse("spec.template.spec.containers[name=\"" + container + "\"]." + field);
            return path.in(live).flatMap(live::at).orElseThrow();
        }
    }
}
