package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import org.junit.jupiter.api.Test;

/** The part of {@link ClusterAdapterContract} on applies that do not take effect. */
abstract class ClusterAdapterContractRefusals {
    abstract ClusterFixture fixture();

    private ApplyCall call(Node.Obj object) {
        return ClusterFixture.call(object, ClusterFixture.MANAGER);
    }

    private Problem rejection(Node.Obj object) {
        return ClusterFixture.rejected(fixture().apply(call(object))).problem();
    }

    private void assertFailsOn(ApplyCall call, Live current) {
        WriteResult answer = fixture().apply(call);
        assertThat(answer).isInstanceOf(WriteResult.PreconditionFailed.class);
        WriteResult.PreconditionFailed failed = (WriteResult.PreconditionFailed) answer;
        // the cluster need not say, but what it says is right
        failed.current().ifPresent(live -> assertThat(live).isEqualTo(current));
        assertThat(fixture().read(call.key())).isEqualTo(current);
    }

    @Test
    void writes_only_the_object_of_the_uid_asked_for() {
        Live.Present live = fixture().applied(fixture().configMap("one", "{a: x}"));
        Node.Obj changed = fixture().configMap("one", "{a: q}");

        assertFailsOn(call(changed).ifUid("00000000-0000-4000-8000-000000000000"), live);
        assertThat(fixture().apply(call(changed).ifUid(live.uid()))).isInstanceOf(WriteResult.Written.class);
    }

    @Test
    void creates_nothing_where_a_uid_was_asked_for() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        assertFailsOn(call(object).ifUid("00000000-0000-4000-8000-000000000000"), new Live.Absent());
    }

    @Test
    void writes_only_the_object_in_the_version_asked_for() {
        Live.Present first = fixture().applied(fixture().configMap("one", "{a: x}"));
        Live.Present second = fixture().applied(fixture().configMap("one", "{a: q}"));
        Node.Obj changed = fixture().configMap("one", "{a: z}");

        assertFailsOn(call(changed).ifVersion(first.resourceVersion()), second);
        assertThat(fixture().apply(call(changed).ifVersion(second.resourceVersion())))
                .isInstanceOf(WriteResult.Written.class);
    }

    @Test
    void creates_only_what_is_not_there_where_asked() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        assertThat(fixture().apply(call(object).ifAbsent())).isInstanceOf(WriteResult.Written.class);
        Live live = fixture().read(ClusterFixture.key(object));

        assertFailsOn(call(fixture().configMap("one", "{a: q}")).ifAbsent(), live);
    }

    @Test
    void creates_nothing_where_a_version_was_asked_for() {
        Live.Present other = fixture().applied(fixture().configMap("other", "{a: x}"));
        Node.Obj object = fixture().configMap("one", "{a: x}");
        assertFailsOn(call(object).ifVersion(other.resourceVersion()), new Live.Absent());
    }

    @Test
    void says_that_there_is_an_object_already_whoever_owns_its_fields() {
        Node.Obj theirs = fixture().configMap("one", "{a: x}");
        Live.Present live = fixture().applied(theirs, ClusterFixture.OTHER);

        assertFailsOn(call(theirs).ifAbsent(), live);
        assertFailsOn(call(fixture().configMap("one", "{a: q}")).ifAbsent(), live);
    }

    @Test
    void checks_preconditions_in_a_dry_run_too() {
        Live.Present live = fixture().applied(fixture().configMap("one", "{a: x}"));
        Node.Obj changed = fixture().configMap("one", "{a: q}");
        assertFailsOn(
                call(changed).ifUid("00000000-0000-4000-8000-000000000000").dryRun(), live);
    }

    @Test
    void rejects_an_object_whose_namespace_is_not_there() {
        Node.Obj object = (Node.Obj)
                fixture().configMap("one", "{a: x}").with(Path.of("metadata", "namespace"), Node.of("nowhere-at-all"));

        Problem problem = rejection(object);

        assertThat(problem.code()).isEqualTo(Code.REJECTED);
        assertThat(problem.message()).contains("namespaces \"nowhere-at-all\" not found");
    }

    @Test
    void rejects_a_kind_that_is_not_served() {
        Node.Obj object = ClusterFixture.yaml("""
                apiVersion: nobody.example.com/v1
                kind: Nonsense
                metadata: {name: one, namespace: %s}
                """.formatted(fixture().namespace()));
        assertThat(rejection(object).code()).isEqualTo(Code.UNKNOWN_KIND);
    }

    @Test
    void rejects_a_version_that_is_not_served_and_names_those_that_are() {
        GroupKind kind = fixture().makeKind("Namespaced", "[" + ClusterFixture.version("v1", true) + "]");

        Problem problem = rejection(fixture().widget(kind, "v7", "{}"));

        assertThat(problem.code()).isEqualTo(Code.VERSION_NOT_SERVED);
        assertThat(problem.message()).contains("v7").contains("v1");
    }

    @Test
    void rejects_a_name_that_is_no_dns_name() {
        Problem problem = rejection(fixture().configMap("Not_A_Name", "{a: x}"));
        assertThat(problem.code()).isEqualTo(Code.REJECTED);
        assertThat(problem.message()).contains("metadata.name").contains("RFC 1123");
    }

    @Test
    void rejects_labels_that_are_no_strings() {
        Node.Obj object =
                (Node.Obj) fixture().configMap("one", "{a: x}").with(Path.of("metadata", "labels", "tier"), Node.of(3));
        assertThat(rejection(object).message()).contains("labels");
    }

    @Test
    void rejects_a_change_of_an_immutable_field() {
        Node.Obj object = fixture().deployment("web", "example.com/web:1");
        Live.Present live = fixture().applied(object);
        Node labels = ClusterFixture.yaml("{matchLabels: {app: other}}");
        Node template = ClusterFixture.yaml("{app: other}");
        Node.Obj changed = (Node.Obj) object.with(Path.of("spec", "selector"), labels)
                .with(Path.of("spec", "template", "metadata", "labels"), template);

        Problem problem = rejection(changed);

        assertThat(problem.code()).isEqualTo(Code.REJECTED);
        assertThat(problem.message()).contains("spec.selector").contains("field is immutable");
        assertThat(ClusterFixture.present(fixture().read(ClusterFixture.key(object)))
                        .uid())
                .isEqualTo(live.uid());
    }

    @Test
    void says_no_value_of_a_secret_when_it_rejects_one() {
        Node.Obj secret = ClusterFixture.yaml("""
                apiVersion: v1
                kind: Secret
                metadata: {name: login, namespace: %s}
                immutable: true
                stringData: {password: swordfish}
                """.formatted(fixture().namespace()));
        fixture().applied(secret);
        Node.Obj changed = (Node.Obj) secret.with(Path.of("stringData", "password"), Node.of("hunter2"));

        WriteResult answer = fixture().apply(call(changed));

        assertThat(ClusterFixture.rejected(answer).problem().text())
                .contains("login")
                .doesNotContain("swordfish", "hunter2", "c3dvcmRmaXNo", "aHVudGVyMg==");
        assertThat(answer.toString()).doesNotContain("swordfish", "hunter2", "c3dvcmRmaXNo", "aHVudGVyMg==");
    }
}
