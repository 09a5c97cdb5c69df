package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Path;

/** Labels and annotations as upstream sets them: whatever a value was, it is a string then, of the letters that it was written in. */
public final class Texts {
    private static final String METADATA = "metadata";

    private Texts() {}

    /**
     * {@code body} with strings for the values of a map of its metadata, such as {@code annotations}; an empty one goes ({@code
     * kyaml/yaml/rnode.go}, {@code setMapInMetadata}).
     *
     * @param spelling how {@code body} is written
     */
    public static Node.Obj inMetadata(Node.Obj body, String field, Spelling spelling) {
        if (!(body.get(METADATA) instanceof Node.Obj metadata) || !metadata.has(field)) {
            return body;
        }
        Node.Obj map = metadata.object(field);
        Node.Obj texts = texts(map, Path.of(METADATA, field), spelling);
        if (texts == metadata.get(field) && texts.size() > 0) {
            return body;
        }
        return body.with(METADATA, texts.size() == 0 ? metadata.without(field) : metadata.with(field, texts));
    }

    private static Node.Obj texts(Node.Obj map, Path at, Spelling spelling) {
        ObjBuilder texts = Node.objectBuilder(map.size());
        boolean same = true;
        for (int i = 0; i < map.size(); i++) {
            Node value = map.value(i);
            boolean text = value instanceof Node.Str;
            same &= text;
            texts.put(map.key(i), text ? value : Node.of(text(value, at.key(map.key(i)), spelling)));
        }
        return same ? map : texts.build();
    }

    private static String text(Node value, Path at, Spelling spelling) {
        boolean nothing = value instanceof Node.Obj
                || value instanceof Node.Arr
                || value instanceof Node.Null && spelling.blank(at);
        return nothing ? "" : spelling.text(at, Printer.json(value, Mask.none()).strip());
    }
}
