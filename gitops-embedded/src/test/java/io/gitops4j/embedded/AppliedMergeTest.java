package io.gitops4j.embedded;

import static io.gitops4j.embedded.Fixtures.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.WriteResult.FieldOwner;
import io.gitops4j.core.tree.Node;
import org.junit.jupiter.api.Test;

/** Lists of applies, as structured-merge-diff's {@code merge/*_test.go} has them. */
class AppliedMergeTest {
    private Node.Obj live = Node.object();

    private AppliedMerge merge(String manager, String declared, boolean force) {
        return AppliedMerge.of(
                live,
                new AppliedMerge.Request(yaml(declared), "example.com/v1", manager, force, "2026-01-01T00:00:00Z"));
    }

    private void apply(String manager, String declared) {
        AppliedMerge merge = merge(manager, declared, false);
        assertThat(merge.conflicts()).isEmpty();
        take(merge);
    }

    private void force(String manager, String declared) {
        take(merge(manager, declared, true));
    }

    private void take(AppliedMerge merge) {
        live = Metadata.with(merge.body(), "managedFields", merge.ownership().node());
    }

    private void assertLive(String expected) {
        assertThat(live.without("metadata")).isEqualTo(yaml(expected));
    }

    private String owned(String manager) {
        return Ownership.of(live).of(Ownership.Writer.apply(manager)).toString();
    }

    @Test
    void removes_a_container_with_its_last_field() {
        apply("a", "{spec: {limits: {cpu: '1', memory: 1Gi}, size: 1}}");
        apply("a", "{spec: {size: 1}}");
        assertLive("{spec: {size: 1}}");
    }

    @Test
    void keeps_an_empty_container_that_somebody_owns() {
        apply("a", "{spec: {limits: {}}}");
        apply("b", "{spec: {limits: {cpu: '1'}}}");
        apply("b", "{spec: {}}");
        assertLive("{spec: {limits: {}}}");
        assertThat(owned("a")).isEqualTo("[.spec.limits]");
    }

    @Test
    void keeps_an_empty_container_that_the_manager_still_declares() {
        apply("a", "{spec: {limits: {cpu: '1'}}}");
        apply("a", "{spec: {limits: {}}}");
        assertLive("{spec: {limits: {}}}");
    }

    @Test
    void does_not_conflict_over_what_others_put_into_an_owned_empty_container() {
        apply("a", "{spec: {limits: {}}}");
        apply("b", "{spec: {limits: {cpu: '1'}}}");
        apply("a", "{spec: {limits: {}}}");
        assertLive("{spec: {limits: {cpu: '1'}}}");
    }

    @Test
    void conflicts_over_all_below_a_field_that_becomes_a_scalar() {
        apply("a", "{spec: {limits: {cpu: '1', memory: 1Gi}}}");
        assertThat(merge("b", "{spec: {limits: none}}", false).conflicts())
                .containsExactly(new FieldOwner(".spec.limits", "a"));

        force("b", "{spec: {limits: none}}");

        assertLive("{spec: {limits: none}}");
        assertThat(owned("a")).isEqualTo("[]");
    }

    @Test
    void conflicts_below_a_list_that_becomes_an_object() {
        apply("a", "{spec: {limits: [cpu]}}");
        assertThat(merge("b", "{spec: {limits: {cpu: '1'}}}", false).conflicts())
                .containsExactly(new FieldOwner(".spec.limits.cpu", "a"));

        force("b", "{spec: {limits: {cpu: '1'}}}");

        assertLive("{spec: {limits: {cpu: '1'}}}");
        assertThat(owned("a")).isEqualTo("[]");
    }

    @Test
    void replaces_its_own_object_by_a_list() {
        apply("a", "{spec: {limits: {cpu: '1'}}}");
        apply("a", "{spec: {limits: [cpu]}}");
        assertLive("{spec: {limits: [cpu]}}");
        apply("a", "{spec: {limits: {cpu: '2'}}}");
        assertLive("{spec: {limits: {cpu: '2'}}}");
    }

    @Test
    void removes_a_field_that_is_declared_null_and_owns_it() {
        apply("a", "{spec: {size: 1, color: red}}");
        apply("a", "{spec: {size: 1, color: null}}");
        assertLive("{spec: {size: 1}}");
        assertThat(owned("a")).isEqualTo("[.spec.color, .spec.size]");
    }

    @Test
    void names_every_other_owner_once() {
        apply("a", "{spec: {size: 1}}");
        apply("b", "{spec: {size: 1}}");
        assertThat(merge("c", "{spec: {size: 2}}", false).conflicts())
                .containsExactlyInAnyOrder(new FieldOwner(".spec.size", "a"), new FieldOwner(".spec.size", "b"));
    }

    @Test
    void takes_by_force_only_what_differs() {
        apply("a", "{spec: {size: 1, color: red}}");
        force("b", "{spec: {size: 2, color: red}}");
        assertThat(owned("a")).isEqualTo("[.spec.color]");
        assertThat(owned("b")).isEqualTo("[.spec.color, .spec.size]");
    }

    @Test
    void forgets_a_manager_that_declares_nothing() {
        apply("a", "{spec: {size: 1}}");
        apply("b", "{spec: {color: red}}");
        apply("a", "{}");
        assertLive("{spec: {color: red}}");
        assertThat(Ownership.of(live).entries()).hasSize(1);
    }

    @Test
    void leaves_what_nobody_owns() {
        live = yaml("{spec: {size: 1, found: true}}");
        apply("a", "{spec: {size: 2}}");
        apply("a", "{}");
        assertLive("{spec: {found: true}}");
    }
}
