package io.gitops4j.core.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON text that is read from front to back, for whoever makes something else than a tree of it, or of a part of
 * it: {@code metadata.managedFields} becomes tries, the items of a list one object after another.
 *
 * <p>The cursor stands before a value. That is read as a {@link #tree} or a {@link #text}, or entered and read member by member;
 * what is not read before the next member is asked for is passed over. The limits of the parser hold for all of it alike.
 *
 * <pre>{@code
 * if (in.enterObject()) {
 *     for (String key = in.nextKey(); key != null; key = in.nextKey()) {
 *         if (key.equals("name")) {
 *             name = in.text();
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>An object that was entered gives its members as they are written: a key may come twice. For one thread, and only within
 * the call of {@link Parser#readJson} that gave it. Every method throws {@link GitOpsException} as the parser does.
 */
public final class JsonCursor {
    private final JsonReader reader;
    private final JsonParser parser;
    private final Assembler assembler;

    /** The first token of the value before which the cursor stands; null once that is read or entered. */
    private @Nullable JsonToken unread;

    JsonCursor(JsonReader reader, JsonParser parser, Assembler assembler) throws IOException {
        this.reader = reader;
        this.parser = parser;
        this.assembler = assembler;
        this.unread = parser.nextToken();
        if (unread == null) {
            throw assembler.invalid(0, "one value was expected, but there is none");
        }
    }

    /** Whether the value is an object. */
    public boolean atObject() {
        return unread == JsonToken.START_OBJECT;
    }

    /** Whether the value is an array. */
    public boolean atArray() {
        return unread == JsonToken.START_ARRAY;
    }

    /** Enters the value, where it is an object; another value stays to be read. */
    public boolean enterObject() {
        return atObject() && enter(true);
    }

    /** Enters the value, where it is an array; another value stays to be read. */
    public boolean enterArray() {
        return atArray() && enter(false);
    }

    private boolean enter(boolean object) {
        assembler.open(object, reader.index(parser));
        unread = null;
        return true;
    }

    /** The key of the next member of the object entered last, before whose value the cursor then stands; null at its end. */
    public @Nullable String nextKey() {
        try {
            passUnread();
            if (reader.next(parser) == JsonToken.END_OBJECT) {
                assembler.leave();
                return null;
            }
            String key = JsonReader.wellFormed(parser.currentName());
            assembler.key(key, reader.index(parser));
            unread = reader.next(parser);
            return key;
        } catch (IOException e) {
            throw reader.failed(e);
        }
    }

    /** Goes before the next item of the array entered last; false at its end. */
    public boolean nextItem() {
        try {
            passUnread();
            JsonToken token = reader.next(parser);
            if (token == JsonToken.END_ARRAY) {
                assembler.leave();
                return false;
            }
            unread = token;
            return true;
        } catch (IOException e) {
            throw reader.failed(e);
        }
    }

    /** The value as a tree. */
    public Node tree() {
        JsonToken first = unread;
        if (first == null) {
            throw new IllegalStateException("the value was read or entered before");
        }
        try {
            unread = null;
            reader.value(parser, first);
            return assembler.last;
        } catch (IOException e) {
            throw reader.failed(e);
        }
    }

    /** The value where it is a string; else null, and it is passed over. */
    public @Nullable String text() {
        return unread == JsonToken.VALUE_STRING && tree() instanceof Node.Str text ? text.value() : null;
    }

    private void passUnread() throws IOException {
        if (unread != null) {
            reader.pass(parser, unread);
            unread = null;
        }
    }

    /** Makes sure that the value is all there is, and well-formed. */
    void end() throws IOException {
        passUnread();
        if (assembler.depth() > 0) {
            throw new IllegalStateException("an object or array was entered and not read to its end");
        }
        if (parser.nextToken() != null) {
            throw assembler.invalid(reader.index(parser), "one value was expected, but there is more");
        }
    }
}
