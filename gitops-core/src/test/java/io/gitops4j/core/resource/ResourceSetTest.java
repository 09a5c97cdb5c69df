package io.gitops4j.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Location;
import io.gitops4j.core.tree.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceSetTest {
    private static final Resource A = configMap("a");
    private static final Resource B = configMap("b");
    private static final Resource C = configMap("c");

    @Test
    void is_sorted_by_key_whatever_the_order_of_the_source() {
        ResourceSet set = ResourceSet.of(List.of(C, A, B));
        assertThat(set).containsExactly(A, B, C);
        assertThat(set.keys()).containsExactly(A.key(), B.key(), C.key());
        assertThat(set.size()).isEqualTo(3);
        assertThat(set.find(B.key())).containsSame(B);
        assertThat(set).hasToString("[ConfigMap shop/a, ConfigMap shop/b, ConfigMap shop/c]");
    }

    @Test
    void without_some_keys_is_another_set() {
        ResourceSet set = ResourceSet.of(List.of(A, B));
        assertThat(set.without(List.of(A.key(), C.key()))).containsExactly(B);
        assertThat(set).containsExactly(A, B);
        assertThat(set.without(List.of(C.key()))).isSameAs(set);
        assertThat(ResourceSet.empty().isEmpty()).isTrue();
    }

    @Test
    void two_resources_of_one_key_are_refused_and_keys_cannot_be_removed() {
        assertThatThrownBy(() -> ResourceSet.of(List.of(A, configMap("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two resources have the key ConfigMap shop/a");
        assertThatThrownBy(() -> ResourceSet.of(List.of(A)).keys().remove(A.key()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static Resource configMap(String name) {
        return new Resource(
                new ResourceKey("", "ConfigMap", "shop", name),
                Manifest.of(Node.object(), Origins.at(Location.file(name + ".yaml"))));
    }
}
