package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Managed fields read from their tokens are those read through the tree, whatever the text. */
class ManagedFieldsReaderProperties {
    private static final String VERSION = "apps/v1";

    /** Well-formed steps in two spellings, in and out of order, unknown and malformed ones. */
    private static final List<String> STEPS = List.of(
            "f:a",
            "f:b",
            "f:",
            "f:x.y",
            "f:\uffee",
            "f:\ud83d\ude00",
            ".",
            "k:{\\\"n\\\":1}",
            "k:{\\\"n\\\": 1}",
            "k:{\\\"m\\\":\\\"x\\\",\\\"n\\\":true}",
            "v:\\\"x\\\"",
            "v:1",
            "v:1.0",
            "v:null",
            "i:0",
            "i:12",
            "x:y",
            "k:1",
            "i:x",
            "nonsense",
            "");

    private static Arbitrary<String> object(Arbitrary<String> keys, Arbitrary<String> values) {
        return Combinators.combine(keys, values)
                .as((key, value) -> "\"" + key + "\":" + value)
                .list()
                .ofMaxSize(5)
                .map(members -> "{" + String.join(",", members) + "}");
    }

    private static Arbitrary<String> fields(int depth) {
        Arbitrary<String> leaf = Arbitraries.of("{}", "{}", "{}", "null", "1", "\"s\"", "[{\"f:a\":{}},2]");
        return depth == 0
                ? leaf
                : Arbitraries.frequencyOf(
                        Tuple.of(1, leaf), Tuple.of(3, object(Arbitraries.of(STEPS), fields(depth - 1))));
    }

    private static Arbitrary<String> member(String key, String... values) {
        return Arbitraries.of(values).map(value -> "\"" + key + "\":" + value);
    }

    /** Readable ones first; then what may stand there twice, or wrongly, or be missing from the first. */
    private static Arbitrary<String> entry() {
        Arbitrary<String> fields = fields(4).map(text -> "\"fieldsV1\":" + text);
        Arbitrary<String> any = Arbitraries.oneOf(
                member("apiVersion", "\"apps/v1\"", "\"apps/v2\"", "\"\"", "1"),
                member("fieldsType", "\"FieldsV1\"", "\"FieldsV2\"", "null"),
                member("manager", "\"m1\"", "\"m2\"", "null"),
                member("operation", "\"Apply\"", "\"Update\"", "\"apply\""),
                member("time", "\"2026-01-01T00:00:00Z\"", "\"never\"", "0"),
                member("subresource", "\"status\"", "\"\""),
                member("unknown", "{\"f:a\":{}}", "[]"),
                fields);
        Arbitrary<List<String>> usual = Combinators.combine(
                        member("fieldsType", "\"FieldsV1\""), member("operation", "\"Apply\"", "\"Update\""), fields)
                .as(List::of);
        return Combinators.combine(usual, any.list().ofMaxSize(5))
                .as((first, more) ->
                        "{" + String.join(",", first) + (more.isEmpty() ? "" : ",") + String.join(",", more) + "}");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> entries = Arbitraries.frequencyOf(
                        Tuple.of(12, entry()), Tuple.of(1, Arbitraries.of("{}", "null", "[]", "\"m\"")))
                .list()
                .ofMaxSize(4)
                .map(list -> "[" + String.join(",", list) + "]");
        return Arbitraries.frequencyOf(Tuple.of(30, entries), Tuple.of(1, Arbitraries.of("{}", "null", "1")));
    }

    static ManagedFields throughTheTree(String text) {
        String object = "{\"apiVersion\":\"" + VERSION + "\",\"metadata\":{\"managedFields\":" + text + "}}";
        return ManagedFields.readable((Node.Obj)
                Parser.tolerant().parseJson("object.json", object).get(0).root());
    }

    static ManagedFields fromTokens(ManagedFieldsReader reader, String text) {
        return Parser.tolerant()
                .readJson("fields.json", text.getBytes(StandardCharsets.UTF_8), in -> reader.read(in, VERSION));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void tokens_say_what_the_tree_says(@ForAll("texts") String one, @ForAll("texts") String two) {
        ManagedFieldsReader reader = new ManagedFieldsReader(new FieldSets());
        for (String text : List.of(one, two, one)) {
            ManagedFields read = fromTokens(reader, text);
            assertThat(read).isEqualTo(throughTheTree(text));
            assertThat(fromTokens(reader, Printer.json(read.written(), Mask.none())))
                    .isEqualTo(read);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void equal_sets_of_many_objects_are_one(@ForAll("texts") String text) {
        ManagedFieldsReader reader = new ManagedFieldsReader(new FieldSets());
        List<ManagedFields.Entry> first = fromTokens(reader, text).entries();
        List<ManagedFields.Entry> again = fromTokens(reader, text).entries();
        for (int i = 0; i < first.size(); i++) {
            assertThat(again.get(i).fields()).isSameAs(first.get(i).fields());
        }
    }
}
