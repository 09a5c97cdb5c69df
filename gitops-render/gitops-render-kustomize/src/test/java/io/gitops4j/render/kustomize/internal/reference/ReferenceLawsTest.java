package io.gitops4j.render.kustomize.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class ReferenceLawsTest {
    @Property(tries = 200)
    void a_text_without_a_dollar_sign_stays_the_same(@ForAll String text) {
        Node.Str node = Node.of(text.replace("$", ""));

        assertThat(new Expansion(name -> Node.of("value")).of(node)).isSameAs(node);
    }

    @Property(tries = 500)
    void without_variables_nothing_but_doubled_dollar_signs_changes(
            @ForAll @StringLength(max = 20) @Chars({'$', '(', ')', 'A', ' '}) String text) {
        Node expanded = new Expansion(name -> null).of(Node.of(text));

        assertThat(ScalarText.of(expanded).length()).isLessThanOrEqualTo(text.length());
        assertThat(ScalarText.of(expanded).replace("$", "")).isEqualTo(text.replace("$", ""));
        if (!text.contains("$$")) {
            assertThat(ScalarText.of(expanded)).isEqualTo(text);
        }
    }

    @Property(tries = 500)
    void what_is_put_in_is_not_expanded_again(
            @ForAll @StringLength(max = 10) @Chars({'$', '(', ')', 'A'}) String value) {
        Node expanded = new Expansion(Map.of("A", Node.of(value))::get).of(Node.of("<$(A)>"));

        assertThat(expanded).isEqualTo(Node.of("<" + value + ">"));
    }

    @Property(tries = 60)
    void references_of_objects_that_were_not_renamed_stay(@ForAll long seed) {
        for (Map.Entry<String, String> file : RandomFolder.files(seed).entrySet()) {
            if (file.getKey().endsWith("objects.yaml")) {
                Objects objects = Objects.of(file.getValue());
                List<Node.Obj> before =
                        objects.items().list().stream().map(item -> item.body()).toList();

                objects.referencesMended();

                assertThat(objects.items().list().stream()
                                .map(item -> item.body())
                                .toList())
                        .isEqualTo(before);
            }
        }
    }

    @Property(tries = 200)
    void a_part_that_is_put_back_changes_nothing(@ForAll @StringLength(max = 12) @Chars({'a', 'b', ':'}) String text) {
        int parts = text.split(":", -1).length;
        for (int i = 0; i < parts; i++) {
            FieldOptions options = new FieldOptions(":", i, false);

            assertThat(options.with(text, options.part(text, text))).isEqualTo(text);
        }
    }

    @Example
    void texts_are_expanded_as_the_real_program_does() {
        Expansion expansion =
                new Expansion(Map.of("A", Node.of("x"), "N", Node.of(8080), "F", Node.of(1234567.5))::get);
        Map<String, String> cases = Map.of(
                "$$(A)", "$(A)",
                "$(A)$(A)", "xx",
                "a$b", "a$b",
                "$", "$",
                "$$", "$",
                "$(A", "$(A",
                ":$(N)", ":8080",
                ":$(F)", ":1.2345675e+06",
                "$(B)-$(A)", "$(B)-x");

        cases.forEach(
                (text, expected) -> assertThat(expansion.of(Node.of(text))).isEqualTo(Node.of(expected)));
        assertThat(expansion.of(Node.of("$(N)"))).isEqualTo(Node.of(8080));
    }
}
