package io.gitops4j.render.substitution;

import io.gitops4j.core.tree.Node;
import java.util.stream.IntStream;

/** Whether there is anything to replace in a tree. */
final class Expandable {
    private Expandable() {}

    /** Whether a key or a string in {@code node} is a template. Neither can begin in one scalar and end in the next. */
    static boolean in(Node node) {
        if (node instanceof Node.Str text) {
            return Template.isTemplate(text.value());
        }
        if (node instanceof Node.Arr arr) {
            for (int i = 0; i < arr.size(); i++) {
                if (in(arr.get(i))) {
                    return true;
                }
            }
        }
        if (node instanceof Node.Obj obj) {
            for (int i = 0; i < obj.size(); i++) {
                if (Template.isTemplate(obj.key(i)) || in(obj.value(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a key in {@code node} is a template. */
    static boolean inKey(Node node) {
        if (node instanceof Node.Arr arr) {
            return arr.items().stream().anyMatch(Expandable::inKey);
        }
        return node instanceof Node.Obj obj
                && IntStream.range(0, obj.size()).anyMatch(i -> Template.isTemplate(obj.key(i)) || inKey(obj.value(i)));
    }
}
