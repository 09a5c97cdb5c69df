package io.gitops4j.render.substitution;

/**
 * What an expansion does with the value of its variable, as fluxcd/pkg {@code envsubst/template.go} maps operators to
 * functions. Several differ from the shell's: {@code :+} and {@code :?} are defaults like {@code :-}, and {@code =} takes an
 * empty value for an unset one.
 */
enum Operator {
    /** The value itself. */
    VALUE(""),
    /** Its length in bytes of UTF-8. */
    LENGTH("#"),
    /** With its first letter in lower case. */
    LOWER_FIRST(","),
    /** In lower case. */
    LOWER(",,"),
    /** With its first letter in upper case. */
    UPPER_FIRST("^"),
    /** In upper case. */
    UPPER("^^"),
    /** Taken by the grammar, and does nothing. */
    LOWER_UPPER(",^"),
    /** Taken by the grammar, and does nothing. */
    UPPER_LOWER("^,"),
    /** A part of it, by position and length in bytes of UTF-8. */
    SUBSTRING(":"),
    /** Without its shortest start that matches a pattern. */
    TRIM_SHORTEST_PREFIX("#"),
    /** Without its longest start that matches a pattern. */
    TRIM_LONGEST_PREFIX("##"),
    /** Without its shortest end that matches a pattern. */
    TRIM_SHORTEST_SUFFIX("%"),
    /** Without its longest end that matches a pattern. */
    TRIM_LONGEST_SUFFIX("%%"),
    /** The first occurrence of a text replaced. */
    REPLACE_FIRST("/"),
    /** Every occurrence of a text replaced. */
    REPLACE_ALL("//"),
    /** A text that it starts with replaced. */
    REPLACE_PREFIX("/#"),
    /** A text that it ends with replaced. */
    REPLACE_SUFFIX("/%"),
    /** A default for an unset or empty value. */
    EQUALS("="),
    /** As {@link #EQUALS}. */
    COLON_EQUALS(":="),
    /** As {@link #EQUALS}. */
    COLON_MINUS(":-"),
    /** As {@link #EQUALS}. */
    COLON_PLUS(":+"),
    /** As {@link #EQUALS}. */
    COLON_QUESTION(":?");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** As it is written. */
    String symbol() {
        return symbol;
    }

    /** Whether it stands in for a variable that is not set, so that strictness does not concern it. */
    boolean isDefault() {
        return switch (this) {
            case EQUALS, COLON_EQUALS, COLON_MINUS, COLON_PLUS, COLON_QUESTION -> true;
            default -> false;
        };
    }
}
