package io.gitops4j.core.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Quantities as apimachinery reads them ({@code pkg/api/resource/quantity.go}, {@code ParseQuantity}). */
final class Quantities {
    private static final String SUFFIX_LETTERS = "eEinumkKMGTP";
    private static final int NANO = 9;
    private static final BigDecimal LEAST = BigDecimal.ONE.movePointLeft(NANO);
    private static final BigDecimal MOST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Past these no cluster has a quantity, but arithmetic has a cost. */
    private static final int MOST_CHARACTERS = 256;

    private static final int MOST_EXPONENT = 1_000_000;

    private Quantities() {}

    /**
     * The amount, without trailing zeros and rounded away from zero to a nano; null where {@code text} is no quantity. Blanks
     * around it do not count.
     */
    static @Nullable BigDecimal parse(String text) {
        String quantity = text.strip();
        int start = sign(quantity, 0);
        int point = digits(quantity, start);
        int end = point < quantity.length() && quantity.charAt(point) == '.' ? digits(quantity, point + 1) : point;
        int letters = end;
        while (letters < quantity.length() && SUFFIX_LETTERS.indexOf(quantity.charAt(letters)) >= 0) {
            letters++;
        }
        boolean wellFormed = digits(quantity, sign(quantity, letters)) == quantity.length();
        BigDecimal number = quantity.length() > MOST_CHARACTERS ? null : number(quantity, start, point, end);
        BigDecimal amount = number == null || !wellFormed ? null : amount(number, quantity.substring(end));
        if (amount == null) {
            return null;
        }
        BigDecimal canonical = rounded(amount).stripTrailingZeros();
        return quantity.charAt(0) == '-' ? canonical.negate() : canonical;
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** The digits before and after the point; null for none at all, which upstream reads as zero in a part of the cases. */
    private static @Nullable BigDecimal number(String text, int start, int point, int end) {
        String fraction = end > point ? text.substring(point + 1, end) : "";
        String digits = text.substring(start, point) + fraction;
        return digits.isEmpty() ? null : new BigDecimal(new BigInteger(digits), fraction.length());
    }

    private static @Nullable BigDecimal amount(BigDecimal number, String suffix) {
        return switch (suffix) {
            case "n" -> number.scaleByPowerOfTen(-9);
            case "u" -> number.scaleByPowerOfTen(-6);
            case "m" -> number.scaleByPowerOfTen(-3);
            case "" -> number;
            case "k" -> number.scaleByPowerOfTen(3);
            case "M" -> number.scaleByPowerOfTen(6);
            case "G" -> number.scaleByPowerOfTen(9);
            case "T" -> number.scaleByPowerOfTen(12);
            case "P" -> number.scaleByPowerOfTen(15);
            case "E" -> number.scaleByPowerOfTen(18);
            case "Ki" -> binary(number, 10);
            case "Mi" -> binary(number, 20);
            case "Gi" -> binary(number, 30);
            case "Ti" -> binary(number, 40);
            case "Pi" -> binary(number, 50);
            case "Ei" -> binary(number, 60);
            default -> exponential(number, suffix);
        };
    }

    private static BigDecimal binary(BigDecimal number, int exponent) {
        return number.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(exponent)))
                .min(MOST_BINARY);
    }

    private static @Nullable BigDecimal exponential(BigDecimal number, String suffix) {
        if (suffix.charAt(0) != 'e' && suffix.charAt(0) != 'E') {
            return null;
        }
        try {
            int exponent = Integer.parseInt(suffix.substring(1));
            return Math.abs((long) exponent) > MOST_EXPONENT ? null : number.scaleByPowerOfTen(exponent);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Who asks for something, however little, gets something. */
    private static BigDecimal rounded(BigDecimal amount) {
        if (amount.signum() == 0 || amount.scale() <= NANO) {
            return amount;
        }
        return amount.compareTo(LEAST) <= 0 ? LEAST : amount.setScale(NANO, RoundingMode.UP);
    }
}
