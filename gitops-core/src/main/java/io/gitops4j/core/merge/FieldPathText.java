package io.gitops4j.core.merge;

import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.List;

/** Reads paths as {@link FieldPath#toString} prints them. For one text. */
final class FieldPathText {
    private final String text;
    private int at;

    private FieldPathText(String text) {
        this.text = text;
    }

    /**
     * The path that prints as {@code text}.
     *
     * @throws RuntimeException where none does
     */
    static FieldPath parse(String text) {
        FieldPath path = new FieldPathText(text).parse();
        if (!path.toString().equals(text)) {
            throw new IllegalArgumentException("it would be written " + path);
        }
        return path;
    }

    private FieldPath parse() {
        FieldPath path = FieldPath.root();
        while (at < text.length()) {
            path = path.then(text.charAt(at) == '[' ? bracket() : field());
        }
        return path;
    }

    private PathElement field() {
        at += text.charAt(at) == '.' ? 1 : 0;
        int begin = at;
        while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
            at++;
        }
        if (at == begin) {
            throw new IllegalArgumentException("the name of a field is missing at character " + (at + 1));
        }
        return PathElement.field(text.substring(begin, at));
    }

    private PathElement bracket() {
        at++;
        if (at == text.length()) {
            throw new IllegalArgumentException("it ends within [");
        }
        char c = text.charAt(at);
        PathElement element;
        if (c == '"') {
            element = PathElement.field(quoted());
        } else if (c == '=') {
            at++;
            element = PathElement.item(value());
        } else if (c >= '0' && c <= '9') {
            int begin = at;
            at = text.indexOf(']', begin) < 0 ? text.length() : text.indexOf(']', begin);
            element = PathElement.index(Integer.parseInt(text.substring(begin, at)));
        } else {
            element = PathElement.key(keys());
        }
        expect(']');
        return element;
    }

    private Node.Obj keys() {
        ObjBuilder keys = Node.objectBuilder();
        while (at < text.length() && text.charAt(at) != ']') {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                throw new IllegalArgumentException("'=' is missing after a key");
            }
            String name = text.substring(at, equals);
            at = equals + 1;
            keys.put(name, value());
            at += at < text.length() && text.charAt(at) == ',' ? 1 : 0;
        }
        return keys.build();
    }

    private void expect(char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw new IllegalArgumentException("'" + wanted + "' is missing at character " + (at + 1));
        }
        at++;
    }

    /** A field whose name would be ambiguous without quotes; only quotes and backslashes are escaped. */
    private String quoted() {
        StringBuilder name = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 1 : 0;
            if (at < text.length()) {
                name.append(text.charAt(at++));
            }
        }
        expect('"');
        return name.toString();
    }

    /** A JSON value up to the comma or bracket after it. */
    private Node value() {
        int begin = at;
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                skipString();
                continue;
            }
            if (depth == 0 && (c == ',' || c == ']')) {
                break;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            at++;
        }
        String json = text.substring(begin, at);
        List<Document> documents = Parser.tolerant().parseJson("path", json);
        return documents.isEmpty() ? Node.nil() : documents.get(0).root();
    }

    private void skipString() {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }
}
