package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.tree.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsV1Test {
    @Test
    void writes_what_the_server_writes() {
        String text = "{\"f:a\":{\".\":{},\"f:b\":{}},\"k:{\\\"n\\\":1,\\\"z\\\":\\\"\\\\u003ca\\\\u003e\\\"}\":{},"
                + "\"v:-1\":{},\"v:1.5\":{},\"v:1e-07\":{},\"v:\\\"x\\\"\":{},\"v:true\":{},\"v:null\":{},\"i:7\":{}}";
        String sorted =
                text.replace("\"v:-1\":{},\"v:1.5\":{},\"v:1e-07\":{}", "\"v:-1\":{},\"v:1e-07\":{},\"v:1.5\":{}");
        assertThat(FieldSet.parse(text).toFieldsV1Text()).isEqualTo(sorted);
    }

    @Test
    void fields_are_written_in_the_order_of_their_utf_8() {
        String text = "{\"f:\uffee\":{},\"f:\ud83d\ude00\":{}}";
        assertThat(FieldSet.parse(text).toFieldsV1Text()).isEqualTo(text);
    }

    @Test
    void drops_what_it_does_not_know_and_fails_on_what_is_malformed() {
        assertThat(FieldSet.parse("{\"f:a\":{\"x:b\":{\"f:c\":1}}}").printed()).containsExactly(".a");
        assertThat(FieldSet.parse("null")).isSameAs(FieldSet.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":{}}", "{\"k:1\":{}}", "{\"i:x\":{}}", "{\"v:{\":{}}", "{\"f:a\":1}", "[]", "{} {}", ""})
    void malformed_text_fails(String text) {
        assertThatThrownBy(() -> FieldSet.parse(text)).isInstanceOf(GitOpsException.class);
    }

    @Test
    void equal_sets_of_many_objects_are_one() {
        FieldSets shared = new FieldSets();
        Node.Obj one =
                FieldSet.parse("{\"f:a\":{\"f:b\":{},\"f:c\":{}},\"f:d\":{}}").toFieldsV1();
        Node.Obj other =
                FieldSet.parse("{\"f:a\":{\"f:b\":{},\"f:c\":{}},\"f:e\":{}}").toFieldsV1();

        FieldSet first = FieldSet.fromFieldsV1(one, shared);

        assertThat(FieldSet.fromFieldsV1(one, shared)).isSameAs(first);
        assertThat(FieldSet.fromFieldsV1(other, shared).child("a")).isSameAs(first.child("a"));
        assertThat(first).isEqualTo(FieldSet.fromFieldsV1(one));
    }

    @Test
    void a_trie_can_be_walked_beside_its_object() {
        FieldSet set = FieldSet.parse("{\"f:a\":{\".\":{},\"k:{\\\"n\\\":1}\":{}}}");
        assertThat(set.size()).isEqualTo(1);
        assertThat(set.isMember()).isFalse();
        assertThat(set.field(0)).isEqualTo("a");
        assertThat(set.child(0)).isSameAs(set.child("a")).isSameAs(set.child(PathElement.field("a")));
        assertThat(set.child("a").isMember()).isTrue();
        assertThat(set.child("a").field(0)).isNull();
        assertThat(set.child("b").isEmpty()).isTrue();
    }
}
