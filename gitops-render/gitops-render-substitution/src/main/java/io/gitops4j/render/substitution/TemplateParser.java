package io.gitops4j.render.substitution;

import io.gitops4j.core.Code;
import io.gitops4j.render.substitution.Part.Expansion;
import io.gitops4j.render.substitution.Part.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Reads a {@link Template}, by the grammar of fluxcd/pkg {@code envsubst/parse}. Outside an expansion {@code $$} stands for one
 * dollar, and nothing else is special: {@code $name} is text. Inside one, only the arguments of {@code /} know escapes:
 * {@code \/}, {@code \\} and {@code $$}. For one text.
 */
final class TemplateParser {
    /** How deep expansions may be nested; nobody writes more than two or three. */
    static final int DEPTH = 100;

    private static final String ESCAPE = "write \"$${\" where the text itself is meant";
    private static final String DISCREET = "the value holds an expansion that cannot be read; " + ESCAPE;
    private static final IntPredicate TO_BRACE = c -> c != '}';

    private final String source;
    private int at;
    private int depth;

    TemplateParser(String source) {
        this.source = source;
    }

    Template parse() {
        List<Part> parts = new ArrayList<>();
        int start = 0;
        for (at = source.indexOf('$'); at >= 0; at = source.indexOf('$', at)) {
            if (peek(1) == '{') {
                text(parts, start, at);
                parts.add(expansion());
                start = at;
            } else if (peek(1) == '$') {
                text(parts, start, at);
                start = at + 1;
                at += 2;
            } else {
                at++;
            }
        }
        text(parts, start, source.length());
        return new Template(source, parts);
    }

    private static void text(List<Part> parts, int start, int end) {
        if (end > start) {
            parts.add(new Text(start, end));
        }
    }

    private Expansion expansion() {
        int start = at;
        if (++depth > DEPTH) {
            String message = "more than " + DEPTH + " expansions are nested in one another";
            throw new ExpansionException(Code.LIMIT, start, message, message);
        }
        at += 2;
        Expansion expansion = peek(0) == '#' ? length(start) : named(start, name());
        depth--;
        return expansion;
    }

    private Expansion named(int start, String name) {
        if (name.isEmpty()) {
            throw invalid(start, "\"${\" is not followed by the name of a variable (letters, digits and \"_\")");
        }
        return switch (peek(0)) {
            case ':' -> "=-?+".indexOf(peek(1)) >= 0 ? withDefault(start, name, 2) : substring(start, name);
            case '=' -> withDefault(start, name, 1);
            case ',', '^' -> letterCase(start, name);
            case '/' -> replacement(start, name);
            case '#', '%' -> trimming(start, name);
            default -> closed(start, name, Operator.VALUE, List.of());
        };
    }

    private Expansion length(int start) {
        at++;
        String name = name();
        if (name.isEmpty()) {
            throw invalid(start, "\"${#\" is not followed by the name of a variable");
        }
        return closed(start, name, Operator.LENGTH, List.of());
    }

    private Expansion withDefault(int start, String name, int operatorLength) {
        Operator operator = switch (operator(operatorLength)) {
            case ":=" -> Operator.COLON_EQUALS;
            case ":-" -> Operator.COLON_MINUS;
            case ":+" -> Operator.COLON_PLUS;
            case ":?" -> Operator.COLON_QUESTION;
            default -> Operator.EQUALS;
        };
        List<Part> words = new ArrayList<>();
        while (peek(0) != '}') {
            words.addAll(argument(start, name, operator, TO_BRACE, false));
        }
        return closed(start, name, operator, List.of(words));
    }

    private Expansion substring(int start, String name) {
        at++;
        // upstream goes back over the colon by the width of the character behind it, and then finds no colon
        if (peek(0) >= 0x80) {
            throw invalid(start, "the position after \"" + name + ":\" is no number");
        }
        List<List<Part>> arguments = new ArrayList<>();
        arguments.add(argument(start, name, Operator.SUBSTRING, c -> c != ':' && c != '}', false));
        if (peek(0) == ':') {
            skipAll(':');
            arguments.add(argument(start, name, Operator.SUBSTRING, TO_BRACE, false));
        }
        return closed(start, name, Operator.SUBSTRING, arguments);
    }

    private Expansion letterCase(int start, String name) {
        boolean two = peek(1) == ',' || peek(1) == '^';
        Operator operator = switch (operator(two ? 2 : 1)) {
            case "," -> Operator.LOWER_FIRST;
            case ",," -> Operator.LOWER;
            case "^" -> Operator.UPPER_FIRST;
            case "^^" -> Operator.UPPER;
            case ",^" -> Operator.LOWER_UPPER;
            default -> Operator.UPPER_LOWER;
        };
        return closed(start, name, operator, List.of());
    }

    private Expansion replacement(int start, String name) {
        boolean two = "/#%".indexOf(peek(1)) >= 0;
        Operator operator = switch (operator(two ? 2 : 1)) {
            case "//" -> Operator.REPLACE_ALL;
            case "/#" -> Operator.REPLACE_PREFIX;
            case "/%" -> Operator.REPLACE_SUFFIX;
            default -> Operator.REPLACE_FIRST;
        };
        List<List<Part>> arguments = new ArrayList<>();
        arguments.add(argument(start, name, operator, c -> c != '/', true));
        if (peek(0) != '/') {
            throw invalid(start, "the pattern after \"" + name + operator.symbol() + "\" is not ended by \"/\"");
        }
        skipAll('/');
        if (peek(0) != '}') {
            arguments.add(argument(start, name, operator, TO_BRACE, true));
        }
        return closed(start, name, operator, arguments);
    }

    private Expansion trimming(int start, String name) {
        char first = peek(0);
        boolean two = peek(1) == first;
        at += two ? 2 : 1;
        Operator operator = first == '#'
                ? (two ? Operator.TRIM_LONGEST_PREFIX : Operator.TRIM_SHORTEST_PREFIX)
                : (two ? Operator.TRIM_LONGEST_SUFFIX : Operator.TRIM_SHORTEST_SUFFIX);
        return closed(start, name, operator, List.of(argument(start, name, operator, TO_BRACE, false)));
    }

    /** One nested expansion, or a text of at least one character up to the first that {@code taken} refuses. */
    private List<Part> argument(int start, String name, Operator operator, IntPredicate taken, boolean escapes) {
        if (peek(0) == '$' && peek(1) == '{') {
            return List.of(expansion());
        }
        int first = at;
        int from = at;
        List<Part> parts = new ArrayList<>();
        while (at < source.length() && !(peek(0) == '$' && peek(1) == '{')) {
            if (escapes && isEscape()) {
                text(parts, from, at);
                from = at + 1;
                at += 2;
            } else if (taken.test(peek(0))) {
                at++;
            } else {
                break;
            }
        }
        if (at == first) {
            throw invalid(start, "\"" + name + operator.symbol() + "\" is not followed by what it needs");
        }
        text(parts, from, at);
        return parts;
    }

    private boolean isEscape() {
        char next = peek(1);
        return peek(0) == '$' && next == '$' || peek(0) == '\\' && (next == '/' || next == '\\');
    }

    private Expansion closed(int start, String name, Operator operator, List<List<Part>> arguments) {
        if (peek(0) == '}') {
            at++;
            return new Expansion(start, at, name, operator, arguments);
        }
        if (operator != Operator.VALUE || at >= source.length()) {
            throw invalid(start, "the expansion of \"" + name + "\" is not closed by \"}\"");
        }
        char next = peek(0);
        String shell = "-+?".indexOf(next) >= 0 ? "; a default is written \":-\"" : "";
        String what = next > ' ' && next <= '~' ? "\"" + next + "\"" : "a character";
        throw invalid(start, "after the variable \"" + name + "\" comes " + what + ", which is no operator" + shell);
    }

    private String operator(int length) {
        at += length;
        return source.substring(at - length, at);
    }

    private String name() {
        int start = at;
        while (at < source.length()) {
            int letter = source.codePointAt(at);
            if (letter != '_' && !Character.isLetter(letter) && !Character.isDigit(letter)) {
                break;
            }
            at += Character.charCount(letter);
        }
        return source.substring(start, at);
    }

    private void skipAll(char wanted) {
        while (at < source.length() && source.charAt(at) == wanted) {
            at++;
        }
    }

    /** The character {@code ahead} of the current one; past the end a character that the grammar has no use for. */
    private char peek(int ahead) {
        return at + ahead < source.length() ? source.charAt(at + ahead) : '\0';
    }

    private static ExpansionException invalid(int start, String what) {
        return new ExpansionException(Code.INVALID_TEXT, start, what + "; " + ESCAPE, DISCREET);
    }
}
