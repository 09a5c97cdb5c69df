package io.gitops4j.core.ignore;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.pattern.TextPattern;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The laws of ignore rules, over objects with lists of each kind, of wrong kinds too. */
class IgnoreRuleProperties {

    /** One more rule takes out more, never less. */
    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void rules_add_up(
            @ForAll("rules") List<IgnoreRule> rules,
            @ForAll("rule") IgnoreRule more,
            @ForAll("targets") IgnoreTarget target) {
        List<IgnoreRule> all = new ArrayList<>(rules);
        all.add(rules.size() / 2, more);

        Ignored before = IgnoreRules.of(rules).ignored(target);
        Ignored after = IgnoreRules.of(all).ignored(target);

        if (after.treatment() != Treatment.EXCLUDED) {
            assertThat(before.treatment()).isNotEqualTo(Treatment.EXCLUDED);
            for (FieldPath path : before.declared().paths()) {
                assertThat(after.declared().covers(path)).isTrue();
            }
            for (FieldPath path : before.live().paths()) {
                assertThat(after.live().covers(path)).isTrue();
            }
        }
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void no_object_is_too_odd(@ForAll("rules") List<IgnoreRule> rules, @ForAll("targets") IgnoreTarget target) {
        Ignored ignored = IgnoreRules.of(rules).ignored(target);

        assertThat(ignored.problems()).isEmpty();
        assertThat(ignored.toApply(target)).isNotNull();
        assertThat(ignored.withoutIgnored(target)).isNotNull();
        assertThat(ignored.liveWithoutIgnored(target).toString()).isNotEmpty();
        assertThat(ignored.declared().toFieldSet().isEmpty())
                .isEqualTo(ignored.declared().isEmpty());
    }

    /**
     * Of a rule that asks for no value and no place: these are gone once a field is omitted. Of two, one may omit a part of
     * what the other pinned to a live value of another kind.
     */
    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void a_rule_changes_nothing_of_its_own_result(
            @ForAll("unconditional") IgnoreRule rule, @ForAll("targets") IgnoreTarget target) {
        IgnoreRules rules = IgnoreRules.of(List.of(rule));
        Node.Obj applied = rules.ignored(target).toApply(target);
        IgnoreTarget again = again(target, applied);

        assertThat(rules.ignored(again).toApply(again))
                .as(() -> rule + " for " + text(target) + " gave " + json(again.declared()))
                .isEqualTo(applied);
    }

    /** Outside of what is ignored an apply is of what is declared, in its order. */
    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void what_is_not_ignored_is_applied_as_declared(
            @ForAll("unconditional") IgnoreRule rule, @ForAll("targets") IgnoreTarget target) {
        IgnoreRules rules = IgnoreRules.of(List.of(rule));
        Ignored ignored = rules.ignored(target);
        Node.Obj applied = ignored.toApply(target);
        IgnoreTarget again = again(target, applied);

        assertThat(rules.ignored(again).withoutIgnored(again))
                .as(() -> rule + " for " + text(target) + " gave " + json(again.declared()))
                .isEqualTo(ignored.withoutIgnored(target));
    }

    private static String text(IgnoreTarget target) {
        boolean typed = target.type() == FieldSelectorTest.TYPE;
        return json(target.declared()) + ", live " + json(target.live()) + (typed ? ", typed" : "");
    }

    private static String json(Optional<Node.Obj> body) {
        return Printer.json(body.orElseThrow(), Mask.none());
    }

    private static IgnoreTarget again(IgnoreTarget target, Node.Obj applied) {
        return IgnoreTarget.declared(applied)
                .andLive(new Live.Present(target.live().orElseThrow(), target.managed()))
                .typed(target.type());
    }

    @Provide
    Arbitrary<IgnoreRule> unconditional() {
        return Combinators.combine(
                        Arbitraries.of(
                                "spec",
                                "spec.a",
                                "spec.containers[*].a",
                                "spec.rules[*].a",
                                "spec.rules[*]",
                                "spec.selector.b",
                                "spec.selector[*]",
                                "metadata",
                                "metadata.finalizers[*]",
                                "spec.containers[name=x]"),
                        Arbitraries.of(IgnoreRule.Mode.values()))
                .as((path, mode) -> IgnoreRule.of(ObjectSelector.all(), FieldSelector.path(path))
                        .onApply(mode));
    }

    /** What is noise is read, or refused with a column in the text. */
    @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
    void any_text_is_a_selector_or_a_problem(@ForAll("noise") String text, @ForAll("targets") IgnoreTarget target) {
        for (Function<String, FieldSelector> spelling : List.<Function<String, FieldSelector>>of(
                FieldSelector::pointer, FieldSelector::jsonPath, FieldSelector::jq, FieldSelector::path)) {
            try {
                IgnoreRule rule = IgnoreRule.of(ObjectSelector.all(), spelling.apply(text));
                assertThat(IgnoreRules.of(List.of(rule)).ignored(target)).isNotNull();
            } catch (GitOpsException e) {
                assertThat(e.code()).isEqualTo(Code.INVALID_CONFIGURATION);
                assertThat(e.getMessage()).contains(", column ");
            }
        }
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.of(
                        "$",
                        ".",
                        "..",
                        "a",
                        "spec",
                        "[",
                        "]",
                        "[]",
                        "(",
                        ")",
                        "?",
                        "@",
                        "\"",
                        "'",
                        "\"x\"",
                        "'x'",
                        "*",
                        "0",
                        "-1",
                        "/",
                        "|",
                        ",",
                        "//",
                        "select",
                        "(.a)",
                        "==",
                        "!=",
                        "&&",
                        "||",
                        "and",
                        " or ",
                        " not",
                        "test",
                        "(\"^x\")",
                        "if ",
                        " then ",
                        " else ",
                        " end",
                        "any",
                        "~",
                        "~1",
                        "=",
                        "{",
                        "}",
                        ":",
                        ";",
                        " ",
                        "\\",
                        "\\.",
                        "$x",
                        "\u00e4")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<IgnoreRule>> rules() {
        return rule().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<IgnoreRule> rule() {
        return Combinators.combine(
                        selectors().list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(IgnoreRule.Mode.values()),
                        Arbitraries.of("all", "Deployment", "Service"))
                .as((fields, mode, kind) -> IgnoreRule.of(
                                kind.equals("all")
                                        ? ObjectSelector.all()
                                        : ObjectSelector.builder().kind(kind).build(),
                                fields)
                        .onApply(mode));
    }

    private static Arbitrary<FieldSelector> selectors() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                                "/spec",
                                "/spec/a",
                                "/spec/containers/0/a",
                                "/spec/rules/*/a",
                                "/metadata",
                                "/spec/selector/b")
                        .map(FieldSelector::pointer),
                Arbitraries.of(
                                "$.spec.containers[?(@.name=='x')].a",
                                "$.spec.rules[?(@.name=='x')]",
                                "$.spec.*",
                                "$.spec.containers[*].ports[?(@.protocol!='UDP')]")
                        .map(FieldSelector::jsonPath),
                Arbitraries.of(
                                ".spec.containers[] | select(.a == 1)",
                                ".spec.rules[].b",
                                ".spec[] | select(type == \"number\")",
                                ".metadata.finalizers[] | select(startswith(\"x\"))",
                                ".spec.rules[] | select(.name | test(\"^x\")) | .a, .c")
                        .map(FieldSelector::jq),
                Arbitraries.of(
                                "spec.containers[name=x].b",
                                "metadata.finalizers[=x]",
                                "spec.selector[*]",
                                "spec.rules[1]")
                        .map(FieldSelector::path),
                Arbitraries.of("x", "other")
                        .map(manager -> FieldSelector.managedBy(ManagedBy.of(TextPattern.exactly(manager)))));
    }

    @Provide
    Arbitrary<IgnoreTarget> targets() {
        return Combinators.combine(bodies(), bodies(), Arbitraries.of(FieldSelectorTest.TYPE, FieldType.deduced()))
                .as((declared, live, type) ->
                        IgnoreTarget.declared(declared).andLive(live).typed(type));
    }

    private static Arbitrary<Node.Obj> bodies() {
        return Combinators.combine(values(3), values(2), Arbitraries.of("Deployment", "Pod"), managed())
                .as((spec, metadata, kind, managed) -> {
                    Node.Obj meta = metadata instanceof Node.Obj obj ? obj : Node.object();
                    meta = meta.with("managedFields", managed);
                    return Node.object()
                            .with("kind", Node.of(kind))
                            .with("spec", spec)
                            .with("metadata", kind.equals("Pod") ? metadata : meta);
                });
    }

    private static Arbitrary<Node> managed() {
        return Combinators.combine(
                        Arbitraries.of("f:a", "f:selector", "k:{\"name\":\"x\"}", "v:\"x\"", "i:0", "k:nonsense", "."),
                        Arbitraries.of("f:spec", "f:metadata", "x:"))
                .as((below, above) -> Node.array(Node.object()
                        .with("manager", Node.of("x"))
                        .with(
                                "fieldsV1",
                                Node.object().with(above, Node.object().with(below, Node.object())))));
    }

    private static Arbitrary<Node> values(int depth) {
        Arbitrary<Node> scalars =
                Arbitraries.of(Node.of("x"), Node.of("xy"), Node.of(1), Node.of(2), Node.of(true), Node.nil());
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<Node> inner = values(depth - 1);
        Arbitrary<String> keys = Arbitraries.of(
                "a",
                "b",
                "c",
                "name",
                "containers",
                "rules",
                "selector",
                "ports",
                "protocol",
                "containerPort",
                "finalizers");
        Arbitrary<Node> objects = Combinators.combine(keys, inner)
                .as(Field::new)
                .list()
                .ofMaxSize(4)
                .map(fields -> {
                    ObjBuilder out = Node.objectBuilder();
                    fields.forEach(field -> out.put(field.name(), field.value()));
                    return out.build();
                });
        return Arbitraries.frequencyOf(
                Tuple.of(1, scalars),
                Tuple.of(4, objects),
                Tuple.of(2, inner.list().ofMaxSize(3).map(Node::array)));
    }

    private record Field(String name, Node value) {}
}
