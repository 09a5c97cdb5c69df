package io.gitops4j.render.kustomize.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Resources whose scalars and keys are as awkward as YAML lets them be; the same for the same seed. */
final class NastyYaml {
    private static final List<String> WORDS = List.of(
            "y",
            "Y",
            "yes",
            "Yes",
            "n",
            "NO",
            "on",
            "OFF",
            "true",
            "False",
            "null",
            "Null",
            "~",
            "",
            "<<",
            "=",
            "-",
            "--",
            "---",
            "...",
            "..",
            "?",
            ":",
            "a: b",
            "a #b",
            "#a",
            "a:",
            "- a",
            "0o17",
            "017",
            "0x1F",
            "0b101",
            "1_000",
            "1.0",
            "1e3",
            "1e21",
            "-0",
            "-0.0",
            "12e4567",
            "190:20:30",
            "1:30.5",
            "2001-12-14",
            "2001-12-14T21:59:43.10-05:00",
            "2001-12-14 21:59:43",
            "2001-02-30",
            "k2",
            "k10",
            "k02",
            "a1b10",
            "a1b9",
            ".5",
            "5.",
            "+12",
            "0.00001",
            "1234567.5");
    private static final String NUMERIC = "0011223456789++--__..eEfxXoObB:: TZ";
    private static final String PLAIN_NUMERIC = "0011223456789++--__..eExXoObB";
    private static final int[] CHARACTERS =
            ("abcXYZ0123   \t\n\r\u0085\u2028\u2029\uFEFF\u00A0\u00E9\u4E2D:#-?,[]{}&*!|>'\"%@`\\~=._+/<\0\u0007\u001B\u0001"
                            + "\uD83D\uDE00\uE000\uFFFD\uD7FF")
                    .codePoints()
                    .toArray();

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int anchors;
    private final List<String> flat = new ArrayList<>();

    NastyYaml(long seed) {
        this.random = new Random(seed);
    }

    /** A resource of that name. */
    String resource(String name) {
        out.setLength(0);
        anchors = 0;
        flat.clear();
        out.append("apiVersion: example.com/v1\nkind: Sample\nmetadata:\n  name: ")
                .append(name)
                .append("\nspec:\n");
        map(1, 2);
        return out.toString();
    }

    private void map(int depth, int indent) {
        Set<String> keys = new HashSet<>();
        int size = 1 + random.nextInt(6);
        while (keys.size() < size) {
            String key = key();
            // a quoted merge key is lost upstream, and a next-line character breaks a key there
            if (key.equals("<<") || key.indexOf('\u0085') >= 0 || !ordered(keys, key) || !keys.add(key)) {
                continue;
            }
            blanks(indent);
            out.append(random.nextInt(20) == 0 ? "? " : "");
            boolean explicit = out.charAt(out.length() - 2) == '?';
            doubleQuoted(key);
            if (explicit) {
                out.append('\n');
                blanks(indent);
            }
            out.append(":");
            value(depth, indent);
        }
    }

    /** Whether the order of the keys leaves no choice with one more: where it goes in circles, upstream's build varies. */
    private static boolean ordered(Set<String> keys, String key) {
        for (String a : keys) {
            for (String b : keys) {
                boolean ab = NaturalOrder.compare(a, b) < 0;
                boolean bKey = NaturalOrder.compare(b, key) < 0;
                boolean keyA = NaturalOrder.compare(key, a) < 0;
                if (a != b && ab == bKey && bKey == keyA) {
                    return false;
                }
            }
        }
        return true;
    }

    private String key() {
        return switch (random.nextInt(6)) {
            case 0 -> WORDS.get(random.nextInt(WORDS.size()));
            case 1 -> "k" + random.nextInt(120);
            case 2 -> "a" + "0".repeat(random.nextInt(3)) + random.nextInt(30) + "b" + random.nextInt(12);
            case 3 -> "long key ".repeat(12 + random.nextInt(6)) + random.nextInt(100);
            default -> text(1 + random.nextInt(8));
        };
    }

    private void list(int depth, int indent) {
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            blanks(indent);
            out.append('-');
            value(depth, indent);
        }
    }

    /** Writes a value and ends its line, after a colon or a dash at {@code indent}. */
    private void value(int depth, int indent) {
        int kind = random.nextInt(depth < 5 ? 17 : 14);
        if (kind == 16) {
            out.append('\n');
            list(depth + 1, indent + 2);
            return;
        }
        if (kind >= 14) {
            out.append('\n');
            map(depth + 1, indent + 1 + random.nextInt(4));
            return;
        }
        out.append(' ');
        switch (kind) {
            case 0 -> out.append(plainWord());
            case 1, 2 ->
                out.append(characters(PLAIN_NUMERIC, 1 + random.nextInt(10)).replaceFirst("^[-?:_.]+", "1"));
            case 3 -> doubleQuoted(characters(NUMERIC, 1 + random.nextInt(12)));
            case 4 -> doubleQuoted(WORDS.get(random.nextInt(WORDS.size())));
            case 5 -> doubleQuoted(text(1 + random.nextInt(12)));
            case 6 -> doubleQuoted(sentence());
            case 7 -> singleQuoted(sentence());
            case 8 -> folded(indent);
            case 9 -> flow(0);
            case 10 -> tagged();
            case 11 -> out.append(date());
            case 12 -> anchored();
            default -> block(indent + 1 + random.nextInt(4));
        }
        if (out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }

    private void tagged() {
        switch (random.nextInt(7)) {
            case 0 -> out.append("!!str ").append(plainWord());
            case 1 -> out.append("!!int ").append(random.nextInt(100_000));
            case 2 -> out.append("!!float 0").append(random.nextInt(100_000)).append(".50");
            case 3 ->
                out.append("!!binary ").append(new String(Base64.getEncoder().encode(text(9).getBytes(UTF_8)), UTF_8));
            case 4 -> out.append("!!timestamp 2001-1-").append(10 + random.nextInt(10));
            case 5 -> out.append("!local ").append("w").append(random.nextInt());
            default -> out.append("!!null");
        }
    }

    private String date() {
        String zone = List.of("Z", "+00:00", "-07:30", "+14:00", "z", "").get(random.nextInt(6));
        String between = List.of("T", "t", " ", "   ", "_").get(random.nextInt(5));
        String fraction =
                List.of("", ".", ".0", ".10", ".123456789012", ".001", ",5").get(random.nextInt(7));
        return (1000 + random.nextInt(9000)) + "-" + number(14) + "-" + number(33)
                + (random.nextInt(3) == 0
                        ? ""
                        : between + number(26) + ":" + number(62) + ":" + number(62) + fraction + zone);
    }

    private String number(int bound) {
        return (random.nextBoolean() ? "" : random.nextInt(5) == 0 ? "00" : "0") + random.nextInt(bound);
    }

    /** A map in brackets with simple keys, that takes in some named before it, and has a name itself. */
    private void anchored() {
        StringBuilder map = new StringBuilder();
        int members = random.nextInt(4);
        int merge = anchors == 0 ? -1 : random.nextInt(2 * members + 2);
        merge = merge > members ? -1 : merge;
        for (int i = 0; i <= members; i++) {
            if (i == merge) {
                // a map in a list that merges others itself loses some of them upstream
                String last = flat.isEmpty() ? "{m3: in}" : flat.get(random.nextInt(flat.size()));
                String first = flat.isEmpty() ? "{m2: in}" : flat.get(random.nextInt(flat.size()));
                map.append(
                        random.nextBoolean()
                                ? "<<: *a" + random.nextInt(anchors) + ", "
                                : "<<: [" + first + ", {m1: in, m8: in}, " + last + "], ");
            }
            map.append('m')
                    .append(i * 2 + random.nextInt(2))
                    .append(": ")
                    .append(random.nextInt(50))
                    .append(", ");
        }
        if (merge < 0) {
            flat.add("*a" + anchors);
        }
        out.append("&a").append(anchors++).append(" {").append(map).append('}');
    }

    private String plainWord() {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        boolean indicator = word.matches("[-?:#].*|.*: .*|.*:|.* #.*|\\.\\.\\.");
        return indicator ? "word" : word;
    }

    /** A plain text over several lines. */
    private void folded(int indent) {
        int words = 1 + random.nextInt(60);
        for (int i = 0; i < words; i++) {
            out.append(i == 0 ? "w" : random.nextInt(9) == 0 ? "\n" + "\n".repeat(random.nextInt(2)) : " ");
            if (out.charAt(out.length() - 1) == '\n') {
                blanks(indent + 1);
            }
            out.append(characters("abc'\"!\u00E9", 1 + random.nextInt(9)));
        }
    }

    private void flow(int depth) {
        int size = random.nextInt(4);
        boolean list = random.nextBoolean();
        out.append(list ? '[' : '{');
        for (int i = 0; i < size; i++) {
            if (!list) {
                doubleQuoted("f" + i + (random.nextInt(3) == 0 ? sentence().replace('\u0085', '-') : ""));
                out.append(": ");
            }
            switch (random.nextInt(depth < 3 ? 5 : 4)) {
                case 0 -> doubleQuoted(text(random.nextInt(6)));
                case 1 -> doubleQuoted(sentence());
                case 2 -> out.append("w").append(plainWord().replaceAll("[^A-Za-z0-9.~+-]", "a"));
                case 3 -> out.append(list || i + 1 < size ? "~" : "");
                default -> flow(depth + 1);
            }
            out.append(i + 1 == size ? "" : ", ");
        }
        out.append(list ? ']' : '}');
    }

    private void block(int indent) {
        boolean literal = random.nextInt(3) > 0;
        String first = blockLine();
        int given = indent - parentIndent();
        out.append(literal ? '|' : '>');
        if (first.isBlank() || first.startsWith(" ")) {
            out.append(given);
        }
        out.append(List.of("", "-", "+").get(random.nextInt(3))).append('\n');
        int lines = random.nextInt(6);
        for (int i = 0; i <= lines; i++) {
            String line = i == 0 ? first : blockLine();
            if (!line.isEmpty()) {
                blanks(indent);
            }
            out.append(line).append('\n');
        }
    }

    /** The indentation of the line being written, from which that of a block text counts. */
    private int parentIndent() {
        int at = out.lastIndexOf("\n") + 1;
        int indent = at;
        while (out.charAt(indent) == ' ') {
            indent++;
        }
        return indent - at;
    }

    private String blockLine() {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "  " + characters("abc:#-", 6);
            case 2 -> sentence().replaceAll("[\\p{Cc}\\u2028\\u2029\\uFEFF]", "-");
            case 3 -> characters("ab\t \u4E2D", 8).strip() + "x";
            default -> characters("abc:#- '\"{}", 1 + random.nextInt(12)).stripLeading() + ".";
        };
    }

    private String sentence() {
        StringBuilder sentence = new StringBuilder();
        int words = 1 + random.nextInt(40);
        for (int i = 0; i < words; i++) {
            sentence.append(characters("abcdef:'\"#,\u00E9\u4E2D", 1 + random.nextInt(12)));
            sentence.append(i + 1 == words ? "" : random.nextInt(12) == 0 ? "  " : " ");
        }
        if (random.nextInt(8) == 0) {
            sentence.append(text(3));
        }
        return sentence.toString();
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }

    private String characters(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private void singleQuoted(String text) {
        if (text.codePoints()
                .anyMatch(c -> c < ' '
                        || c > 0xFFFF
                        || Character.isISOControl(c)
                        || c == 0xFEFF
                        || c == 0x2028
                        || c == 0x2029)) {
            doubleQuoted(text);
        } else {
            out.append('\'').append(text.replace("'", "''")).append('\'');
        }
    }

    private void doubleQuoted(String text) {
        out.append('"');
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c >= ' ' && c <= '~' || c >= 0xA1 && c < 0x2000) {
                out.append((char) c);
            } else {
                out.append(String.format(c < 0x100 ? "\\x%02X" : c < 0x10000 ? "\\u%04X" : "\\U%08X", c));
            }
        });
        out.append('"');
    }

    private void blanks(int count) {
        out.append(" ".repeat(count));
    }
}
