package io.gitops4j.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.Sensitivity;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.PathSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferTest {
    private static final Digester DIGESTER = Digester.keyed(new byte[32]);
    private static final Differ DIFFER = Differ.of(DIGESTER, "gitops4j:shop");

    private static final String WEB = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop, uid: u1, resourceVersion: "7", generation: 1}
        spec: {replicas: %d, strategy: {type: Recreate}, template: {spec: {containers: [{name: web, image: "web:1"}]}}}
        status: {replicas: 1}
        """;

    @Test
    void what_is_live_and_not_declared_is_no_difference() {
        Node.Obj desired = Normal.of(object("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec: {replicas: 1}
            """));

        assertThat(compare(desired, WEB.formatted(1)).verdict()).isEqualTo(Verdict.IN_SYNC);
    }

    @Test
    void a_field_of_an_item_of_a_list_is_named_by_the_keys_of_the_item() {
        Node.Obj desired = Normal.of(object(WEB.formatted(1).replace("web:1", "web:2")));

        assertThat(texts(compare(desired, WEB.formatted(1))))
                .containsExactly("spec.template.spec.containers[name=\"web\"].image: \"web:1\" -> \"web:2\"");
    }

    @Test
    void the_same_items_in_another_order_are_reordered() {
        Node.Obj desired = Normal.of(object("{apiVersion: v1, kind: X, spec: {args: [a, b]}}"));

        assertThat(texts(compare(desired, "{apiVersion: v1, kind: X, spec: {args: [b, a]}}")))
                .containsExactly("spec.args: reordered");
    }

    @Test
    void the_cause_is_git_where_the_declaration_changed_and_drift_where_it_did_not() {
        Node.Obj applied = Normal.of(object(WEB.formatted(1)));
        FieldSet fields = fields(applied);
        Witness witness = DIFFER.witness(applied, PathSet.empty(), live(WEB.formatted(1)), fields);

        Diff changed = DIFFER.compare(
                request(Normal.of(object(WEB.formatted(3))), WEB.formatted(1)).after(fields, Optional.of(witness)));
        Diff drifted = DIFFER.compare(request(applied, WEB.formatted(9)).after(fields, Optional.of(witness)));

        assertThat(changed.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(drifted.verdict()).isEqualTo(Verdict.DRIFTED);
    }

    @Test
    void what_the_cluster_answered_to_our_own_apply_is_in_sync_whatever_it_made_of_it() {
        Node.Obj desired = Normal.of(object("{apiVersion: v1, kind: X, metadata: {name: x}, spec: {cpu: 1000m}}"));
        String answer = "{apiVersion: v1, kind: X, metadata: {name: x, uid: u1}, spec: {cpu: '1'}}";
        Witness witness = DIFFER.witness(desired, PathSet.empty(), live(answer), fields(desired));

        Diff diff = DIFFER.compare(request(desired, answer).after(fields(desired), Optional.of(witness)));

        assertThat(diff.verdict()).isEqualTo(Verdict.IN_SYNC);
    }

    @Test
    void a_field_that_is_no_longer_declared_is_removed() {
        Node.Obj before = Normal.of(object(WEB.formatted(1)));
        Node.Obj desired = Normal.of(object(WEB.formatted(1).replace(", strategy: {type: Recreate}", "")));

        Diff diff = DIFFER.compare(request(desired, WEB.formatted(1)).after(fields(before), Optional.empty()));

        assertThat(texts(diff)).containsExactly("spec.strategy: removed {\"type\":\"Recreate\"}");
    }

    @Test
    void an_object_that_cannot_be_read_is_unknown_with_the_reason() {
        Problem why = Problem.retryable(Code.CLUSTER_UNAVAILABLE, Location.nowhere(), "no answer");

        Diff diff = DIFFER.compare(DiffRequest.of(Node.object(), PathSet.empty(), new Live.Unreadable(why)));

        assertThat(diff.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(diff.reason()).contains(why);
    }

    @Test
    void a_key_that_was_written_as_stringData_goes_when_it_is_no_longer_declared() {
        Live.Present live = live("""
            apiVersion: v1
            kind: Secret
            metadata:
              name: login
              managedFields:
              - {manager: "gitops4j:shop", operation: Apply, apiVersion: v1, fieldsType: FieldsV1,
                 fieldsV1: {"f:stringData": {"f:password": {}, "f:user": {}}}}
            data: {password: eA==, user: eA==}
            """);
        Node.Obj desired = Normal.of(object("""
            {apiVersion: v1, kind: Secret, metadata: {name: login}, stringData: {passphrase: x, user: x}}
            """));

        Diff diff = DIFFER.compare(DiffRequest.of(desired, Sensitivity.of(desired), live)
                .as(schema(desired))
                .inheriting(Predecessors.ofStringData(live.managed(), FieldManager.apply("gitops4j:shop"))));

        assertThat(texts(diff))
                .containsExactly(
                        "data.passphrase: added \"***\"",
                        "data.password: removed \"***\"",
                        "data.user: adopted \"***\"");
    }

    private static List<String> texts(Diff diff) {
        return diff.changes().stream().map(Change::text).toList();
    }

    private static Diff compare(Node.Obj desired, String live) {
        return DIFFER.compare(request(desired, live));
    }

    private static FieldSet fields(Node.Obj desired) {
        return Differ.fields(desired, schema(desired).type());
    }

    private static ObjectSchema schema(Node.Obj desired) {
        return SchemaSource.firstOf(SchemaSource.builtIn(), SchemaSource.deduced())
                .find(
                        desired.text("apiVersion").orElse(""),
                        desired.text("kind").orElse(""))
                .orElseThrow();
    }

    private static Live.Present live(String yaml) {
        return new Live.Present(object(yaml));
    }

    private static DiffRequest request(Node.Obj desired, String live) {
        return DiffRequest.of(desired, PathSet.empty(), live(live)).as(schema(desired));
    }

    private static Node.Obj object(String yaml) {
        return Parser.strict().parseOne("x.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
