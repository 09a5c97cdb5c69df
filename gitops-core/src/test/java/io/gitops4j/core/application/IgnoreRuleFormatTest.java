package io.gitops4j.core.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.ignore.FieldSelector;
import io.gitops4j.core.ignore.IgnoreRule;
import io.gitops4j.core.ignore.ManagedBy;
import io.gitops4j.core.ignore.ObjectSelector;
import io.gitops4j.core.pattern.TextPattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IgnoreRuleFormatTest {
    private static final String SHOP = """
        format: gitops4j/application@1
        name: shop
        source:
          address: /srv/shop.git
        cluster: prod-eu
        """;

    private static Application read(String yaml) {
        return ApplicationFormat.read("shop.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuses(String rule, String... messages) {
        assertThatThrownBy(() -> read(SHOP + "ignore:\n  - " + rule + "\n"))
                .isInstanceOfSatisfying(
                        GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_CONFIGURATION))
                .hasMessage(String.join("\n", messages));
    }

    @Test
    void an_entry_is_written_as_a_user_of_argo_cd_knows_it() {
        String ignore = """
            ignore:
              - group: apps
                kind: Deployment
                name: "web-*"
                namespace: shop
                labels: "app in (web, api)"
                extent: fields
                jsonPointers:
                  - /spec/replicas
                jsonPaths:
                  - "$.spec.template.spec.containers[?(@.name==\\"app\\")].image"
                jqPathExpressions:
                  - ".webhooks[]?.clientConfig.caBundle"
                fields:
                  - "data[\\"tls.crt\\"]"
                managedFieldsManagers:
                  - manager: kube-controller-manager
                    operation: Update
                    subresource: scale
                onApply: pinLive
              - annotations: "ignore=enabled"
                extent: object
              - group: ""
                kind: Secret
                extent: updates
            """;

        Application shop = read(SHOP + ignore);

        assertThat(ApplicationFormat.write(shop)).endsWith(ignore);
        assertThat(shop.ignored()).hasSize(3);
        assertThat(shop.ignored().get(0).mode()).isEqualTo(IgnoreRule.Mode.PIN_LIVE);
        assertThat(shop.toBuilder().build()).isEqualTo(shop);
    }

    @Test
    void a_manager_may_be_named_alone_and_defaults_be_left_out() {
        assertThat(read(SHOP + "ignore: [{managedFieldsManagers: [hpa], jsonPointers: [\"\"]}]")
                        .ignored())
                .containsExactly(IgnoreRule.of(
                        ObjectSelector.all(),
                        FieldSelector.pointer(""),
                        FieldSelector.managedBy(ManagedBy.of(TextPattern.exactly("hpa")))));
    }

    @Test
    void an_application_without_rules_is_written_as_before() {
        assertThat(ApplicationFormat.write(read(SHOP))).doesNotContain("ignore");
        assertThat(read(SHOP + "ignore: []")).isEqualTo(read(SHOP));
    }

    @Test
    void each_problem_is_shown_at_its_place_with_the_column_of_the_expression() {
        refuses(
                "{kind: \"We[b]\", jqPathExpressions: [.spec.a, \"..|.b\"], jsonPointers: [spec], onapply: omit}",
                "shop.yaml:7:12, ignore[0].kind: pattern \"We[b]\", column 3: this is not supported in a glob; write a regular "
                        + "expression between slashes, such as /web-[0-9]+/",
                "shop.yaml:7:50, ignore[0].jqPathExpressions[1]: jq expression \"..|.b\", column 1: \"..\" is not supported; "
                        + "write the path out, .[] for each item",
                "shop.yaml:7:75, ignore[0].jsonPointers[0]: JSON Pointer \"spec\", column 1: a JSON Pointer begins with \"/\", "
                        + "such as /spec/replicas; what begins with \"$\" is a jsonPath, with \".\" a jq expression",
                "shop.yaml:7:82, ignore[0].onapply: the field is unknown; did you mean \"onApply\"?");
        refuses(
                "{managedFieldsManagers: [{manager: hpa, operation: Patch}], labels: \"a=\", annotations: \"a in b\"}",
                "shop.yaml:7:56, ignore[0].managedFieldsManagers[0].operation: \"Patch\" is no operation; write Apply or Update",
                "shop.yaml:7:92, ignore[0].annotations: annotation selector \"a in b\", column 6: \"(\" is missing before the "
                        + "values");
    }

    @Test
    void a_rule_says_what_it_is_about_and_only_that() {
        refuses(
                "{kind: Deployment}",
                "shop.yaml:7:5, ignore[0].extent: the rule names no field; write one under jsonPointers, jsonPaths, "
                        + "jqPathExpressions, fields or managedFieldsManagers, or \"extent: object\" for the whole object");
        refuses(
                "{extent: updates, jsonPointers: [/spec], onApply: omit}",
                "shop.yaml:7:14, ignore[0].extent: \"updates\" is about whole objects, but the rule names fields; leave out one "
                        + "of them",
                "shop.yaml:7:55, ignore[0].onApply: it is about fields, but the rule is about whole objects; leave it out");
    }

    @Property(tries = 500)
    void what_is_written_is_read_back(@ForAll("rules") List<IgnoreRule> rules) {
        Application.Builder builder = read(SHOP).toBuilder();
        rules.forEach(builder::ignore);
        Application shop = builder.build();

        assertThat(read(ApplicationFormat.write(shop)).ignored()).isEqualTo(rules);
    }

    @Provide
    Arbitrary<List<IgnoreRule>> rules() {
        Arbitrary<TextPattern> patterns = Arbitraries.oneOf(
                Arbitraries.strings().withChars("ab*?\\/[{ \"").ofMaxLength(6).map(TextPattern::exactly),
                Arbitraries.of("", "web", "web-*", "/a|b/", "true", "\\*").map(TextPattern::parse));
        Arbitrary<ObjectSelector> objects = Combinators.combine(
                        patterns,
                        patterns.optional(),
                        Arbitraries.of("a=b", "!a", "a in (b, c)", "").optional())
                .as((kind, name, labels) -> {
                    ObjectSelector.Builder builder = ObjectSelector.builder().kind(kind);
                    name.ifPresent(builder::name);
                    labels.ifPresent(builder::labels);
                    return builder.build();
                });
        Arbitrary<FieldSelector> fields = Arbitraries.oneOf(
                Arbitraries.of("", "/spec", "/a~1b", "/\u00e4 \"").map(FieldSelector::pointer),
                Arbitraries.of("$.a['b.c']", "{.a}", "$").map(FieldSelector::jsonPath),
                Arbitraries.of(".a[]?", ".a | select(.b == \"c\")").map(FieldSelector::jq),
                Arbitraries.of("a[b=c].d", "").map(FieldSelector::path),
                patterns.map(manager -> FieldSelector.managedBy(
                        ManagedBy.of(manager.toString().isEmpty() ? TextPattern.exactly("m") : manager)
                                .operation("Apply")
                                .subresource(""))));
        return Combinators.combine(
                        objects,
                        fields.list().ofMaxSize(5),
                        Arbitraries.of(IgnoreRule.Mode.values()),
                        Arbitraries.of(true, false))
                .as((selector, selectors, mode, updates) -> !selectors.isEmpty()
                        ? IgnoreRule.of(selector, selectors).onApply(mode)
                        : updates ? IgnoreRule.updates(selector) : IgnoreRule.object(selector))
                .list()
                .ofMaxSize(3);
    }
}
