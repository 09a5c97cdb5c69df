package io.gitops4j.core.text;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitrary trees, full of strings that some reader of YAML takes for something else. */
final class AnyTree {
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "~",
            "null",
            "Null",
            "yes",
            "NO",
            "on",
            "y",
            "true",
            "0",
            "-1",
            "+2",
            "007",
            "0o17",
            "0x1F",
            "0b11",
            "1_000",
            "1e3",
            "1.5",
            ".5",
            "-.5",
            "+.5",
            ".inf",
            "-.INF",
            "+.inf",
            ".NaN",
            "1e400",
            "09",
            "1:20",
            "190:20:30",
            "52:54:00:12:34:56",
            "1:20.5",
            "2001-01-01",
            "2001-12-14t21:59:43.10-05:00",
            "2024-02-30",
            "<<",
            "=",
            "_1",
            "1_",
            "-",
            "?",
            ":",
            "- x",
            "? x",
            ": x",
            "a: b",
            "a:",
            ":a",
            "a #b",
            "a#b",
            "#c",
            "---",
            "--- x",
            "...",
            "%YAML",
            "@x",
            "`x",
            "&a",
            "*a",
            "!x",
            "!!str x",
            "|",
            ">",
            "'",
            "\"",
            "'x'",
            "\"x\"",
            "{",
            "}",
            "[",
            "]",
            "{a: b}",
            "[a]",
            ",",
            "a, b",
            "\\",
            "\\n",
            "a\\",
            "\n",
            "\n\n",
            "a\n",
            "a\n\n",
            "\na",
            "a\nb",
            "a\n\nb\n",
            " a\nb",
            "a\n b\n",
            "a \nb",
            "a\n  \nb",
            "a\n\t\nb",
            "\ta\nb",
            "a\n---\nb\n",
            "a\n# b\n",
            "\r",
            "a\rb",
            "a\r\nb",
            "\t",
            "a\tb",
            "\ta",
            "x ",
            " x",
            "x\t",
            "\u0000",
            "\u0007",
            "\u001B",
            "\u007F",
            "\u0085",
            "a\u0085b",
            "\u00A0",
            "\u2028",
            "a\u2029b",
            "\uFEFF",
            "\uFEFFa",
            "\uFFFE",
            "\uFFFF",
            "\uD83D\uDC8E",
            "a \uD83D\uDC69\u200D\uD83D\uDE80 b",
            "é",
            "日本語",
            "--flag=value",
            "-x",
            "nginx:1.25",
            "http://a.example:80/?q=1#f",
            "*/5 * * * *",
            "100m",
            "64Mi",
            "30s",
            "1.2.3",
            "10.0.0.1",
            "app.kubernetes.io/name",
            "72043e2",
            "12e4567",
            "{{ .Values.x }}",
            "$(VAR)",
            "nan",
            "Infinity",
            "nil");

    private static final String SPECIAL = " \t\n:#-?*&!|>'\"%@`{}[],\\abn01._~=<+x";

    private static final double[] DOUBLES = {
        0.1, 1e21, 1e-7, 1e300, -1e22, Double.MIN_VALUE, Double.MAX_VALUE, 0x1p63, -0x1p63, 0x1p64, 1e19, -0.0
    };

    private AnyTree() {}

    /** Trees from a random source rather than combined from parts, which jqwik would take exponential time to shrink. */
    static Arbitrary<Node> trees() {
        return Arbitraries.longs().map(seed -> tree(new Random(seed), 4));
    }

    static Arbitrary<Node> objects() {
        return Arbitraries.longs().map(seed -> object(new Random(seed), 3));
    }

    static Arbitrary<String> strings() {
        return Arbitraries.longs().map(seed -> string(new Random(seed)));
    }

    private static Node tree(Random random, int depth) {
        int kind = depth == 0 ? random.nextInt(6) : random.nextInt(12);
        if (kind > 8) {
            return object(random, depth - 1);
        }
        if (kind > 5) {
            Node[] items = new Node[random.nextInt(4)];
            Arrays.setAll(items, i -> tree(random, depth - 1));
            return Node.array(items);
        }
        return switch (kind) {
            case 0 -> random.nextInt(4) == 0 ? Node.nil() : Node.of(random.nextBoolean());
            case 1 -> number(random);
            default -> Node.of(string(random));
        };
    }

    private static Node object(Random random, int depth) {
        ObjBuilder builder = Node.objectBuilder();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            builder.put(string(random), tree(random, depth));
        }
        return builder.build();
    }

    private static Node number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Node.of(random.nextInt(1400) - 300);
            case 1 -> Node.of(random.nextLong());
            case 2 -> Node.of(random.nextGaussian() * 1000);
            case 3 -> {
                double value = Double.longBitsToDouble(random.nextLong());
                yield Node.of(Double.isFinite(value) ? value : 0.5);
            }
            case 4 -> Node.of(new BigInteger(Long.toUnsignedString(random.nextLong())));
            default -> Node.of(DOUBLES[random.nextInt(DOUBLES.length)]);
        };
    }

    private static String string(Random random) {
        String nasty = NASTY.get(random.nextInt(NASTY.size()));
        return switch (random.nextInt(5)) {
            case 0, 1 -> nasty;
            case 2 -> nasty + NASTY.get(random.nextInt(NASTY.size()));
            case 3 -> characters(random.nextInt(12), i -> SPECIAL.charAt(random.nextInt(SPECIAL.length())));
            default ->
                characters(random.nextInt(8), i -> {
                    int c = random.nextInt(random.nextBoolean() ? 0x300 : 0x110000);
                    return c >= 0xD800 && c <= 0xDFFF ? 'x' : c;
                });
        };
    }

    private static String characters(int length, IntUnaryOperator codePoint) {
        StringBuilder out = new StringBuilder();
        IntStream.range(0, length).map(codePoint).forEach(out::appendCodePoint);
        return out.toString();
    }
}
