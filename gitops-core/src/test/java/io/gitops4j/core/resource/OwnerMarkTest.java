package io.gitops4j.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Owner;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerMarkTest {
    private static final Owner SHOP = new Owner("acme-platform", ApplicationId.of("shop"));
    private static final Owner TEAM_SHOP = new Owner("acme-platform", new ApplicationId("team-a", "shop"));
    private static final ResourceKey WEB = new ResourceKey("apps", "Deployment", "acme-shop", "web");
    private static final OwnerMark MARK = OwnerMark.of(SHOP);
    private static final Node.Obj BODY = (Node.Obj) Node.object()
            .with(Path.of("apiVersion"), Node.of("apps/v1"))
            .with(Path.of("kind"), Node.of("Deployment"))
            .with(Path.of("metadata", "name"), Node.of("web"))
            .with(Path.of("metadata", "labels", "app"), Node.of("web"))
            .with(Path.of("metadata", "annotations"), Node.nil())
            .with(Path.of("spec", "template", "metadata", "labels", "app"), Node.of("web"));

    /** Written into users' clusters: these strings never change. */
    @Test
    void golden_label() {
        assertThat(OwnerMark.LABEL).isEqualTo("gitops4j.io/owner");
        assertThat(MARK.label()).isEqualTo("3eukmcxwmh7jnmar3o7beg4xt3");
        assertThat(OwnerMark.of(TEAM_SHOP).label()).isEqualTo("yoyjhrtkt4ylukwbxihh75lgup");
    }

    /** Written into users' clusters: these strings never change. */
    @Test
    void golden_annotation() {
        assertThat(OwnerMark.ANNOTATION).isEqualTo("gitops4j.io/owner-ref");
        assertThat(new OwnerRef(SHOP, WEB).text()).isEqualTo("v1|acme-platform||shop|apps|Deployment|acme-shop|web");
        assertThat(new OwnerRef(TEAM_SHOP, new ResourceKey("", "Namespace", "", "shop")).text())
                .isEqualTo("v1|acme-platform|team-a|shop||Namespace||shop");
    }

    /** Written into users' clusters: these strings never change. */
    @Test
    void golden_field_manager() {
        assertThat(MARK.fieldManager("acme")).isEqualTo("acme:shop-3eukmcxw");
        assertThat(OwnerMark.of(TEAM_SHOP).fieldManager("acme")).isEqualTo("acme:shop-yoyjhrtk");
        OwnerMark longest = OwnerMark.of(new Owner("acme-platform", ApplicationId.of("x".repeat(253))));
        assertThat(longest.fieldManager("acme"))
                .hasSize(128)
                .isEqualTo("acme:" + "x".repeat(114) + "-" + longest.label().substring(0, 8));
        assertThat(longest.fieldManager("p".repeat(63))).hasSize(128);
    }

    @Test
    void a_prefix_that_would_be_ambiguous_is_refused() {
        assertThatThrownBy(() -> MARK.fieldManager("acme:x"))
                .isInstanceOf(GitOpsException.class)
                .hasMessage("the prefix of a field manager is letters, digits, '-', '.', '_' and '/', at most 63, not"
                        + " \"acme:x\"");
    }

    @Test
    void stamps_the_metadata_of_the_object_and_never_a_pod_template() {
        Node.Obj stamped = MARK.stamp(BODY, WEB);
        assertThat(stamped.at("metadata", "labels"))
                .contains(Node.objectBuilder()
                        .put("app", "web")
                        .put("gitops4j.io/owner", "3eukmcxwmh7jnmar3o7beg4xt3")
                        .build());
        assertThat(stamped.at("metadata", "annotations"))
                .contains(Node.objectBuilder()
                        .put("gitops4j.io/owner-ref", "v1|acme-platform||shop|apps|Deployment|acme-shop|web")
                        .build());
        assertThat(stamped.get("spec")).isSameAs(BODY.get("spec"));
        assertThat(MARK.stamp(stamped, WEB)).isEqualTo(stamped);
    }

    @Test
    void what_was_stamped_is_ours_and_anothers_to_another_owner() {
        Node.Obj live = MARK.stamp(BODY, WEB);
        assertThat(MARK.ownership(WEB, live).ours()).isTrue();
        assertThat(OwnerMark.read(live)).contains(new OwnerRef(SHOP, WEB));
        Ownership toOthers = OwnerMark.of(TEAM_SHOP).ownership(WEB, live);
        assertThat(toOthers.kind()).isEqualTo(Ownership.Kind.OTHER);
        assertThat(toOthers.owner()).contains(SHOP);
    }

    @Test
    void without_a_mark_it_is_nobodys() {
        assertThat(MARK.ownership(WEB, BODY).kind()).isEqualTo(Ownership.Kind.NONE);
        assertThat(MARK.ownership(WEB, Node.object()).kind()).isEqualTo(Ownership.Kind.NONE);
    }

    @Test
    void a_mark_that_names_another_object_is_a_copy() {
        ResourceKey child = new ResourceKey("apps", "ReplicaSet", "acme-shop", "web-5d4f");
        Ownership copied = MARK.ownership(child, MARK.stamp(BODY, WEB));
        assertThat(copied.kind()).isEqualTo(Ownership.Kind.COPIED);
        assertThat(copied.object()).contains(WEB);
        assertThat(copied.owner()).contains(SHOP);
    }

    @Test
    void half_of_our_mark_is_no_proof() {
        Node.Obj live = MARK.stamp(BODY, WEB);
        Node.Obj labelOnly = (Node.Obj) live.without(Path.of("metadata", "annotations"));
        Node.Obj annotationOnly = (Node.Obj) live.without(Path.of("metadata", "labels"));
        assertThat(MARK.ownership(WEB, labelOnly).kind()).isEqualTo(Ownership.Kind.COPIED);
        assertThat(MARK.ownership(WEB, annotationOnly).kind()).isEqualTo(Ownership.Kind.COPIED);
        assertThat(OwnerMark.of(TEAM_SHOP).ownership(WEB, labelOnly).kind()).isEqualTo(Ownership.Kind.OTHER);
        assertThat(OwnerMark.of(TEAM_SHOP).ownership(WEB, annotationOnly).kind())
                .isEqualTo(Ownership.Kind.OTHER);
    }

    @Test
    void a_mark_that_contradicts_itself_is_somebody_elses() {
        Node.Obj live = (Node.Obj) MARK.stamp(BODY, WEB)
                .with(
                        Path.of("metadata", "labels", OwnerMark.LABEL),
                        Node.of(OwnerMark.of(TEAM_SHOP).label()));
        assertThat(MARK.ownership(WEB, live).kind()).isEqualTo(Ownership.Kind.OTHER);
        assertThat(MARK.ownership(WEB, live).owner()).isEqualTo(Optional.empty());
    }

    @Test
    void a_mark_of_a_newer_version_or_garbled_is_somebody_elses() {
        for (String text : new String[] {
            "v2|acme-platform||shop|apps|Deployment|acme-shop|web|x",
            "v1|acme-platform||shop",
            "v1|A||shop|apps|D|n|w",
            ""
        }) {
            Node.Obj live = (Node.Obj)
                    MARK.stamp(BODY, WEB).with(Path.of("metadata", "annotations", OwnerMark.ANNOTATION), Node.of(text));
            assertThat(MARK.ownership(WEB, live).kind()).as(text).isEqualTo(Ownership.Kind.OTHER);
        }
    }

    @Test
    void an_object_may_have_a_bar_in_its_name_and_nowhere_else() {
        OwnerRef reference =
                new OwnerRef(SHOP, new ResourceKey("rbac.authorization.k8s.io", "ClusterRole", "", "a|b|c"));
        assertThat(OwnerRef.parse(reference.text())).contains(reference);
        assertThatThrownBy(() -> new OwnerRef(SHOP, new ResourceKey("", "ConfigMap", "a|b", "c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no group, kind or namespace has a '|': ConfigMap a|b/c");
    }
}
