package io.gitops4j.render.substitution;

import io.gitops4j.core.Code;
import io.gitops4j.core.render.Suggestion;
import io.gitops4j.render.substitution.Part.Expansion;
import io.gitops4j.render.substitution.Part.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of a {@link Template}, as fluxcd/pkg {@code envsubst/template.go} does it: arguments first, used or not, then
 * the variable. For one thread.
 */
final class Evaluation {
    private final Template template;
    private final Map<String, Variable> variables;
    private final boolean strict;
    private final Effort effort;
    private final Map<String, Expansion> unset = new LinkedHashMap<>();

    private record Piece(String text, boolean sensitive) {}

    private Evaluation(Template template, Map<String, Variable> variables, boolean strict, Effort effort) {
        this.template = template;
        this.variables = variables;
        this.strict = strict;
        this.effort = effort;
    }

    /**
     * The template with its expansions replaced.
     *
     * @param strict whether a variable that is not set is an error, else it is empty
     * @throws ExpansionException for a variable that is not set or is no text, a part that is none, and where it costs too
     *     much
     */
    static Substituted of(Template template, Map<String, Variable> variables, boolean strict, Effort effort) {
        return new Evaluation(template, variables, strict, effort).run();
    }

    private Substituted run() {
        StringBuilder out = new StringBuilder(template.source().length());
        List<Segment> segments = new ArrayList<>(template.parts().size());
        for (Part part : template.parts()) {
            int start = out.length();
            boolean sensitive = append(part, out);
            segments.add(new Segment(start, out.length(), part, sensitive));
        }
        return new Substituted(out.toString(), segments, unset);
    }

    /** Appends what {@code part} stands for; whether that is sensitive. */
    private boolean append(Part part, StringBuilder out) {
        if (part instanceof Text text) {
            Effort.check((long) out.length() + text.end() - text.start(), text.start());
            out.append(template.source(), text.start(), text.end());
            return false;
        }
        Piece piece = expand((Expansion) part);
        effort.spend(piece.text().length(), part.start());
        Effort.check((long) out.length() + piece.text().length(), part.start());
        out.append(piece.text());
        return piece.sensitive();
    }

    private Piece expand(Expansion expansion) {
        List<String> arguments = new ArrayList<>(expansion.arguments().size());
        boolean sensitiveArguments = false;
        for (List<Part> parts : expansion.arguments()) {
            StringBuilder argument = new StringBuilder();
            for (Part part : parts) {
                sensitiveArguments |= append(part, argument);
            }
            effort.spend(argument.length(), expansion.start());
            arguments.add(argument.toString());
        }
        Variable variable = variables.get(expansion.name());
        String value = value(expansion, variable);
        String result = StringOperations.apply(expansion, value, arguments, effort);
        // a default that is not needed leaves no trace in the result
        boolean unused = expansion.operator().isDefault() && !value.isEmpty();
        boolean sensitive = variable != null && variable.sensitive() || sensitiveArguments && !unused;
        return new Piece(result, sensitive);
    }

    private String value(Expansion expansion, @Nullable Variable variable) {
        String name = expansion.name();
        if (variable != null) {
            String value = variable.value();
            if (value == null) {
                throw new ExpansionException(
                        Code.INVALID_TEXT,
                        expansion.start(),
                        "the variable \"" + name + "\" of " + variable.from() + " holds bytes that are no UTF-8 text",
                        "a variable of this value holds bytes that are no UTF-8 text");
            }
            return value;
        }
        if (!expansion.operator().isDefault()) {
            if (strict) {
                throw notSet(expansion);
            }
            unset.putIfAbsent(name, expansion);
        }
        return "";
    }

    private ExpansionException notSet(Expansion expansion) {
        String near = Suggestion.didYouMean(expansion.name(), variables.keySet());
        String next = near.isEmpty()
                ? "; define it, give it a default as in ${" + expansion.name()
                        + ":-…}, or write \"$${\" where the text itself is meant"
                : near;
        return new ExpansionException(
                Code.INVALID_CONFIGURATION,
                expansion.start(),
                "the variable \"" + expansion.name() + "\" is not set (substitution is strict)" + next,
                "a variable that this value refers to is not set (substitution is strict); its name is not shown, since"
                        + " the value is sensitive" + near);
    }
}
