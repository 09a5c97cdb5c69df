package io.gitops4j.core.text;

import java.util.Locale;
import java.util.Optional;

/** How our documents spell constants: {@code NO_CHANGE} is {@code noChange}. */
public final class ConstantNames {
    private ConstantNames() {}

    /** The word of a constant. */
    public static String of(Enum<?> constant) {
        StringBuilder out = new StringBuilder();
        boolean upper = false;
        for (char c : constant.name().toLowerCase(Locale.ROOT).toCharArray()) {
            if (c != '_') {
                out.append(upper ? Character.toUpperCase(c) : c);
            }
            upper = c == '_';
        }
        return out.toString();
    }

    /** The constant of a word, or empty where there is none. */
    public static <E extends Enum<E>> Optional<E> find(String word, E[] constants) {
        for (E constant : constants) {
            if (of(constant).equals(word)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
