package io.gitops4j.render.substitution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.tree.Node;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostBuildTest {
    private static final String OBJECT =
            "{apiVersion: v1, kind: A, metadata: {name: a}, x: \"${x}\", z: \"${z:=none}\"}";
    private static final Map<String, String> OBJECTS = Map.of(
            "ConfigMap/one", "{apiVersion: v1, kind: ConfigMap, metadata: {name: one}, data: {x: one, z: one}}",
            "Secret/two", "{apiVersion: v1, kind: Secret, metadata: {name: two}, data: {x: dHdv}}");

    @Test
    void a_later_object_wins_over_an_earlier_one() {
        assertThat(x("{substituteFrom: [{kind: ConfigMap, name: one}, {kind: Secret, name: two}]}"))
                .isEqualTo("two");
        assertThat(x("{substituteFrom: [{kind: Secret, name: two}, {kind: ConfigMap, name: one}]}"))
                .isEqualTo("one");
    }

    @Test
    void a_variable_given_by_name_wins_over_every_object() {
        assertThat(x("{substitute: {x: named}, substituteFrom: [{kind: ConfigMap, name: one}]}"))
                .isEqualTo("named");
    }

    @Test
    void an_optional_object_may_be_missing() {
        assertThat(x("{substitute: {x: named}, substituteFrom: [{kind: Secret, name: none, optional: true}]}"))
                .isEqualTo("named");
        assertThatThrownBy(() -> x("{substituteFrom: [{kind: Secret, name: none}]}"))
                .hasMessage("substituteFrom[0]: the field names the Secret none, which is not there; create it, or say"
                        + " optional: true");
    }

    @Test
    void the_strategy_always_needs_no_variable() {
        Node.Obj always = Manifests.object("{substituteStrategy: Always}");

        assertThat(Manifests.only(Substitution.builder().lenient().postBuild(always, PostBuildTest::find), OBJECT)
                        .body()
                        .text("z"))
                .contains("none");
    }

    @Test
    void what_is_wrong_is_named() {
        assertThatThrownBy(() -> x("{substitut: {}}")).hasMessageContaining("did you mean \"substitute\"?");
        assertThatThrownBy(() -> x("{substitute: {x: 1}}")).hasMessage("substitute.x: must be a string, not a number");
        assertThatThrownBy(() -> x("{substituteStrategy: Never}"))
                .hasMessage("substituteStrategy: the field must be WithVariables or Always, not \"Never\"");
        assertThatThrownBy(() -> x("{substituteFrom: [{kind: Pod, name: x}]}"))
                .hasMessage("substituteFrom[0].kind: the field must be ConfigMap or Secret, not \"Pod\"");
        assertThatThrownBy(() -> x("{substituteFrom: [{kind: Secret}]}"))
                .hasMessage("substituteFrom[0].name: the field must be the name of a Secret");
        assertThatThrownBy(() -> x("{substituteFrom: {}}"))
                .hasMessage("substituteFrom: the field must be a list of references");
    }

    @Test
    void what_is_wrong_in_an_object_is_named_without_its_value() {
        assertThatThrownBy(() -> Substitution.builder()
                        .from(Manifests.object("{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {k: '%%'}}")))
                .hasMessage("Secret s, data.k: the value must be base64");
        assertThatThrownBy(() -> Substitution.builder()
                        .from(Manifests.object("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {k: 1}}")))
                .hasMessage("ConfigMap c, data.k: the value must be a string");
        assertThatThrownBy(() -> Substitution.builder().from(Manifests.object("{apiVersion: v1, kind: Pod}")))
                .hasMessage("Pod: variables come from a ConfigMap or a Secret of v1, and this is neither");
    }

    private static String x(String postBuild) {
        return Manifests.only(
                        Substitution.builder().postBuild(Manifests.object(postBuild), PostBuildTest::find), OBJECT)
                .body()
                .text("x")
                .orElseThrow();
    }

    private static Optional<Node.Obj> find(String kind, String name) {
        return Optional.ofNullable(OBJECTS.get(kind + "/" + name)).map(Manifests::object);
    }
}
