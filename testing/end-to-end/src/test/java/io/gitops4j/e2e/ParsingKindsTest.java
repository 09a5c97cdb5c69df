package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.tree.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts as people write them, and what reaches the cluster: what kubectl would send. */
class ParsingKindsTest {
    private final Host host = Host.create();

    @AfterEach
    void close() {
        host.close();
    }

    private void applied(int objects, String... files) {
        host.declare(files);
        Run run = host.reconcile(host.shop());
        assertThat(run.outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        assertThat(run.steps()).hasSize(objects);
        assertThat(host.during(() -> host.reconcile(host.shop())).writes()).isZero();
    }

    private Problem refused(String... files) {
        host.declare(files);
        Run[] run = new Run[1];
        assertThat(host.during(() -> run[0] = host.reconcile(host.shop())).writes())
                .isZero();
        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        return run[0].outcome().problems().get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"---", "--- ", "---\t", "--- # note", "---\t# note", "---   \t  ", "...\n---", "---\n---"})
    void whatever_follows_a_separator_no_document_is_lost(String separator) {
        applied(3, "a.yaml", configMap("a") + separator + "\n" + configMap("b") + separator + "\n" + configMap("c"));
    }

    @Test
    void a_separator_within_a_block_of_text_is_text() {
        applied(
                1,
                "a.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  x: |\n    one\n    ---\n    two\n");

        assertThat(host.data("a", "x")).contains("one\n---\ntwo\n");
    }

    @Test
    void a_document_that_begins_on_the_line_of_its_separator() {
        applied(2, "a.yaml", "--- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\n" + configMap("b"));
    }

    @Test
    void modes_in_every_octal_form_are_numbers() {
        String volume = "{name: v%s, secret: {secretName: s, defaultMode: %s}}";
        applied(
                1,
                "pod.yaml",
                "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers: [{name: c, image: i}]\n  volumes: ["
                        + volume.formatted("1", "0440") + ", " + volume.formatted("2", "0o640") + ", "
                        + volume.formatted("3", "420") + ", " + volume.formatted("4", "0x1ff") + "]\n");

        Node.Arr volumes = host.live(new ResourceKey("", "Pod", "shop", "p"))
                .orElseThrow()
                .object("spec")
                .array("volumes");
        assertThat(volumes.items())
                .extracting(item -> item.at("secret", "defaultMode").orElseThrow())
                .containsExactly(Node.of(288), Node.of(416), Node.of(420), Node.of(511));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "0x1f", "1e3", "12e99999", "1.5", "true", "no", ".inf", "{}", "[a]", "0o17"})
    void a_label_that_is_no_string_is_refused_with_its_place(String value) {
        Problem problem = refused(
                "a.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    build: " + value + "\n");

        assertThat(problem.where().file()).contains("deploy/a.yaml");
        assertThat(problem.where().line()).hasValue(6);
        assertThat(problem.text()).contains("metadata.labels.build");
    }

    @Test
    void labels_of_a_pod_template_and_of_items_are_strings_too() {
        Problem template =
                refused("a.yaml", Host.deployment("web", 1).replace("{app: web}}\n    spec", "{app: 7}}\n    spec"));
        Problem data = refused("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  port: 8080\n");

        assertThat(template.text()).contains("spec.template.metadata.labels.app");
        assertThat(data.text()).contains("data.port").contains("deploy/a.yaml:5");
    }

    @Test
    void an_anchor_is_not_known_in_the_next_document_not_even_to_a_merge() {
        Problem problem = refused("a.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a}
                data: &base {x: "1"}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: b}
                data:
                  <<: *base
                """);

        assertThat(problem.code()).isEqualTo(Code.INVALID_TEXT);
        assertThat(problem.where().line()).hasValue(10);
        assertThat(problem.message()).contains("base");
    }

    @Test
    void anchors_and_merges_within_one_document_are_resolved() {
        applied(2, "a.yaml", """
                apiVersion: v1
                kind: List
                items:
                - apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: a}
                  data: &base {x: "1", z: "1"}
                - apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: b}
                  data:
                    <<: *base
                    z: "2"
                """);

        assertThat(host.data("b", "x")).contains("1");
        assertThat(host.data("b", "z")).contains("2");
    }

    @Test
    void what_looks_like_a_date_a_time_or_an_address_stays_as_it_is_written() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("date", "2031-12-01");
        values.put("wrong-date", "2031-13-45");
        values.put("stamp", "2031-12-01T10:11:12.5+02:00");
        values.put("spaced", "2031-12-01 10:11:12 Z");
        values.put("time", "23:59:59");
        values.put("float", "1:30.5");
        values.put("negative", "-190:20:30");
        values.put("mac", "00:11:22:33:44:55");
        values.put("version", "1.2.3");
        values.put("plus", "+1 (555) 0100");
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n");
        values.forEach((key, value) ->
                text.append("  ").append(key).append(": ").append(value).append('\n'));
        applied(1, "a.yaml", text.toString());

        values.forEach((key, value) -> assertThat(host.data("a", key)).contains(value));
    }

    @Test
    void line_ends_do_not_matter_and_a_file_that_changes_them_changes_nothing() {
        String text = configMap("a", "x", "1") + "  script: |\n    #!/bin/sh\n    echo one\n\n    echo two\n---\n"
                + configMap("b");
        applied(2, "a.yaml", text.replace("\n", "\r\n"));
        assertThat(host.data("a", "script")).contains("#!/bin/sh\necho one\n\necho two\n");

        host.declare("a.yaml", text);
        assertThat(host.plan(host.shop()).changes()).isEmpty();
        host.declare("a.yaml", "\uFEFF" + text);
        assertThat(host.plan(host.shop()).changes()).isEmpty();
    }

    @Test
    void lists_in_lists_and_typed_lists_are_opened_and_an_empty_one_is_nothing() {
        applied(5, "a.yaml", """
                apiVersion: v1
                kind: List
                items:
                - apiVersion: v1
                  kind: List
                  items:
                  - {apiVersion: v1, kind: ConfigMap, metadata: {name: inner}}
                  - apiVersion: v1
                    kind: SecretList
                    items:
                    - {metadata: {name: s}, stringData: {k: v}}
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: outer}}
                ---
                apiVersion: apps/v1
                kind: DeploymentList
                items: []
                ---
                apiVersion: v1
                kind: ServiceAccountList
                metadata: {resourceVersion: "12"}
                items:
                - {metadata: {name: one}}
                - {metadata: {name: two}}
                """);
        String text = host.plan(host.shop()).toMarkdown();
        host.declare("a.yaml", "apiVersion: v1\nkind: ServiceAccountList\nitems: [{metadata: {name: one}}]\n");

        Run run = host.reconcile(host.shop());

        assertThat(text).contains("5 unchanged");
        assertThat(run.steps())
                .extracting(StepResult::toString)
                .containsExactlyInAnyOrder(
                        "DONE PRUNE ConfigMap shop/inner",
                        "DONE PRUNE ConfigMap shop/outer",
                        "DONE PRUNE Secret shop/s",
                        "DONE PRUNE ServiceAccount shop/two");
    }

    @Test
    void a_kind_that_ends_in_list_is_an_object_unless_it_has_items() {
        host.create("admin", Samples.definition("acme.example", "WishList", "wishlists", "Namespaced"));
        applied(1, "a.yaml", "apiVersion: acme.example/v1\nkind: WishList\nmetadata: {name: w}\nspec: {items: [a]}\n");

        assertThat(host.live(new ResourceKey("acme.example", "WishList", "shop", "w")))
                .isPresent();
    }

    @Test
    void an_item_that_is_no_object_is_named_with_its_place() {
        Problem problem = refused("a.yaml", "apiVersion: v1\nkind: List\nitems:\n- just text\n");

        assertThat(problem.code()).isEqualTo(Code.INVALID_OBJECT);
        assertThat(problem.where().line()).hasValue(4);
    }

    @Test
    void json_with_tabs_escapes_and_several_documents() {
        applied(2, "a.json", """
                {\t"apiVersion": "v1", "kind": "ConfigMap",
                \t"metadata": {"name": "a"},
                \t"data": {"slash": "a\\/b", "party": "\\uD83C\\uDF89", "tab": "a\\tb", "e": "\\u00e9"}}
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}}
                """);

        assertThat(host.data("a", "slash")).contains("a/b");
        assertThat(host.data("a", "party")).contains("\uD83C\uDF89");
        assertThat(host.data("a", "tab")).contains("a\tb");
        assertThat(host.data("a", "e")).contains("é");
    }

    @Test
    void broken_json_is_named_with_its_place() {
        Problem problem = refused("a.json", "{\n  \"apiVersion\": \"v1\",\n  \"kind\" \"ConfigMap\"\n}\n");

        assertThat(problem.code()).isEqualTo(Code.INVALID_TEXT);
        assertThat(problem.where().line()).hasValue(3);
    }

    @Test
    void text_beyond_the_basic_plane_is_kept_in_every_form() {
        applied(1, "a.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a, annotations: {who: 👩‍🚀 Zoë}} # 🚀
                data:
                  plain: 🎉 done
                  escaped: "\\U0001F389"
                  folded: >-
                    日本
                    語
                  nbsp: "a\\_b"
                """);

        assertThat(host.data("a", "plain")).contains("🎉 done");
        assertThat(host.data("a", "escaped")).contains("🎉");
        assertThat(host.data("a", "folded")).contains("日本 語");
        assertThat(host.data("a", "nbsp")).contains("a\u00a0b");
        assertThat(host.field(configMapKey("a"), "metadata", "annotations", "who"))
                .contains(Node.of("👩‍🚀 Zoë"));
    }

    @Test
    void strings_that_look_like_something_else_stay_strings() {
        String[] odd = {
            "yes", "No", "on", "OFF", "null", "Null", "~", "", "0", "-0", "+1", "1_000", "0b11", "0o7", "017", "0x",
                    "1e3",
            ".5", "5.", ".inf", "-.INF", ".nan", "<<", "=", "!x", "&x", "*x", "%x", "@x", "`x", "- a", "? a", ": a",
                    "a: b",
            "a #b", "#a", "'", "|", ">", "{a", "[a", "a,", " a", "a ", "\ta", "2001-01-01", "12:30", "---", "...",
                    "true"
        };
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n");
        for (int i = 0; i < odd.length; i++) {
            text.append("  k")
                    .append(i)
                    .append(": '")
                    .append(odd[i].replace("'", "''"))
                    .append("'\n");
        }
        applied(1, "a.yaml", text.toString());

        for (int i = 0; i < odd.length; i++) {
            assertThat(host.data("a", "k" + i)).as(odd[i]).contains(odd[i]);
        }
    }
}
