package io.gitops4j.render.kustomize.internal.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.field.FieldChange.Made;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldWalkTest {
    private static final Gvk ANY = new Gvk("", "", "");
    private static final Node NEW = Node.of("NEW");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // path     | made at all | before                      | after
                "a/b        | false | {a: {b: x}}                       | {a: {b: NEW}}",
                "/a/b       | false | {a: {b: x}}                       | {a: {b: NEW}}",
                "a/b        | false | {a: {c: x}}                       | {a: {c: x}}",
                "a/b        | true  | {a: {c: x}}                       | {a: {b: NEW, c: x}}",
                "a/b        | true  | {}                                | {a: {b: NEW}}",
                "a/b        | true  | {a: null}                         | {a: {b: NEW}}",
                "a/b        | false | {a: null}                         | {a: null}",
                "a/b        | false | {a: {b: null}}                    | {a: {b: NEW}}",
                // lists on the way, with and without a word for them
                "a/b        | false | {a: [{b: x}, {c: y}, null]}       | {a: [{b: NEW}, {c: y}, null]}",
                "a/b        | true  | {a: [{b: x}, {c: y}, null]}       | {a: [{b: NEW}, {b: NEW, c: y}, null]}",
                "a[]/b      | true  | {a: [{b: x}, {c: y}]}             | {a: [{b: NEW}, {b: NEW, c: y}]}",
                "a[]/b      | true  | {c: y}                            | {c: y}",
                "a[]/b      | true  | {a: null}                         | {a: []}",
                "a[]/b      | false | {a: null}                         | {a: []}",
                "a[]/b      | true  | {a: {b: x}}                       | {a: {b: NEW}}",
                "a[]/b/c    | true  | {a: [{}]}                         | {a: [{b: {c: NEW}}]}",
                "a          | false | {a: [x, y]}                       | {a: NEW}",
                // slashes in keys
                "a/b\\/c/d  | true  | {a: {b/c: {}}}                    | {a: {b/c: {d: NEW}}}",
                "a\\/b      | true  | {}                                | {a/b: NEW}",
            })
    void changes_what_a_path_leads_to(String path, boolean create, String before, String after) {
        assertThat(walked(path, create, before)).isEqualTo(json(after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b  | {a: x}     | expected sequence or mapping node",
                "a/b  | {a: [x]}   | expected sequence or mapping node",
                "a//b | {a: {b: x}} | cannot set or create an empty field name",
                "a/0  | {a: {b: x}} | wrong node kind: expected SequenceNode but got MappingNode",
                "a/-  | {a: {b: x}} | wrong node kind: expected SequenceNode but got MappingNode",
            })
    void tells_where_a_path_leads_nowhere(String path, String before, String why) {
        assertThatThrownBy(() -> walked(path, true, before))
                .hasMessage("considering field '" + path + "' of object Sample.v1.[noGrp]/any.[noNs]: " + why);
    }

    @Test
    void shares_what_it_does_not_change() {
        Node.Obj body = body("{a: {b: x}, c: {d: y}}");
        Node.Obj changed = change(body, new FieldSpec(ANY, "a/b", false));
        assertThat(changed.get("c")).isSameAs(body.get("c"));
        assertThat(change(body, new FieldSpec(ANY, "c/e", false))).isSameAs(body);
    }

    @Test
    void changes_objects_of_the_kinds_that_are_meant() {
        Node.Obj body = body("{a: x}");
        assertThat(change(body, new FieldSpec(new Gvk("", "v1", "Sample"), "a", false)))
                .isNotSameAs(body);
        assertThat(change(body, new FieldSpec(new Gvk("apps", "", ""), "a", false)))
                .isSameAs(body);
        assertThat(change(body, new FieldSpec(new Gvk("", "v2", ""), "a", false)))
                .isSameAs(body);
    }

    private static Node.Obj change(Node.Obj body, FieldSpec spec) {
        return FieldWalk.change(body, spec, Made.SCALAR, (value, path) -> NEW);
    }

    private static String walked(String path, boolean create, String before) {
        Node.Obj changed = change(body(before), new FieldSpec(ANY, path, create));
        return Printer.json(changed.without("kind").without("apiVersion").without("metadata"), Mask.none());
    }

    private static Node.Obj body(String yaml) {
        return parsed(yaml)
                .with("apiVersion", Node.of("v1"))
                .with("kind", Node.of("Sample"))
                .with("metadata", Node.object().with("name", Node.of("any")));
    }

    private static Node.Obj parsed(String yaml) {
        return Parser.strict().parseOne("sample.yaml", (" " + yaml).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String yaml) {
        return Printer.json(parsed(yaml), Mask.none());
    }
}
