package io.gitops4j.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import org.junit.jupiter.api.Test;

class EditTest {
    @Test
    void reads_keys_indexes_and_quoted_keys() {
        assertThat(Edit.parse("spec.containers[0].image=nginx:1.27"))
                .isEqualTo(new Edit(Path.of("spec", "containers").index(0).key("image"), Node.of("nginx:1.27")));
        assertThat(Edit.parse("metadata.labels[\"a.b/c=d\"]=x=y"))
                .isEqualTo(new Edit(Path.of("metadata", "labels", "a.b/c=d"), Node.of("x=y")));
    }

    @Test
    void reads_values_as_yaml() {
        assertThat(Edit.parse("a=9").value()).isEqualTo(Node.of(9));
        assertThat(Edit.parse("a=\"9\"").value()).isEqualTo(Node.of("9"));
        assertThat(Edit.parse("a={b: [1]}").value())
                .isEqualTo(Node.objectBuilder().put("b", Node.array(Node.of(1))).build());
    }

    @Test
    void a_dash_at_the_end_removes() {
        assertThat(Edit.parse("spec.paused-")).isEqualTo(new Edit(Path.of("spec", "paused"), null));
    }
}
