package io.gitops4j.core.text;

import static io.gitops4j.core.text.Texts.documents;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Location;
import io.gitops4j.core.tree.Path;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static final String DEPLOYMENT = """
            # a comment with \uD83D\uDE80
            kind: Deployment
            apiVersion: apps/v1
            spec:
              template:
                containers:
                - name: web
                  image: nginx
                - {name: \uD83D\uDE80, image: "side"}
              replicas: 2
            ---
            other: {}
            """;

    private final Marks marks = documents(DEPLOYMENT).get(0).marks();

    @Test
    void values_and_keys_have_line_and_column() {
        Path web = Path.of("spec", "template", "containers").index(0);

        assertThat(marks.at(Path.root())).isEqualTo(new Mark(2, 1));
        assertThat(marks.at(Path.of("kind"))).isEqualTo(new Mark(2, 7));
        assertThat(marks.key(Path.of("apiVersion"))).isEqualTo(new Mark(3, 1));
        assertThat(marks.at(web)).isEqualTo(new Mark(7, 7));
        assertThat(marks.key(web.key("image"))).isEqualTo(new Mark(8, 7));
        assertThat(marks.at(web.key("image"))).isEqualTo(new Mark(8, 14));
        assertThat(marks.at(Path.of("spec", "replicas"))).isEqualTo(new Mark(10, 13));
    }

    @Test
    void columns_count_characters() {
        Path sidecar = Path.of("spec", "template", "containers").index(1);

        assertThat(marks.at(sidecar.key("name"))).isEqualTo(new Mark(9, 14));
        assertThat(marks.key(sidecar.key("image"))).isEqualTo(new Mark(9, 17));
    }

    @Test
    void what_is_not_there_is_where_the_nearest_node_above_is() {
        assertThat(marks.at(Path.of("spec", "template", "volumes").index(3).key("name")))
                .isEqualTo(new Mark(6, 5));
        assertThat(marks.at(Path.of("spec", "replicas", "x"))).isEqualTo(new Mark(10, 13));
        assertThat(marks.key(Path.of("nowhere"))).isEqualTo(new Mark(2, 1));
    }

    @Test
    void a_later_document_has_its_own_marks() {
        Document second = documents(DEPLOYMENT).get(1);

        assertThat(second.marks().locate(Path.of("other")))
                .isEqualTo(Location.of("app.yaml", 12, 8).withDocument(2).withField("other"));
        assertThat(second.marks().locate(Path.root()))
                .isEqualTo(Location.of("app.yaml", 12, 1).withDocument(2));
    }

    @Test
    void what_came_through_an_alias_or_a_merge_is_where_its_anchor_is() {
        Marks marks =
                documents("a: &x {k: 1}\nb: *x\nc:\n  <<: *x\n  l: 2\n").get(0).marks();

        assertThat(marks.key(Path.of("b"))).isEqualTo(new Mark(2, 1));
        assertThat(marks.at(Path.of("b"))).isEqualTo(new Mark(1, 4));
        assertThat(marks.at(Path.of("b", "k"))).isEqualTo(new Mark(1, 11));
        assertThat(marks.key(Path.of("c", "k"))).isEqualTo(new Mark(1, 8));
        assertThat(marks.key(Path.of("c", "l"))).isEqualTo(new Mark(5, 3));
    }

    @Test
    void equal_subtrees_have_marks_of_their_own() {
        Marks marks = documents("a: {k: 1}\nb: {k: 1}\n").get(0).marks();

        assertThat(marks.at(Path.of("a", "k"))).isEqualTo(new Mark(1, 8));
        assertThat(marks.at(Path.of("b", "k"))).isEqualTo(new Mark(2, 8));
    }

    @Test
    void empty_values_are_after_their_key() {
        Marks marks = documents("a:\nb: {}\nc: []\n").get(0).marks();

        assertThat(marks.at(Path.of("a"))).isEqualTo(new Mark(1, 3));
        assertThat(marks.at(Path.of("b"))).isEqualTo(new Mark(2, 4));
        assertThat(marks.at(Path.of("c"))).isEqualTo(new Mark(3, 4));
    }
}
