package io.gitops4j.core.text;

import static io.gitops4j.core.text.Texts.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class JsonCursorTest {
    private static final TextLimits SMALL =
            TextLimits.builder().depth(4).nodes(8).scalar(5).build();

    private static <T> T read(Parser parser, String json, Function<JsonCursor, T> reading) {
        return parser.readJson("a.json", json.getBytes(StandardCharsets.UTF_8), reading);
    }

    private static <T> T read(String json, Function<JsonCursor, T> reading) {
        return read(Parser.tolerant(), json, reading);
    }

    private static String failure(Parser parser, String json, Function<JsonCursor, ?> reading) {
        return problem(() -> read(parser, json, reading)).text();
    }

    /** Enters all there is to enter. */
    private static List<String> walk(JsonCursor in) {
        List<String> met = new ArrayList<>();
        walk(in, "", met);
        return met;
    }

    private static void walk(JsonCursor in, String path, List<String> met) {
        if (in.enterObject()) {
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                walk(in, path + "." + key, met);
            }
        } else if (in.enterArray()) {
            while (in.nextItem()) {
                walk(in, path + "[]", met);
            }
        } else {
            met.add(path + "=" + Printer.json(in.tree(), Mask.none()));
        }
    }

    @Test
    void gives_members_as_they_are_written() {
        List<String> met = read("{\"b\": [1, {\"c\": \"x\"}, []], \"a\": null, \"b\": true}", JsonCursorTest::walk);

        assertThat(met).containsExactly(".b[]=1", ".b[].c=\"x\"", ".a=null", ".b=true");
    }

    @Test
    void gives_parts_as_trees() {
        String json = "{\"a\": {\"x\": [1, 2]}, \"b\": {\"y\": {}}}";
        List<Node> trees = read(json, in -> {
            List<Node> read = new ArrayList<>();
            in.enterObject();
            while (in.nextKey() != null) {
                read.add(in.tree());
            }
            return read;
        });
        Node whole = Parser.tolerant().parseJson("a.json", json).get(0).root();

        assertThat(trees)
                .containsExactly(whole.at("a").orElseThrow(), whole.at("b").orElseThrow());
        Node tree = read(json, JsonCursor::tree);
        assertThat(tree).isEqualTo(whole);
    }

    @Test
    void passes_over_what_is_not_read() {
        List<String> keys = read("{\"a\": {\"x\": [1, {}]}, \"b\": 1e999, \"c\": \"s\", \"d\": []}", in -> {
            List<String> met = new ArrayList<>();
            in.enterObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                met.add(key + "=" + in.text());
            }
            return met;
        });

        assertThat(keys).containsExactly("a=null", "b=null", "c=s", "d=null");
        String nothing = read("[1, 2]", in -> "untouched");
        assertThat(nothing).isEqualTo("untouched");
    }

    @Test
    void tells_what_it_stands_before() {
        boolean object =
                read("{}", in -> in.atObject() && !in.enterArray() && in.enterObject() && in.nextKey() == null);
        boolean array = read("[]", in -> in.atArray() && !in.enterObject() && in.enterArray() && !in.nextItem());

        assertThat(object).isTrue();
        assertThat(array).isTrue();
    }

    @Test
    void limits_hold_for_what_is_entered_read_and_passed_over() {
        Parser parser = Parser.tolerant().limits(SMALL);
        for (Function<JsonCursor, ?> reading :
                List.<Function<JsonCursor, ?>>of(JsonCursorTest::walk, JsonCursor::tree, in -> "untouched")) {
            assertThat(failure(parser, "[[[[[]]]]]", reading)).startsWith("a.json:1:5: more than 4 levels of nesting");
            assertThat(failure(parser, "[1,2,3,4,5,6,7,8]", reading)).startsWith("a.json:1:16: more than 8 values");
            assertThat(failure(parser, "{\"a\":\n\"sixsix\"}", reading))
                    .startsWith("a.json:2:1: a scalar of 6 characters, over the limit of 5");
            Object made = read(parser, "[[[[1,2,3,4]]]]", reading);
            assertThat(made).isNotNull();
        }
    }

    @Test
    void names_the_place_of_what_is_wrong() {
        assertThat(failure(Parser.tolerant(), "{\"a\": [\n1, x]}", JsonCursorTest::walk))
                .startsWith("a.json:2:4, a[1]: ");
        assertThat(failure(Parser.tolerant(), "{\"a\": {", JsonCursorTest::walk))
                .startsWith("a.json:1:8, a: ");
        assertThat(failure(Parser.tolerant(), "{} {}", JsonCursorTest::walk))
                .isEqualTo("a.json:1:4: one value was expected, but there is more");
        assertThat(failure(Parser.tolerant(), " ", JsonCursorTest::walk))
                .isEqualTo("a.json:1:1: one value was expected, but there is none");
        assertThat(failure(Parser.strict(), "{\"a\": {\"x\": 1,\n\"x\": 2}}", JsonCursor::tree))
                .isEqualTo("a.json:2:1, a.x: the key \"x\" is on line 1 and again on line 2; keep one of them");
    }

    @Test
    void a_value_is_read_once_and_entered_ones_to_their_end() {
        assertThatThrownBy(() -> read("1", in -> List.of(in.tree(), in.tree())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> read("[]", JsonCursor::enterArray)).isInstanceOf(IllegalStateException.class);
    }
}
