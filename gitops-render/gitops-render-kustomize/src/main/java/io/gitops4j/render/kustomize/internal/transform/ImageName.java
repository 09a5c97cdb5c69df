package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.pattern.Budget;
import io.gitops4j.core.pattern.LinearPattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image to be changed. To upstream it is a regular expression that has no anchor but the end of the tag and
 * digest ({@code api/internal/image/image.go}); what is none, matches nothing. The names that are in use know one operator,
 * the dot, which is any character; they are matched without an automaton.
 */
final class ImageName {
    private static final String REST = "(:[a-zA-Z0-9_.{}-]*)?(@[a-zA-Z0-9]+([.+_-][a-zA-Z0-9]+)*:[a-zA-Z0-9_.{}-]*)?$";
    private static final LinearPattern AFTER_NAME = LinearPattern.compile("^" + REST, false);
    /** More than any image is long, times what a state of the automaton may cost. */
    private static final long STEPS = 10_000_000;

    private final String name;
    private final boolean plain;
    private final @Nullable LinearPattern pattern;

    ImageName(String name) {
        this.name = name;
        this.plain = name.chars().allMatch(ImageName::isPlain);
        this.pattern = plain ? null : compiled(name);
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "./:@_-".indexOf(c) >= 0;
    }

    private static @Nullable LinearPattern compiled(String name) {
        try {
            return LinearPattern.compile("^" + name + REST, false);
        } catch (IllegalArgumentException noExpression) {
            return null;
        }
    }

    boolean matches(String image) {
        try {
            return plain
                    ? startsWithName(image) && isRest(image.substring(name.length()))
                    : pattern != null && pattern.finds(image, Budget.of(STEPS));
        } catch (Budget.Spent tooLong) {
            return false;
        }
    }

    private boolean startsWithName(String image) {
        if (image.length() < name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char expected = name.charAt(i);
            char found = image.charAt(i);
            if (expected == '.' ? found == '\n' : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRest(String rest) {
        return rest.isEmpty() || AFTER_NAME.finds(rest, Budget.of(STEPS));
    }
}
