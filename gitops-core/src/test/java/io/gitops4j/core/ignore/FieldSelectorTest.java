package io.gitops4j.core.ignore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.Scalar;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fields each spelling names, of one object whose lists are told by keys, by value, and by nothing. */
class FieldSelectorTest {
    static final FieldType TYPE = type();

    private static final Node.Obj POD = yaml("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              annotations: {example.com/hash: a1, checksum: b2}
              finalizers: [example.com/a, example.com/b]
            spec:
              replicas: 3
              containers:
                - {name: app, image: "app:1", ports: [{containerPort: 80}, {containerPort: 80, protocol: UDP}]}
                - {name: istio-proxy, image: "istio:1", env: [{name: A, value: x}]}
              rules:
                - {host: a.example.com, weight: 10}
                - {host: b.example.com, weight: 20}
            """);

    static Node.Obj yaml(String text) {
        return Parser.strict().parseOne("object.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static FieldType type() {
        FieldType port = FieldType.of(MapType.of(
                List.of(
                        StructField.of("containerPort", FieldType.of(Scalar.NUMBER)),
                        StructField.of("protocol", FieldType.of(Scalar.STRING)).withDefault(Node.of("TCP"))),
                FieldType.deduced()));
        FieldType env = FieldType.of(ListType.keyed(FieldType.deduced(), List.of("name")));
        FieldType container = FieldType.of(MapType.of(
                List.of(
                        StructField.of("env", env),
                        StructField.of(
                                "ports", FieldType.of(ListType.keyed(port, List.of("containerPort", "protocol"))))),
                FieldType.deduced()));
        FieldType spec = FieldType.of(MapType.of(
                List.of(
                        StructField.of("containers", FieldType.of(ListType.keyed(container, List.of("name")))),
                        StructField.of(
                                "selector",
                                FieldType.of(MapType.of(FieldType.deduced()).atomic()))),
                FieldType.deduced()));
        FieldType metadata = FieldType.of(MapType.of(
                List.of(StructField.of("finalizers", FieldType.of(ListType.set(FieldType.of(Scalar.STRING))))),
                FieldType.deduced()));
        return FieldType.of(MapType.of(
                List.of(StructField.of("spec", spec), StructField.of("metadata", metadata)), FieldType.deduced()));
    }

    private static List<String> paths(FieldSelector selector) {
        IgnoreRules rules = IgnoreRules.of(List.of(IgnoreRule.of(ObjectSelector.all(), selector)));
        return rules.ignored(IgnoreTarget.declared(POD).typed(TYPE)).declared().paths().stream()
                .map(FieldPath::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "/spec/replicas > spec.replicas",
                "/spec/not/there > spec.not.there",
                "/metadata/annotations/example.com~1hash > metadata.annotations[\"example.com/hash\"]",
                "/spec/containers/0/image > spec.containers[name=\"app\"].image",
                "/spec/containers/7/image > ''",
                "/spec/containers/*/image > spec.containers[name=\"app\"].image spec.containers[name=\"istio-proxy\"].image",
                "/metadata/finalizers/1 > metadata.finalizers[=\"example.com/b\"]",
                "/spec/rules/1/weight > spec.rules[1].weight",
            })
    void a_json_pointer_names(String pointer, String expected) {
        assertThat(String.join(" ", paths(FieldSelector.pointer(pointer)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "$.spec.replicas > spec.replicas",
                "{.spec.replicas} > spec.replicas",
                "spec.replicas > spec.replicas",
                "$['spec'][\"replicas\"] > spec.replicas",
                "$.metadata.annotations['example.com/hash','checksum'] > metadata.annotations.checksum metadata.annotations[\"example.com/hash\"]",
                "{.metadata.annotations.example\\.com/hash} > metadata.annotations[\"example.com/hash\"]",
                "$.spec.containers[?(@.name==\"app\")].image > spec.containers[name=\"app\"].image",
                "$.spec.containers[?@.name == 'app'].image > spec.containers[name=\"app\"].image",
                "$.spec.containers[?(@.env)] > spec.containers[name=\"istio-proxy\"]",
                "$.spec.containers[?(!@.env && @.name!=\"x\")].image > spec.containers[name=\"app\"].image",
                "$.spec.containers[?search(@.name, \"^istio\")].image > spec.containers[name=\"istio-proxy\"].image",
                "$.spec.containers[?match(@.name, \"istio\")].image > ''",
                "$.spec.rules[?(@.weight<15 || @.host==\"c\")].weight > spec.rules[0].weight",
                "$.spec.containers[*].ports[?(@.protocol==\"UDP\")] > spec.containers[name=\"app\"].ports[containerPort=80,protocol=\"UDP\"]",
                "$.spec.containers[0].image > spec.containers[name=\"app\"].image",
                "$.metadata.finalizers[*] > metadata.finalizers[=\"example.com/a\"] metadata.finalizers[=\"example.com/b\"]",
            })
    void a_json_path_names(String path, String expected) {
        assertThat(String.join(" ", paths(FieldSelector.jsonPath(path)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                ".spec.replicas > spec.replicas",
                ".spec?.replicas? > spec.replicas",
                ".metadata.annotations[\"example.com/hash\"] > metadata.annotations[\"example.com/hash\"]",
                ".metadata.annotations.\"example.com/hash\" > metadata.annotations[\"example.com/hash\"]",
                ".metadata.annotations | .[\"checksum\"] > metadata.annotations.checksum",
                ".spec.containers[] | select(.name == \"app\") | .image > spec.containers[name=\"app\"].image",
                ".spec.containers[] | select(.name == \"app\").image > spec.containers[name=\"app\"].image",
                ".spec.containers[]?.env[]?.value > spec.containers[name=\"istio-proxy\"].env[name=\"A\"].value",
                ".spec.containers[] | select(.name|test(\"^ISTIO\"; \"i\")) > spec.containers[name=\"istio-proxy\"]",
                ".spec.containers[] | select(.env[]?.name == \"A\") | .image > spec.containers[name=\"istio-proxy\"].image",
                ".spec.containers[] | select(any(.env[]?; .name == \"A\") | not) | .image > spec.containers[name=\"app\"].image",
                ".spec.containers[] | select(.name | IN(\"x\", \"app\")) | .image > spec.containers[name=\"app\"].image",
                ".spec.containers[] | select((.zone // \"none\") | startswith(\"no\")) | .image, .tag > spec.containers[name=\"app\"].image spec.containers[name=\"app\"].tag spec.containers[name=\"istio-proxy\"].image spec.containers[name=\"istio-proxy\"].tag",
                "(.spec.replicas, .spec.paused) > spec.paused spec.replicas",
                ".spec.rules[] | select(.weight == 20 and .host != \"c\" or false) | .weight > spec.rules[1].weight",
                ".spec.rules[1].weight > spec.rules[1].weight",
                "select(.metadata.annotations.checksum == \"b2\").spec.replicas > spec.replicas",
                "select(.metadata.annotations.checksum == \"c3\").spec.replicas > ``",
                "if .kind == \"Pod\" then .spec.replicas else null end > spec.replicas",
                "if .kind == \"Rollout\" then .spec.paused elif has(\"spec\") then .spec.replicas else empty end > spec.replicas",
                ".metadata.finalizers[] | select(endswith(\"/a\")) > metadata.finalizers[=\"example.com/a\"]",
                ".metadata.annotations[] > metadata.annotations.checksum metadata.annotations[\"example.com/hash\"]",
            })
    void a_jq_expression_names(String expression, String expected) {
        assertThat(String.join(" ", paths(FieldSelector.jq(expression)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "spec.containers[name=\"app\"].image > spec.containers[name=\"app\"].image",
                "spec.containers[name=app].image > spec.containers[name=\"app\"].image",
                "/spec/containers[name=app]/image > spec.containers[name=\"app\"].image",
                "spec.containers[*].ports[containerPort=80,protocol=TCP] > spec.containers[name=\"app\"].ports[containerPort=80,protocol=\"TCP\"]",
                "metadata.annotations[\"example.com/hash\"] > metadata.annotations[\"example.com/hash\"]",
                "/metadata/annotations/example.com~1hash > metadata.annotations[\"example.com/hash\"]",
                "metadata.finalizers[=\"example.com/a\"] > metadata.finalizers[=\"example.com/a\"]",
                "spec.rules[1].weight > spec.rules[1].weight",
                "spec.rules[host=b.example.com].weight > spec.rules[1].weight",
            })
    void a_path_names(String path, String expected) {
        assertThat(String.join(" ", paths(FieldSelector.path(path)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "pointer # spec/replicas # column 1: a JSON Pointer begins with \"/\", such as /spec/replicas; what begins with \"$\" is a jsonPath, with \".\" a jq expression",
                "pointer # /spec/args/- # column 12: \"-\" is the place after the last item and has no field; write * for each item",
                "pointer # /a/b~2 # column 5: \"~\" begins an escape; write ~0 for the character, and ~1 for \"/\"",
                "pointer # /spec/containers[name=app] # column 7: a JSON Pointer has no selectors; give this under \"fields\", where it is supported",
                "jsonPath # $..image # column 2: \"..\" is not supported; write the path out, [*] for each item",
                "jsonPath # $.a[-1] # column 5: items from the end, and ranges, are not supported; select items by a filter, such as [?(@.name==\"app\")]",
                "jsonPath # $.a[0:2] # column 6: a range of items is not supported; select items by a filter, such as [?(@.name==\"app\")]",
                "jsonPath # $.a[?(@.name=~/x/)] # column 13: this operator is not supported; write ==, or search(@.name, \"^web\")",
                "jsonPath # $.a[?(@.b[*]==1)] # column 7: only a path to one value can be compared; write a jq expression with any(...)",
                "jsonPath # $.a[?search(@.b, \"(?=x)\")] # column 18: regular expression, column 1: looking ahead or behind is not supported; write what is to match, or two rules",
                "jq # ..|.image # column 1: \"..\" is not supported; write the path out, .[] for each item",
                "jq # .a | to_entries # column 6: \"to_entries\" is not supported; write .[\"name\"] for a member, .[] for each",
                "jq # del(.a) # column 1: \"del\" is not supported; write the path alone: what it names is left out",
                "jq # .a as $x | .b # column 4: this is not supported; an expression is a path, with |, commas and select(...): it names fields and changes nothing. Put a name with signs in quotes: .[\"a-b\"]",
                "jq # .a |= 1 # column 5: an assignment is not supported; write the path alone",
                "jq # .a[-1] # column 4: only a name in quotes or a position is supported here; select items by a condition: .[] | select(.name == \"app\")",
                "jq # select(.a =~ \"x\") # column 11: this operator is not supported; compare with ==, !=, <, <=, > or >=, or write test(\"^web\")",
                "jq # $x.a # column 1: variables are not supported; write select(...) before the path",
                "jq # .a | select(.b == \"\\(.c)\") # column 20: a text with an expression in it is not supported; write the text out",
                "path # spec.containers[name==app] # column 22: only \"=\" is supported between a key and its value; use a jsonPath for more",
                "path # a..b # column 3: the name of a field was expected",
                "path # $.a # column 1: a path begins with a field; what begins with \"$\" is a jsonPath",
            })
    void what_goes_beyond_says_where_and_what_to_write(String spelling, String text, String expected) {
        Function<String, FieldSelector> read = switch (spelling) {
            case "pointer" -> FieldSelector::pointer;
            case "jsonPath" -> FieldSelector::jsonPath;
            case "jq" -> FieldSelector::jq;
            default -> FieldSelector::path;
        };

        assertThatThrownBy(() -> read.apply(text))
                .isInstanceOf(GitOpsException.class)
                .hasMessageEndingWith(" \"" + text + "\", " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".a[", ".a | ", "select(", "select(.a", "(.a", ".a[\"b", "if .a then .b", ".[1", "select(.a ==)"
            })
    void an_unfinished_expression_is_refused(String expression) {
        assertThatThrownBy(() -> FieldSelector.jq(expression)).isInstanceOf(GitOpsException.class);
    }

    @Test
    void an_expression_that_multiplies_its_paths_is_refused() {
        assertThatThrownBy(() -> FieldSelector.jq("(.a,.b)" + " | (.a,.b)".repeat(20)))
                .isInstanceOf(GitOpsException.class)
                .hasMessageContaining("stands for more than 64 paths");
    }

    @Test
    void a_deep_expression_is_refused() {
        assertThatThrownBy(() -> FieldSelector.jq("(".repeat(400) + ".a"))
                .isInstanceOf(GitOpsException.class)
                .hasMessageContaining("nested more than 50 deep");
    }
}
