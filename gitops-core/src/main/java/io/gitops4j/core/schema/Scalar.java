package io.gitops4j.core.schema;

import io.gitops4j.core.tree.Node;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a scalar means: two texts of one quantity or one duration are one value. */
public enum Scalar {
    /** A string, a number or a boolean; nothing more is known. */
    ANY,
    /** A string, compared character by character. */
    STRING,
    /** An integer or a floating-point number. */
    NUMBER,
    /** True or false. */
    BOOLEAN,
    /** An integer or a string; the integer 80 and the string "80" are two values. */
    INT_OR_STRING,
    /** A quantity such as {@code 500m}, or a number (apimachinery {@code pkg/api/resource}). */
    QUANTITY,
    /** A duration such as {@code 1h30m} (Go's {@code time.ParseDuration}). */
    DURATION,
    /** An instant in RFC 3339, to the second. */
    TIME,
    /** An instant in RFC 3339, to the microsecond. */
    MICRO_TIME,
    /** Bytes in base64. */
    BYTES;

    /**
     * Whether the API server takes {@code a} and {@code b} for one value where the schema says this. A value that is none
     * of this kind is itself only, as it is for {@link Node#equals}. An equivalence relation.
     */
    public boolean same(Node a, Node b) {
        return a.equals(b) || (isSpelledFreely() && canonical(a).equals(canonical(b)));
    }

    /**
     * One spelling for all that are {@link #same}; {@code value} itself where it is none of this kind. Not always the
     * spelling that the API server prints.
     */
    public Node canonical(Node value) {
        String canonical = switch (this) {
            case QUANTITY -> quantity(value);
            case DURATION -> value instanceof Node.Str text ? Durations.canonical(text.value()) : null;
            case TIME -> value instanceof Node.Str text ? Instants.seconds(text.value()) : null;
            case MICRO_TIME -> value instanceof Node.Str text ? Instants.microseconds(text.value()) : null;
            case BYTES -> value instanceof Node.Str text ? Base64Text.canonical(text.value()) : null;
            case ANY, STRING, NUMBER, BOOLEAN, INT_OR_STRING -> null;
        };
        return canonical == null ? value : Node.of(canonical);
    }

    private boolean isSpelledFreely() {
        return switch (this) {
            case QUANTITY, DURATION, TIME, MICRO_TIME, BYTES -> true;
            case ANY, STRING, NUMBER, BOOLEAN, INT_OR_STRING -> false;
        };
    }

    private static @Nullable String quantity(Node value) {
        BigDecimal amount = null;
        if (value instanceof Node.Str text) {
            amount = Quantities.parse(text.value());
        } else if (value instanceof Node.Num number) {
            amount = Quantities.parse(number.value().toString());
        }
        return amount == null ? null : amount.toString();
    }
}
