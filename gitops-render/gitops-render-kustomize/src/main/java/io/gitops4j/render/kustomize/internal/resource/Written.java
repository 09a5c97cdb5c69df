package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.Location;
import io.gitops4j.core.resource.Origin;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.tree.Path;
import java.util.function.Function;

/** Where the values of an object of a document are, and how they are written there. Immutable. */
final class Written implements Origins, Spelling {
    private final Document document;
    private final Path root;
    private final SourceLines lines;
    private final boolean json;
    private final Function<Location, Location> place;

    private Written(Document document, Path root, SourceLines lines, boolean json, Function<Location, Location> place) {
        this.document = document;
        this.root = root;
        this.lines = lines;
        this.json = json;
        this.place = place;
    }

    /** All of a document, whose places {@code place} may move. */
    static Written of(Document document, SourceLines lines, Function<Location, Location> place) {
        return new Written(document, Path.root(), lines, false, place);
    }

    /** What is at {@code path} as an object of its own. */
    Written inner(Path path) {
        return new Written(document, root.then(path), lines, json, place);
    }

    /** The same as upstream has it after a detour over JSON, where every string has quotes and every null is spelt out. */
    Written asJson() {
        return new Written(document, root, lines, true, place);
    }

    @Override
    public Origin at(Path path) {
        return Origin.at(place.apply(document.marks().locate(root.then(path)).withDocument(document.number())));
    }

    private String from(Path path) {
        return lines.from(document.marks().at(root.then(path)));
    }

    @Override
    public boolean quoted(Path path) {
        String from = json ? "\"" : from(path);
        return !from.isEmpty() && "\"'|>".indexOf(from.charAt(0)) >= 0;
    }

    @Override
    public boolean blank(Path path) {
        return !json && !from(path).matches("(null|Null|NULL|~).*");
    }

    @Override
    public String text(Path path, String otherwise) {
        String from = from(path);
        int end = 0;
        while (end < from.length()
                && !Character.isWhitespace(from.charAt(end))
                && ",]}".indexOf(from.charAt(end)) < 0) {
            end++;
        }
        return json || end == 0 ? otherwise : from.substring(0, end);
    }
}
