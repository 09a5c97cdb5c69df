package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSideApplyTest {
    private static final String T1 = "2024-01-01T00:00:01Z";
    private static final String T2 = "2024-01-01T00:00:02Z";
    private static final FieldManager US = FieldManager.apply("us");

    private final ServerSideApply server = ServerSideApply.of(Types.KIND);

    private Node.Obj applied(Node.Obj live, String spec, String manager, String time) {
        Applied applied = server.apply(live, Types.object(spec), manager, false, time);
        assertThat(applied.conflicts()).isEmpty();
        return applied.object();
    }

    private static String spec(Node.Obj object) {
        return io.gitops4j.core.text.Printer.json(object.object("spec"), io.gitops4j.core.text.Mask.none());
    }

    private static List<String> owned(Node.Obj object, FieldManager manager) {
        return ManagedFields.of(object).ownedBy(manager).printed();
    }

    @Test
    void the_first_apply_creates_the_object_and_owns_its_leaves() {
        Node.Obj live = applied(Node.object(), "{replicas: 2, containers: [{name: a, image: i}]}", "us", T1);

        assertThat(spec(live)).isEqualTo("{\"containers\":[{\"image\":\"i\",\"name\":\"a\"}],\"replicas\":2}");
        assertThat(owned(live, US))
                .containsExactly(
                        ".spec.containers[name=\"a\"]",
                        ".spec.containers[name=\"a\"].image",
                        ".spec.containers[name=\"a\"].name",
                        ".spec.replicas");
        ManagedFields.Entry entry = ManagedFields.of(live).entries().get(0);
        assertThat(entry.time()).isEqualTo(T1);
        assertThat(entry.apiVersion()).isEqualTo("g/v1");
    }

    @Test
    void what_is_no_longer_applied_is_removed() {
        Node.Obj live = applied(Node.object(), "{replicas: 2, data: {a: x, b: w}}", "us", T1);
        assertThat(spec(applied(live, "{replicas: 2, data: {b: w}}", "us", T2)))
                .isEqualTo("{\"data\":{\"b\":\"w\"},\"replicas\":2}");
    }

    @Test
    void what_another_manager_owns_too_stays() {
        Node.Obj live = applied(Node.object(), "{data: {a: x}}", "us", T1);
        Node.Obj shared = applied(live, "{data: {a: x}}", "them", T1);
        assertThat(spec(applied(shared, "{replicas: 1}", "us", T2)))
                .isEqualTo("{\"data\":{\"a\":\"x\"},\"replicas\":1}");
    }

    @Test
    void a_change_of_what_others_own_is_a_conflict_and_changes_nothing() {
        Node.Obj live = applied(Node.object(), "{replicas: 1, data: {a: x}}", "them", T1);

        Applied refused = server.apply(live, Types.object("{replicas: 2, data: {a: v, b: w}}"), "us", false, T2);

        assertThat(refused.object()).isEqualTo(live);
        assertThat(refused.changed()).isFalse();
        assertThat(refused.conflicts())
                .containsExactly(
                        new Conflict(FieldManager.apply("them"), "g/v1", FieldPath.of("spec", "replicas")),
                        new Conflict(FieldManager.apply("them"), "g/v1", FieldPath.of("spec", "data", "a")));
        assertThat(Conflict.text(refused.conflicts()))
                .isEqualTo("conflicts with \"them\":\n- .spec.replicas\n- .spec.data.a");
    }

    @Test
    void an_empty_keyed_list_that_nobody_owns_goes_with_the_fields_beside_it() {
        Node.Obj live = applied(Node.object(), "{replicas: 2, containers: []}", "us", T1);
        // upstream, too, takes the whole spec, though it is applied still
        assertThat(applied(live, "{}", "us", T2).has("spec")).isFalse();
    }

    @Test
    void a_container_that_an_apply_empties_is_null_until_the_next_one() {
        Node.Obj live = applied(Node.object(), "{words: [a, b]}", "us", T1);
        Node.Obj emptied = applied(live, "{}", "us", T2);
        assertThat(emptied.get("spec")).isEqualTo(Node.nil());
        assertThat(applied(emptied, "{}", "us", T2).get("spec")).isEqualTo(Node.object());
    }

    @Test
    void force_takes_the_field_from_its_owner() {
        Node.Obj live = applied(Node.object(), "{replicas: 1, data: {a: x}}", "them", T1);

        Node.Obj forced = server.apply(live, Types.object("{replicas: 2}"), "us", true, T2)
                .object();

        assertThat(owned(forced, US)).containsExactly(".spec.replicas");
        assertThat(owned(forced, FieldManager.apply("them"))).containsExactly(".spec.data.a");
    }

    @Test
    void the_same_apply_again_changes_nothing_not_even_the_time() {
        Node.Obj live = applied(Node.object(), "{replicas: 2, words: [a, b], data: {}}", "us", T1);
        Applied again = server.apply(live, Types.object("{replicas: 2, words: [a, b], data: {}}"), "us", false, T2);
        assertThat(again.changed()).isFalse();
        assertThat(again.object()).isEqualTo(live);
    }

    @Test
    void an_object_that_nobody_owned_gets_an_owner_before_the_first_apply() {
        Node.Obj untracked = Types.object("{replicas: 1, data: {a: x}}");

        Applied refused = server.apply(untracked, Types.object("{replicas: 2}"), "us", false, T1);
        Node.Obj forced = server.apply(untracked, Types.object("{replicas: 2}"), "us", true, T1)
                .object();

        assertThat(refused.conflicts().get(0).manager()).isEqualTo(FieldManager.update("before-first-apply"));
        assertThat(owned(forced, FieldManager.update("before-first-apply")))
                .containsExactly(".spec", ".spec.data", ".spec.data.a");
    }

    @Test
    void an_updater_owns_what_it_changed() {
        Node.Obj live = applied(Node.object(), "{replicas: 1, data: {a: x}}", "us", T1);
        Node.Obj scaled = (Node.Obj) live.with(io.gitops4j.core.tree.Path.of("spec", "replicas"), Node.of(5));

        Applied updated = server.update(live, scaled, FieldManager.update("scaler"), T2);

        assertThat(owned(updated.object(), FieldManager.update("scaler"))).containsExactly(".spec.replicas");
        assertThat(owned(updated.object(), US)).containsExactly(".spec.data.a");
        assertThat(server.apply(updated.object(), Types.object("{replicas: 1, data: {a: x}}"), "us", false, T2)
                        .conflicts())
                .extracting(Conflict::manager)
                .containsExactly(FieldManager.update("scaler"));
    }

    @Test
    void an_empty_list_of_managed_fields_drops_them() {
        Node.Obj live = applied(Node.object(), "{replicas: 1}", "us", T1);
        Node.Obj created = live.with("metadata", live.object("metadata").with("uid", Node.of("u")));
        Node.Obj reset = created.with("metadata", created.object("metadata").with("managedFields", Node.array()));
        assertThat(server.update(created, reset, FieldManager.update("admin"), T2)
                        .managed()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void the_oldest_of_more_than_ten_updaters_become_one() {
        Node.Obj live = applied(Node.object(), "{replicas: 0}", "us", T1);
        for (int i = 0; i < 12; i++) {
            Node.Obj changed =
                    (Node.Obj) live.with(io.gitops4j.core.tree.Path.of("spec", "data", "k" + i), Node.of("v"));
            String time = "2024-01-01T00:01:" + (10 + i) + "Z";
            live = server.update(live, changed, FieldManager.update("u" + i), time)
                    .object();
        }
        ManagedFields managed = ManagedFields.of(live);
        assertThat(managed.entries()).hasSize(11);
        assertThat(managed.ownedBy(FieldManager.update("ancient-changes")).names(FieldPath.of("spec", "data", "k0")))
                .isTrue();
    }

    @Test
    void kubectl_has_no_conflict_with_its_own_client_side_applies() {
        String last = "{\"apiVersion\":\"g/v1\",\"kind\":\"Thing\",\"spec\":{\"replicas\":1}}";
        Node.Obj declared = Types.object("{replicas: 1}");
        Node.Obj annotations = Node.objectBuilder()
                .put("kubectl.kubernetes.io/last-applied-configuration", last)
                .build();
        Node.Obj annotated =
                declared.with("metadata", declared.object("metadata").with("annotations", annotations));
        Node.Obj live = server.update(Node.object(), annotated, FieldManager.update("kubectl-client-side-apply"), T1)
                .object();

        Applied others = server.apply(live, Types.object("{replicas: 2}"), "us", false, T2);
        Applied kubectl = server.apply(live, Types.object("{replicas: 2}"), "kubectl", false, T2);

        assertThat(others.conflicts()).hasSize(1);
        assertThat(kubectl.conflicts()).isEmpty();
        assertThat(kubectl.object().text("metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"))
                .contains("{\"apiVersion\":\"g/v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"web\"},"
                        + "\"spec\":{\"replicas\":2}}\n");
    }

    @Test
    void managers_of_a_version_that_is_no_more_lose_their_fields() {
        Node.Obj live = applied(Node.object(), "{replicas: 1, data: {a: x}}", "them", T1);
        ManagedFields.Entry entry = ManagedFields.of(live).entries().get(0);
        ManagedFields old =
                ManagedFields.of(List.of(new ManagedFields.Entry(entry.manager(), "g/v0", T1, entry.fields())));
        ServerSideApply without = server.converting((value, version) -> Optional.empty());

        Applied applied = without.apply(old.on(live), Types.object("{replicas: 2}"), "us", false, T2);

        assertThat(applied.conflicts()).isEmpty();
        assertThat(applied.managed().entries())
                .extracting(ManagedFields.Entry::manager)
                .containsExactly(US);
    }

    @Test
    void an_endpoint_owns_nothing_that_it_resets() {
        ServerSideApply main = server.resetting("g/v1", FieldFilter.excluding(FieldSet.of(FieldPath.of("status"))));
        Node.Obj desired = Types.object("{replicas: 1}").with("status", Types.yaml("{ready: true}"));
        Applied applied = main.apply(Node.object(), desired, "us", false, T1);
        assertThat(applied.managed().ownedBy(US).printed()).containsExactly(".spec.replicas");
    }

    @Test
    void refuses_another_kind_and_managed_fields_and_items_that_are_alike() {
        Node.Obj live = applied(Node.object(), "{replicas: 1}", "us", T1);
        Node.Obj other = live.with("kind", Node.of("Other"));
        assertCode(Code.REJECTED, () -> server.apply(live, ManagedFields.empty().on(other), "us", false, T2));
        assertCode(Code.REJECTED, () -> server.apply(live, live, "us", false, T2));
        assertThatThrownBy(() -> server.apply(live, Types.object("{words: [a, a]}"), "us", false, T2))
                .isInstanceOf(GitOpsException.class)
                .hasMessage("spec.words[1]: the item [=\"a\"] is there twice");
    }

    private static void assertCode(Code code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        GitOpsException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void a_field_that_the_type_does_not_know_is_applied_as_what_it_looks_like() {
        Node.Obj live = applied(Node.object(), "{unknown: {a: 1, list: [1, 2]}}", "us", T1);
        assertThat(owned(live, US)).containsExactly(".spec.unknown", ".spec.unknown.a", ".spec.unknown.list");
    }
}
