package io.gitops4j.core.text;

import io.gitops4j.core.GitOpsException;
import java.util.Arrays;

/**
 * Cuts a YAML text into tokens as libyaml does ({@code go.yaml.in/yaml/v2} 2.4.2, {@code scannerc.go}), which kubectl
 * and kustomize read with: where a tab may stand, where a plain scalar ends and which keys are simple decides what a
 * manifest means, and SnakeYAML decides otherwise here and there. Runs in linear time: at most 1024 characters wait
 * for a colon.
 */
final class YamlScanner {
    private static final int KEY_LENGTH = 1024;
    private static final String COLON_MISSING =
            "a key without its colon; write \": \" after the key, or indent a text that goes on";

    final TokenQueue tokens = new TokenQueue();
    private final Cursor cursor;
    private final SimpleKeys keys = new SimpleKeys();
    private final YamlScalars scalars;
    private final YamlNames names;

    private int flowLevel;
    private int indent = -1;
    private int depth;
    private int[] indents = new int[32];
    private boolean keyAllowed = true;
    private int keyStarting = TokenQueue.NO_KEY;

    YamlScanner(SourceText source) {
        this.cursor = new Cursor(source);
        this.scalars = new YamlScalars(cursor);
        this.names = new YamlNames(cursor);
    }

    /** The token that comes next, which {@link #tokens} tells about. */
    Token peek() {
        while (tokens.isEmpty() || firstMayBeKey()) {
            fetch();
        }
        return tokens.token();
    }

    void skip() {
        tokens.take();
    }

    private boolean firstMayBeKey() {
        int level = tokens.key();
        return level != TokenQueue.NO_KEY && keys.isAt(level, tokens.firstNumber()) && stillPossible(level);
    }

    private boolean stillPossible(int level) {
        if (!keys.possible(level)) {
            return false;
        }
        if (keys.line(level) == cursor.line && keys.start(level) + KEY_LENGTH >= cursor.at) {
            return true;
        }
        requireNone(level);
        return false;
    }

    private void requireNone(int level) {
        if (keys.required(level)) {
            throw cursor.invalid(keys.start(level), COLON_MISSING);
        }
        keys.drop(level);
    }

    private void fetch() {
        skipToToken();
        unroll(cursor.column());
        char c = cursor.peek();
        if (c == 0) {
            streamEnd();
        } else if (cursor.column() == 0 && c == '%') {
            directive();
        } else if (cursor.atMarker()) {
            lineStart();
            add(c == '-' ? Token.DOCUMENT_START : Token.DOCUMENT_END, cursor.at);
            cursor.at += 3;
        } else if (!indicator(c)) {
            plain(c);
        }
    }

    private boolean indicator(char c) {
        switch (c) {
            case '[' -> openFlow(Token.FLOW_SEQUENCE_START);
            case '{' -> openFlow(Token.FLOW_MAPPING_START);
            case ']' -> closeFlow(Token.FLOW_SEQUENCE_END);
            case '}' -> closeFlow(Token.FLOW_MAPPING_END);
            case ',' -> {
                dropKey();
                keyAllowed = true;
                addOne(Token.FLOW_ENTRY);
            }
            case '-' -> {
                return cursor.ends(1) && blockEntry();
            }
            case '?' -> {
                return (flowLevel > 0 || cursor.ends(1)) && key();
            }
            case ':' -> {
                return (flowLevel > 0 || cursor.ends(1)) && value();
            }
            case '*' -> name(Token.ALIAS);
            case '&' -> name(Token.ANCHOR);
            case '!' -> tag();
            case '|', '>' -> {
                return flowLevel == 0 && block(c);
            }
            case '\'', '"' -> quoted(c);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Tabs separate only where no key may start, for there they would pass for indentation. */
    private void skipToToken() {
        while (true) {
            while (cursor.peek() == ' ' || cursor.peek() == '\t' && (flowLevel > 0 || !keyAllowed)) {
                cursor.at++;
            }
            cursor.skipComment();
            if (!cursor.atBreak()) {
                return;
            }
            cursor.takeBreak();
            if (flowLevel == 0) {
                keyAllowed = true;
            }
        }
    }

    private void add(Token token, int start) {
        add(token, start, "", "");
    }

    private void add(Token token, int start, String value, String suffix) {
        tokens.add(token, start, value, suffix, keyStarting);
        keyStarting = TokenQueue.NO_KEY;
    }

    private void addOne(Token token) {
        add(token, cursor.at++);
    }

    private void roll(int column, int number, Token token, int start) {
        if (flowLevel > 0 || indent >= column) {
            return;
        }
        if (depth == indents.length) {
            indents = Arrays.copyOf(indents, depth * 2);
        }
        indents[depth++] = indent;
        indent = column;
        tokens.insert(number, token, start);
    }

    private void unroll(int column) {
        while (flowLevel == 0 && indent > column) {
            add(Token.BLOCK_END, cursor.at);
            indent = indents[--depth];
        }
    }

    private void lineStart() {
        unroll(-1);
        dropKey();
        keyAllowed = false;
    }

    private void streamEnd() {
        lineStart();
        for (int level = 0; level < flowLevel; level++) {
            if (keys.possible(level)) {
                requireNone(level);
            }
        }
        add(Token.STREAM_END, cursor.at);
    }

    private void directive() {
        lineStart();
        int start = cursor.at;
        boolean version = names.directive();
        add(version ? Token.VERSION : Token.TAG_DIRECTIVE, start, names.value, names.suffix);
    }

    private void saveKey() {
        if (keyAllowed) {
            boolean required = flowLevel == 0 && indent == cursor.column();
            dropKey();
            keys.save(flowLevel, cursor.at, cursor.line, tokens.nextNumber(), required);
            keyStarting = flowLevel;
        }
    }

    private void dropKey() {
        if (keys.possible(flowLevel)) {
            requireNone(flowLevel);
        }
    }

    private void openFlow(Token token) {
        saveKey();
        keys.forget(++flowLevel);
        keyAllowed = true;
        addOne(token);
    }

    private void closeFlow(Token token) {
        dropKey();
        flowLevel = Math.max(0, flowLevel - 1);
        keyAllowed = false;
        addOne(token);
    }

    private boolean blockEntry() {
        if (flowLevel == 0) {
            if (!keyAllowed) {
                throw cursor.invalid(cursor.at, "a list item cannot start here; put \"- \" on a line of its own");
            }
            roll(cursor.column(), tokens.nextNumber(), Token.BLOCK_SEQUENCE_START, cursor.at);
        }
        dropKey();
        keyAllowed = true;
        addOne(Token.BLOCK_ENTRY);
        return true;
    }

    private boolean key() {
        if (flowLevel == 0) {
            if (!keyAllowed) {
                throw cursor.invalid(cursor.at, "a key cannot start here; quote the text if the ? belongs to it");
            }
            roll(cursor.column(), tokens.nextNumber(), Token.BLOCK_MAPPING_START, cursor.at);
        }
        dropKey();
        keyAllowed = flowLevel == 0;
        addOne(Token.KEY);
        return true;
    }

    private boolean value() {
        if (stillPossible(flowLevel)) {
            int start = keys.start(flowLevel);
            int number = keys.number(flowLevel);
            tokens.insert(number, Token.KEY, start);
            roll(start - keys.line(flowLevel), number, Token.BLOCK_MAPPING_START, start);
            keys.drop(flowLevel);
            keyAllowed = false;
        } else {
            if (flowLevel == 0) {
                if (!keyAllowed) {
                    throw cursor.invalid(
                            cursor.at,
                            "a map cannot start here; quote the text if the \": \" belongs to it,"
                                    + " or check the indentation");
                }
                roll(cursor.column(), tokens.nextNumber(), Token.BLOCK_MAPPING_START, cursor.at);
            }
            keyAllowed = flowLevel == 0;
        }
        addOne(Token.VALUE);
        return true;
    }

    private void name(Token token) {
        saveKey();
        keyAllowed = false;
        int start = cursor.at;
        add(token, start, names.anchor(), "");
    }

    private void tag() {
        saveKey();
        keyAllowed = false;
        int start = cursor.at;
        names.tag();
        add(Token.TAG, start, names.value, names.suffix);
    }

    private boolean block(char style) {
        dropKey();
        keyAllowed = true;
        int start = cursor.at;
        boolean literal = style == '|';
        add(literal ? Token.QUOTED : Token.FOLDED, start, scalars.block(literal, indent), "");
        return true;
    }

    private void quoted(char quote) {
        saveKey();
        keyAllowed = false;
        int start = cursor.at;
        add(Token.QUOTED, start, scalars.quoted(quote), "");
    }

    private void plain(char c) {
        boolean starts = "-?:,[]{}#&*!|>'\"%@`".indexOf(c) < 0 && !Cursor.endsWord(c);
        if (!starts
                && !(c == '-' && !Cursor.isBlank(cursor.chars[cursor.at + 1]))
                && !((c == '?' || c == ':') && flowLevel == 0 && !cursor.ends(1))) {
            throw noToken(c);
        }
        saveKey();
        keyAllowed = false;
        int start = cursor.at;
        String text = scalars.plain(flowLevel > 0, indent + 1);
        keyAllowed |= scalars.brokenLine;
        add(Token.PLAIN, start, text, "");
    }

    private GitOpsException noToken(char c) {
        String what = c == '\t'
                ? "a tab cannot indent; use blanks"
                : "a text cannot start with the character " + c + "; put it in quotes";
        return cursor.invalid(cursor.at, what);
    }
}
