package io.gitops4j.core.text;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.gitops4j.core.tree.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a scalar means given its tag, as go-yaml v2's {@code decode.go} and {@code sigs.k8s.io/yaml} have it. */
final class YamlTags {
    static final String MERGE = "tag:yaml.org,2002:merge";
    private static final String STRING = "tag:yaml.org,2002:str";
    private static final String PREFIX = "tag:yaml.org,2002:";

    private final Dialect dialect;

    YamlTags(Dialect dialect) {
        this.dialect = dialect;
    }

    /** A String, Long, BigInteger, Double, Boolean or {@link KubectlScalars#NULL}; null where tag and text disagree. */
    @Nullable
    Object resolve(@Nullable String tag, boolean plain, String text) {
        if (tag == null) {
            return plain ? dialect.resolve(text) : text;
        }
        if (!tag.startsWith(PREFIX)) {
            return text;
        }
        switch (tag.substring(PREFIX.length())) {
            case "bool":
                return dialect.resolve(text) instanceof Boolean value ? value : null;
            case "int":
                return dialect.resolve(text) instanceof Number value && !(value instanceof Double) ? value : null;
            case "float":
                return real(dialect.resolve(text));
            case "null":
                return dialect.resolve(text) == KubectlScalars.NULL ? KubectlScalars.NULL : null;
            case "timestamp":
                return Timestamps.isTimestamp(text) ? dialect.timestamp(text) : null;
            case "binary":
                return binary(text);
            default:
                return text;
        }
    }

    private static @Nullable Object real(Object number) {
        return number instanceof Long value ? (Object) value.doubleValue() : number instanceof Double ? number : null;
    }

    /** Whether a scalar that is no merge key is a key, as it stands, for a dialect in which only strings are. */
    static boolean isStringKey(@Nullable String tag, boolean plain, String text) {
        return tag == null ? !plain || KustomizeScalars.isString(text) : tag.equals(STRING);
    }

    /** The node of a resolved value, or null for a number that JSON cannot hold. */
    static @Nullable Node node(Object value) {
        if (value == KubectlScalars.OVERFLOW) {
            return null;
        }
        if (value instanceof String text) {
            return Node.of(text);
        }
        if (value instanceof Long number) {
            return Node.of(number);
        }
        if (value instanceof Boolean truth) {
            return Node.of(truth);
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? Node.of(number) : null;
        }
        return value instanceof BigInteger number ? Node.of(number) : Node.nil();
    }

    /** The key of a resolved value, or null for one that kubectl takes for no key: null, or an integer over 63 bits. */
    static @Nullable String key(Object value) {
        if (value instanceof Double number) {
            return floatKey(number.floatValue());
        }
        return value == KubectlScalars.NULL || value instanceof BigInteger ? null : value.toString();
    }

    /** As Go's {@code strconv.FormatFloat(value, 'g', -1, 32)}. */
    private static String floatKey(float value) {
        if (!Float.isFinite(value)) {
            return Float.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /** The bytes as text; each that is no UTF-8 becomes U+FFFD, as Go's {@code json.Marshal} does. */
    private static @Nullable Object binary(String base64) {
        byte[] bytes;
        try {
            String digits = base64.replace("\n", "").replace("\r", "");
            if (digits.length() % 4 != 0) {
                return null;
            }
            bytes = Base64.getDecoder().decode(digits);
        } catch (IllegalArgumentException e) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            in.get();
            out.put('\uFFFD');
            result = decoder.reset().decode(in, out, true);
        }
        return out.flip().toString();
    }
}
