package io.gitops4j.core.ignore;

import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Map;

/** One step from a field to fields below it, as every spelling of a path is compiled to. */
sealed interface Step {
    /** The member of that name of an object. */
    record Member(String name) implements Step {}

    /**
     * A token of a JSON Pointer: the member of that name of an object; of a list the item at that place, or each item
     * where it is {@code *}.
     */
    record Token(String text, int position) implements Step {}

    /** The item of a list at that place, from 0. */
    record Position(int position) implements Step {}

    /** Each member of an object, each item of a list. */
    record Each() implements Step {}

    /** The items of a list whose keys have one of these values each; a key that is missing has its default. */
    record Keyed(Map<String, List<Node>> keys) implements Step {}

    /** The items of a list that are one of these values. */
    record Valued(List<Node> values) implements Step {}

    /** The field itself where the filter holds for its value. */
    record Where(Filter filter) implements Step {}
}
