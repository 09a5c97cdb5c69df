package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMapKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.Problem;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.OwnerMark;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testing.Shared;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/** The checks of the shared cases of parsing: what is live after a run is what kubectl reads. */
final class ParsingCases {
    static final Map<String, FieldCasesTest.Check> ALL = new TreeMap<>(Map.of(
            "01-separator-with-comment", ParsingCases::asExpected,
            "04-octal-file-mode", ParsingCases::octal,
            "06-commit-hash-that-looks-like-a-number", ParsingCases::hash,
            "09-alias-to-another-document", ParsingCases::alias,
            "12-unquoted-timestamps", ParsingCases::asExpected,
            "14-base-sixty", ParsingCases::asExpected,
            "17-windows-line-ends", ParsingCases::lineEnds,
            "20-lists-of-every-kind", ParsingCases::lists,
            "22-emoji-and-json-escapes", ParsingCases::asExpected,
            "25-printing-keeps-strings-strings", ParsingCases::strings));

    private ParsingCases() {}

    private static void declareAll(Path folder, Host host) {
        host.git.delete("deploy");
        for (Path file : Shared.files(folder)) {
            String name = file.getFileName().toString();
            if ((name.endsWith(".yaml") || name.endsWith(".json")) && !name.equals("live.yaml")) {
                host.git.write("deploy/" + name, Shared.bytes(file));
            }
        }
        host.git.commit("all");
    }

    static List<Node.Obj> expected(Path folder) {
        List<Node.Obj> objects = new ArrayList<>();
        for (String line : SafetyCases.text(folder.resolve("expected.jsonl")).split("\n")) {
            for (Document document : Parser.strict().parse("expected.json", line.getBytes(StandardCharsets.UTF_8))) {
                Node.Obj object = (Node.Obj) document.root();
                if (object.text("kind").orElse("").equals("List")) {
                    object.array("items").items().forEach(item -> objects.add((Node.Obj) item));
                } else {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    static ResourceKey key(Node.Obj object) {
        String apiVersion = object.text("apiVersion").orElseThrow();
        String kind = object.text("kind").orElseThrow();
        return new ResourceKey(
                GroupKind.groupOf(apiVersion),
                kind,
                object.text("metadata", "namespace").orElse(""),
                object.text("metadata", "name").orElseThrow());
    }

    /** Whether {@code live} says all that {@code declared} says, lists item by item. */
    static void holds(String where, Node live, Node declared) {
        if (declared instanceof Node.Obj object && live instanceof Node.Obj found) {
            for (String key : object.keys()) {
                assertThat(found.has(key)).as("%s.%s is there", where, key).isTrue();
                holds(where + "." + key, found.get(key), object.get(key));
            }
        } else if (declared instanceof Node.Arr array && live instanceof Node.Arr found) {
            assertThat(found.size()).as(where).isEqualTo(array.size());
            for (int i = 0; i < array.size(); i++) {
                holds(where + "[" + i + "]", found.get(i), array.get(i));
            }
        } else {
            assertThat(live).as(where).isEqualTo(declared);
        }
    }

    private static void live(Host host, List<Node.Obj> expected) {
        for (Node.Obj object : expected) {
            Node.Obj live = host.live(key(object)).orElseThrow(() -> new AssertionError(key(object) + " is not there"));
            holds(key(object).toString(), live, object);
            assertThat(live.object("data").keys())
                    .isEqualTo(object.object("data").keys());
        }
    }

    private static void asExpected(Path folder, Host host) {
        declareAll(folder, host);
        Run run = host.reconcile(host.shop());
        assertThat(run.outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        assertThat(run.steps()).hasSize(expected(folder).size());
        live(host, expected(folder));
        assertThat(host.during(() -> host.reconcile(host.shop())).writes()).isZero();
        for (Node.Obj object : expected(folder)) {
            Object read = new Yaml().load(Printer.yaml(List.of(object)));
            assertThat(Host.node(Printer.yaml(List.of(object)))).isEqualTo(object);
            assertThat(read).isInstanceOf(Map.class);
            Map<?, ?> data = (Map<?, ?>) ((Map<?, ?>) read).get("data");
            object.object("data")
                    .keys()
                    .forEach(name -> assertThat(data.get(name))
                            .as("%s as SnakeYAML reads it", name)
                            .isEqualTo(object.text("data", name).orElse(null)));
        }
    }

    private static void octal(Path folder, Host host) {
        asExpected(folder, host);
        try (Host other = Host.create()) {
            Node.Obj live = Host.node(SafetyCases.text(folder.resolve("live.yaml")));
            Node.Obj metadata =
                    Node.object().with("name", live.at("metadata", "name").orElseThrow());
            metadata =
                    metadata.with("namespace", live.at("metadata", "namespace").orElseThrow());
            other.cluster.as("gitops4j").create(live.without("status").with("metadata", metadata));
            declareAll(folder, other);
            PlannedChange line = other.plan(other.shop()).changes().get(0);
            assertThat(line.action()).isEqualTo(Action.ADOPT);
            assertThat(line.changes())
                    .isNotEmpty()
                    .filteredOn(change -> change.kind() != Change.Kind.ADOPT)
                    .allSatisfy(change -> assertThat(change.path().toString()).startsWith("metadata."));
        }
    }

    private static void hash(Path folder, Host host) {
        host.declare("object.yaml", SafetyCases.text(folder.resolve("good.yaml")));
        host.reconcile(host.shop());
        live(host, expected(folder));
        var before = host.everything();
        for (Map.Entry<String, Integer> bad :
                Map.of("bad.yaml", 8, "bad-infinite.yaml", 7).entrySet()) {
            host.declare("object.yaml", SafetyCases.text(folder.resolve(bad.getKey())));
            Run run = host.reconcile(host.shop());
            assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
            assertThat(run.steps()).isEmpty();
            assertThat(run.outcome().problems()).singleElement().satisfies(problem -> {
                assertThat(problem.where().file()).contains("deploy/object.yaml");
                assertThat(problem.where().line()).hasValue(bad.getValue());
                assertThat(problem.text()).contains("metadata.labels.commit").contains("quote");
            });
            assertThat(host.everything()).isEqualTo(before);
        }
    }

    private static void alias(Path folder, Host host) {
        host.declare("two.yaml", SafetyCases.text(folder.resolve("two.yaml")));
        Run bad = host.reconcile(host.shop());
        assertThat(bad.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        Problem problem = bad.outcome().problem().orElseThrow();
        assertThat(problem.code()).isEqualTo(Code.INVALID_TEXT);
        assertThat(problem.where().line()).hasValue(10);
        assertThat(problem.message()).contains("shared");
        assertThat(host.live(configMapKey("one"))).isEmpty();

        host.declare("same.yaml", SafetyCases.text(folder.resolve("same-document.yaml")));
        Plan plan = host.plan(host.shop());
        assertThat(host.apply(plan).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        assertThat(plan.toMarkdown()).doesNotContain("&shared").doesNotContain("*shared");
        live(host, expected(folder));
        assertThat(host.field(configMapKey("three"), "data")).isEqualTo(host.field(configMapKey("four"), "data"));
    }

    private static void lineEnds(Path folder, Host host) {
        asExpected(folder, host);
        assertThat(host.data("scripts", "run.sh").orElseThrow()).doesNotContain("\r");
        host.declare(
                "manifests.yaml",
                SafetyCases.text(folder.resolve("manifests.yaml")).replace("\r\n", "\n"));
        assertThat(host.plan(host.shop()).changes()).isEmpty();
    }

    private static void lists(Path folder, Host host) {
        host.create("admin", Samples.definition("acme.example", "AllowList", "allowlists", "Namespaced"));
        declareAll(folder, host);
        Plan plan = host.plan(host.shop());
        assertThat(host.apply(plan).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        List<String> names = plan.changes().stream()
                .map(PlannedChange::object)
                .map(name -> name.substring(name.lastIndexOf(' ') + 1))
                .toList();
        assertThat(names)
                .containsExactlyInAnyOrder(SafetyCases.text(folder.resolve("expected.txt"))
                        .lines()
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .toArray(String[]::new));
        PlannedChange two = plan.changes().stream()
                .filter(line -> line.object().equals("ConfigMap shop/two"))
                .findFirst()
                .orElseThrow();
        assertThat(two.location().line()).hasValue(6);

        String typed = SafetyCases.text(folder.resolve("a-typed.yaml"));
        String without = typed.replaceFirst(
                "- apiVersion: v1\n  kind: ConfigMap\n  metadata: \\{name: two, namespace: shop}\n", "");
        assertThat(without).isNotEqualTo(typed);
        host.git.write("deploy/a-typed.yaml", without).commit("without two");
        Run run = host.reconcile(host.shop());
        assertThat(run.steps()).extracting(StepResult::toString).containsExactly("DONE PRUNE ConfigMap shop/two");
    }

    private static void strings(Path folder, Host host) {
        host.namespace("01234");
        asExpected(folder, host);
        Node.Obj live =
                host.live(new ResourceKey("", "ConfigMap", "01234", "123")).orElseThrow();
        assertThat(live.object("metadata").object("labels").without(OwnerMark.LABEL))
                .isEqualTo(expected(folder).get(0).object("metadata").object("labels"));
    }
}
