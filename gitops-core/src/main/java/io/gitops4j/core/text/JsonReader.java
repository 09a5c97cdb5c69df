package io.gitops4j.core.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads strict JSON (RFC 8259), one value after another, straight into the tree; each value is a document. */
final class JsonReader {
    /** Our own limits come first; Jackson's stand behind them, wide open. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Assembler assembler;
    private final SourceText source;
    private boolean marked = true;

    JsonReader(Assembler assembler) {
        this.assembler = assembler;
        this.source = assembler.source;
    }

    /** Text that is no JSON at all, as opposed to JSON that is refused. */
    static final class SyntaxException extends io.gitops4j.core.GitOpsException {
        private static final long serialVersionUID = 1L;

        SyntaxException(io.gitops4j.core.GitOpsException error) {
            super(error.problem());
        }
    }

    List<Document> read() {
        List<Document> documents = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(source.chars, 0, source.length)) {
            int number = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                assembler.begin(++number, index(parser));
                value(parser, token);
                if (assembler.last != Node.nil()) {
                    Node root = assembler.last;
                    documents.add(new Document(source.file, number, root, assembler.finish()));
                }
            }
            return documents;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What {@code reading} makes of the only value. */
    <T> T read(Function<JsonCursor, T> reading) {
        try (JsonParser parser = FACTORY.createParser(source.chars, 0, source.length)) {
            if (!assembler.isStrict()) {
                // a strict reader tells where a key was first; to nobody else does it matter where anything is
                assembler.forgetMarks(() -> offset(parser.currentTokenLocation()));
                marked = false;
            }
            assembler.begin(1, 0);
            JsonCursor cursor = new JsonCursor(this, parser, assembler);
            T made = reading.apply(cursor);
            cursor.end();
            return made;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The error for what Jackson found wrong. */
    RuntimeException failed(IOException error) {
        return error instanceof JsonProcessingException e
                ? new SyntaxException(assembler.invalid(index(e), JsonProblems.explain(e)))
                : new UncheckedIOException("reading from memory", error);
    }

    /** Reads the value that begins with {@code first} to its end, into the container that is open. */
    void value(JsonParser parser, JsonToken first) throws IOException {
        int outside = assembler.depth();
        JsonToken token = first;
        while (true) {
            switch (token) {
                case START_OBJECT -> assembler.open(true, index(parser));
                case START_ARRAY -> assembler.open(false, index(parser));
                case END_OBJECT, END_ARRAY -> assembler.close();
                case FIELD_NAME -> assembler.key(wellFormed(parser.currentName()), index(parser));
                case VALUE_STRING -> assembler.text(text(parser), index(parser));
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> assembler.scalar(number(parser), index(parser));
                case VALUE_TRUE -> assembler.scalar(Node.of(true), index(parser));
                case VALUE_FALSE -> assembler.scalar(Node.of(false), index(parser));
                default -> assembler.scalar(Node.nil(), index(parser));
            }
            if (assembler.depth() == outside) {
                return;
            }
            token = next(parser);
        }
    }

    /** Passes over the value that begins with {@code first}, within the limits, and leaves null in its place. */
    void pass(JsonParser parser, JsonToken first) throws IOException {
        int outside = assembler.depth();
        JsonToken token = first;
        while (true) {
            switch (token) {
                case START_OBJECT -> assembler.open(true, index(parser));
                case START_ARRAY -> assembler.open(false, index(parser));
                case END_OBJECT, END_ARRAY -> assembler.leave();
                case FIELD_NAME -> assembler.key(parser.currentName(), index(parser));
                case VALUE_STRING -> {
                    checkLength(parser);
                    assembler.scalar(Node.nil(), index(parser));
                }
                default -> assembler.scalar(Node.nil(), index(parser));
            }
            if (assembler.depth() == outside) {
                return;
            }
            token = next(parser);
        }
    }

    /** The next token, which there must be. */
    JsonToken next(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new SyntaxException(assembler.invalid(source.length, "the text ends inside a value"));
        }
        return token;
    }

    private String text(JsonParser parser) throws IOException {
        checkLength(parser);
        return wellFormed(parser.getText());
    }

    private void checkLength(JsonParser parser) throws IOException {
        int length = parser.getTextLength();
        if (length > assembler.limits.scalar()) {
            throw assembler.limit(
                    index(parser),
                    "a scalar of " + length + " characters, over the limit of " + assembler.limits.scalar());
        }
    }

    /** With U+FFFD for each half of a surrogate pair without the other, as Go's {@code encoding/json} reads it. */
    static String wellFormed(String text) {
        StringBuilder changed = null;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                i++;
                continue;
            }
            changed = changed == null ? new StringBuilder(text) : changed;
            changed.setCharAt(i, '\uFFFD');
        }
        return changed == null ? text : changed.toString();
    }

    private Node number(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= 20) {
            if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                return Node.of(parser.getLongValue());
            }
            BigInteger integer = parser.getBigIntegerValue();
            if (integer.signum() > 0 && integer.bitLength() <= 64) {
                return Node.of(integer);
            }
        }
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw assembler.invalid(
                    index(parser), "the number is too large; quote the value if it is a text, or write a smaller one");
        }
        return Node.of(value);
    }

    int index(JsonParser parser) {
        return marked ? offset(parser.currentTokenLocation()) : Assembler.NOWHERE;
    }

    private int index(JsonProcessingException e) {
        return offset(e.getLocation());
    }

    private int offset(@Nullable JsonLocation location) {
        long offset = location == null ? 0 : location.getCharOffset();
        return (int) Math.max(0, Math.min(offset, source.length));
    }
}
