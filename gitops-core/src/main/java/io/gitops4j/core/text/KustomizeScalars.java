package io.gitops4j.core.text;

import java.math.BigInteger;

/**
 * The implicit types of {@code go.yaml.in/yaml/v3} 3.0.4, {@code resolve.go}, as they look once Kustomize has written
 * them as JSON and read that back with {@code go.yaml.in/yaml/v2} ({@code Resource.AsYAML}). They differ from {@link
 * KubectlScalars} in the booleans, the dates, and in what becomes of a double.
 */
final class KustomizeScalars {
    /** From here on Go's {@code encoding/json} writes a double with an exponent. */
    private static final double EXPONENT_FROM = 1e21;

    private KustomizeScalars() {}

    static Object resolve(String in) {
        Object value = KubectlScalars.resolve(in);
        if (value instanceof Boolean) {
            return "tTfF".indexOf(in.charAt(0)) >= 0 ? value : in;
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value == KubectlScalars.OVERFLOW) {
            return in;
        }
        return value instanceof String ? text(in) : value;
    }

    /** Whether the plain scalar is a string for go-yaml itself, which a date is not. */
    static boolean isString(String in) {
        return resolve(in) instanceof String && !Timestamps.isTimestamp(in);
    }

    private static Object text(String in) {
        char first = in.charAt(0);
        if (first < '0' || first > '9') {
            return in;
        }
        String moment = Timestamps.rfc3339(in);
        if (moment != null) {
            return moment;
        }
        String plain = in.indexOf('_') < 0 ? in : in.replace("_", "");
        Object octal = KubectlScalars.signedAfter("0o", 8, plain);
        return octal == null ? in : octal;
    }

    /**
     * A double without a fraction goes through JSON as the digits that tell it apart, then zeros, and comes back as an
     * integer where 64 bits hold those: {@code 1.2345678901234567e+18} as 1234567890123456800.
     */
    static Object number(double value) {
        if (!Double.isFinite(value) || value != Math.rint(value) || Math.abs(value) >= EXPONENT_FROM) {
            return value;
        }
        if (value == 0) {
            return 0L;
        }
        BigInteger digits = Numerals.shortest(Math.abs(value)).toBigInteger();
        if (value < 0) {
            digits = digits.negate();
        }
        if (digits.bitLength() < Long.SIZE) {
            return digits.longValue();
        }
        // as a double, the one below the least long would be that long, which has other digits
        boolean kept = digits.signum() > 0 ? digits.bitLength() == Long.SIZE : value == Long.MIN_VALUE;
        return kept ? (Object) digits : (Object) value;
    }
}
