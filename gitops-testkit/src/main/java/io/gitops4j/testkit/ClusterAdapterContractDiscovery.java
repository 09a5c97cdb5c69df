package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.Scope;
import io.gitops4j.core.tree.Node;
import org.junit.jupiter.api.Test;

/** The part of {@link ClusterAdapterContract} on kinds. */
abstract class ClusterAdapterContractDiscovery {
    abstract ClusterFixture fixture();

    @Test
    void discovers_the_built_in_kinds_with_plural_scope_version_and_verbs() {
        Discovery found = fixture().discover();

        KindInfo deployment = found.find(new GroupKind("apps", "Deployment")).orElseThrow();
        assertThat(deployment.plural()).isEqualTo("deployments");
        assertThat(deployment.scope()).isEqualTo(Scope.NAMESPACED);
        assertThat(deployment.preferredVersion()).isEqualTo("v1");
        assertThat(deployment.verbs()).contains("get", "list", "watch", "patch", "delete");
        assertThat(found.find(new GroupKind("", "Namespace")).orElseThrow().scope())
                .isEqualTo(Scope.CLUSTER);
        assertThat(found.find(new GroupKind("", "Nonsense"))).isEmpty();
        assertThat(found.failures()).isEmpty();
    }

    @Test
    void keeps_the_epoch_while_the_kinds_stay_and_changes_it_with_them() {
        String before = fixture().discover().epoch();
        assertThat(fixture().discover().epoch()).isEqualTo(before);

        fixture().makeKind("Namespaced", "[" + ClusterFixture.version("v1", true) + "]");

        assertThat(fixture().discover().epoch()).isNotEqualTo(before);
    }

    @Test
    void serves_a_kind_in_all_versions_of_its_definition() {
        GroupKind kind = fixture()
                .makeKind(
                        "Namespaced",
                        "[" + ClusterFixture.version("v1", true) + ", " + ClusterFixture.version("v1beta1", false)
                                + "]");

        KindInfo info = fixture().discover().find(kind).orElseThrow();

        assertThat(info.versions()).containsExactly("v1", "v1beta1");
        assertThat(info.scope()).isEqualTo(Scope.NAMESPACED);
        assertThat(info.plural()).isEqualTo("widgets");
    }

    @Test
    void takes_objects_of_a_kind_whose_definition_was_applied() {
        GroupKind kind = fixture().makeKind("Namespaced", "[" + ClusterFixture.version("v1", true) + "]");
        Node.Obj widget = fixture().widget(kind, "v1", "{size: 3}");

        fixture().applied(widget);

        assertThat(fixture().body(ClusterFixture.key(widget)).at("spec", "size"))
                .contains(Node.of(3));
    }

    @Test
    void serves_nothing_of_a_definition_that_is_gone() {
        GroupKind kind = fixture().makeKind("Namespaced", "[" + ClusterFixture.version("v1", true) + "]");
        Node.Obj widget = fixture().widget(kind, "v1", "{size: 3}");
        fixture().applied(widget);
        ResourceKey definition = ClusterFixture.definitionOf(kind);
        String uid = ClusterFixture.present(fixture().read(definition)).uid();

        fixture().delete(DeleteCall.of(definition, uid));
        fixture().awaitGone(definition);

        assertThat(fixture().discover().find(kind)).isEmpty();
        assertThat(fixture().read(ClusterFixture.key(widget))).isEqualTo(new Live.Unserved());
        assertThat(fixture().list(kind, Selection.all()).objects()).isEmpty();
    }

    @Test
    void throws_once_it_was_cancelled() {
        CancellationSource cancelled = Cancellation.source();
        cancelled.cancel("enough");

        assertThatThrownBy(() -> fixture().cluster().discover(cancelled))
                .isInstanceOfSatisfying(
                        GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED))
                .hasMessage("cancelled: enough");
    }
}
