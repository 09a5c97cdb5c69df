package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.tree.Node;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of {@code $(NAME)} in a text; {@code $$} is a dollar sign ({@code api/filters/refvar/expand.go}). What
 * has no value stays as it is, since the container's own environment may have one. What was put in is not expanded again.
 */
final class Expansion {
    private final Function<String, @Nullable Node> values;

    /** An expansion with the scalars that {@code values} has by name. */
    Expansion(Function<String, @Nullable Node> values) {
        this.values = values;
    }

    /** {@code text} with the values; where it is one name alone, its value, of whatever type. */
    Node of(Node.Str text) {
        String input = text.value();
        if (input.indexOf('$') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(input.length());
        int lastClose = input.lastIndexOf(')');
        int from = 0;
        int at = input.indexOf('$');
        while (at >= 0 && at + 1 < input.length()) {
            out.append(input, from, at);
            char next = input.charAt(at + 1);
            int close = next == '(' && at < lastClose ? input.indexOf(')', at + 2) : -1;
            if (close > 0) {
                String name = input.substring(at + 2, close);
                Node value = values.apply(name);
                if (value != null && at == 0 && close == input.length() - 1) {
                    return value;
                }
                out.append(value == null ? input.substring(at, close + 1) : Scalars.printed(value));
                from = close + 1;
            } else {
                out.append('$');
                if (next != '$') {
                    out.append(next);
                }
                from = at + 2;
            }
            at = input.indexOf('$', from);
        }
        out.append(input, from, input.length());
        String expanded = out.toString();
        return expanded.equals(input) ? text : Node.of(expanded);
    }
}
