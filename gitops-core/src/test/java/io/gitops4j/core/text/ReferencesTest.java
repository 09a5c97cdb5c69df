package io.gitops4j.core.text;

import static io.gitops4j.core.text.Texts.asJson;
import static io.gitops4j.core.text.Texts.json;
import static io.gitops4j.core.text.Texts.problem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Anchors, aliases, merge keys and duplicate keys. */
class ReferencesTest {
    @Test
    void an_alias_stands_for_what_its_anchor_names() {
        assertThat(json("a: &x {k: [1, 2]}\nb: *x\nc: &y on\n? *y\n: d\n"))
                .isEqualTo("{\"a\":{\"k\":[1,2]},\"b\":{\"k\":[1,2]},\"c\":true,\"true\":\"d\"}");
    }

    @Test
    void an_anchor_may_be_given_again() {
        assertThat(json("- &x 1\n- *x\n- &x 2\n- *x\n")).isEqualTo("[1,1,2,2]");
    }

    @Test
    void an_alias_to_another_document_is_an_error() {
        assertThat(problem("base: &base\n  a: 1\n---\nother:\n  base: *base\n").text())
                .isEqualTo(
                        "app.yaml:5:9, other.base: undefined alias base; define &base earlier in the same document (anchors"
                                + " end with it), or quote the text if it is none");
    }

    @Test
    void an_alias_inside_its_own_anchor_is_an_error() {
        assertThat(problem("a: &x\n  b: *x\n").text())
                .isEqualTo("app.yaml:2:6, a.b: the alias x is inside what it stands for");
    }

    @Test
    void merge_keys_add_what_is_not_there() {
        assertThat(json("base: &base {image: nginx, ports: [80]}\nweb:\n  <<: *base\n  image: httpd\n"))
                .isEqualTo(
                        "{\"base\":{\"image\":\"nginx\",\"ports\":[80]},\"web\":{\"image\":\"httpd\",\"ports\":[80]}}");
    }

    @Test
    void of_several_merged_maps_the_first_counts() {
        assertThat(json("- &a {k: 1, l: 1}\n- &b {l: 2, m: 2}\n- <<: [*a, *b, {m: 3, o: 3}]\n"))
                .isEqualTo("[{\"k\":1,\"l\":1},{\"l\":2,\"m\":2},{\"k\":1,\"l\":1,\"m\":2,\"o\":3}]");
    }

    @Test
    void a_merge_after_a_key_replaces_it_as_go_yaml_does() {
        assertThat(json("a: 1\n<<: {a: 2}\n")).isEqualTo("{\"a\":2}");
    }

    @Test
    void a_quoted_merge_key_is_a_key() {
        assertThat(json("'<<': {a: 1}\n")).isEqualTo("{\"<<\":{\"a\":1}}");
    }

    @Test
    void a_merge_of_something_else_than_maps_is_an_error() {
        assertThat(problem("a:\n  <<: 5\n").text())
                .isEqualTo("app.yaml:2:7, a[\"<<\"]: the merge key << takes a map or a sequence of maps, not a number");
        assertThat(problem("a:\n  <<: [{b: 1}, 5]\n").text())
                .isEqualTo("app.yaml:2:7, a[\"<<\"]: the merge key << takes maps, but an item is none");
    }

    @Test
    void a_key_twice_is_an_error_that_names_both_lines() {
        assertThat(problem("spec:\n  replicas: 1\n  paused: true\n  replicas: 2\n")
                        .text())
                .isEqualTo(
                        "app.yaml:4:3, spec.replicas: the key \"replicas\" is on line 2 and again on line 4; keep one of them");
    }

    @Test
    void keys_that_become_equal_are_a_key_twice() {
        assertThat(problem("on: 1\n'true': 2\n").text())
                .isEqualTo("app.yaml:2:1, true: the key \"true\" is on line 1 and again on line 2; keep one of them");
    }

    @Test
    void a_key_twice_around_a_merge_is_an_error_all_the_same() {
        assertThat(problem("a: 1\n<<: {a: 2}\na: 3\n").text())
                .isEqualTo("app.yaml:3:1, a: the key \"a\" is on line 1 and again on line 3; keep one of them");
    }

    @Test
    void a_key_twice_among_many_is_found() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 99; i >= 0; i--) {
            yaml.append("key-").append(i).append(": 1\n");
        }
        assertThat(problem(yaml + "key-50: 2\n").message())
                .isEqualTo("the key \"key-50\" is on line 50 and again on line 101; keep one of them");
    }

    @Test
    void the_tolerant_parser_takes_the_last_of_equal_keys() {
        assertThat(asJson(Parser.tolerant().parseYaml("a", "a: 1\nb: 2\na: 3\n")))
                .isEqualTo("{\"a\":3,\"b\":2}");
        assertThat(asJson(Parser.tolerant().parseJson("a", "{\"a\":1,\"b\":2,\"a\":3}")))
                .isEqualTo("{\"a\":3,\"b\":2}");
    }
}
