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
        } catch (JsonProcessingException e) {
            throw new SyntaxException(assembler.invalid(index(e), JsonProblems.explain(e)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private void value(JsonParser parser, JsonToken first) throws IOException {
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
            if (assembler.depth() == 0) {
                return;
            }
            token = parser.nextToken();
            if (token == null) {
                throw new SyntaxException(assembler.invalid(source.length, "the text ends inside a value"));
            }
        }
    }

    private String text(JsonParser parser) throws IOException {
        int length = parser.getTextLength();
        if (length > assembler.limits.scalar()) {
            throw assembler.limit(
                    index(parser),
                    "a scalar of " + length + " characters, over the limit of " + assembler.limits.scalar());
        }
        return wellFormed(parser.getText());
    }

    /** With U+FFFD for each half of a surrogate pair without the other, as Go's {@code encoding/json} reads it. */
    private static String wellFormed(String text) {
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

    private int index(JsonParser parser) {
        return offset(parser.currentTokenLocation());
    }

    private int index(JsonProcessingException e) {
        return offset(e.getLocation());
    }

    private int offset(@Nullable JsonLocation location) {
        long offset = location == null ? 0 : location.getCharOffset();
        return (int) Math.max(0, Math.min(offset, source.length));
    }
}
