package io.gitops4j.render.substitution;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text with expansions, read once. Immutable.
 *
 * @param source the text
 * @param parts the pieces of it, in order
 */
record Template(String source, List<Part> parts) {
    Template {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a text.
     *
     * @throws ExpansionException where an expansion is malformed, or too many are nested
     */
    static Template parse(String source) {
        return new TemplateParser(source).parse();
    }

    /** Whether {@code text} holds anything but itself: the start of an expansion, or an escaped dollar. */
    static boolean isTemplate(String text) {
        int at = text.indexOf('$');
        while (at >= 0 && at + 1 < text.length()) {
            char next = text.charAt(at + 1);
            if (next == '{' || next == '$') {
                return true;
            }
            at = text.indexOf('$', at + 1);
        }
        return false;
    }

    /** The names of the variables that it refers to, sorted. */
    Set<String> variables() {
        Set<String> names = new TreeSet<>();
        collect(parts, names);
        return names;
    }

    private static void collect(List<Part> parts, Set<String> names) {
        for (Part part : parts) {
            if (part instanceof Part.Expansion expansion) {
                names.add(expansion.name());
                expansion.arguments().forEach(argument -> collect(argument, names));
            }
        }
    }

    /** The number of pieces; never the text. */
    @Override
    public String toString() {
        return "template of " + parts.size() + " parts";
    }
}
