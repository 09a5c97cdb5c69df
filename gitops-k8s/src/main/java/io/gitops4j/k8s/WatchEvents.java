package io.gitops4j.k8s;

import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Shapes;

/** Reads the lines of a watch. For one thread at a time: what is equal in many objects is shared. */
final class WatchEvents {
    /** One line. */
    sealed interface WatchEvent {}

    record Changed(Live.Present live) implements WatchEvent {}

    record Gone(Live.Present last) implements WatchEvent {}

    record Bookmark(String version) implements WatchEvent {}

    /** The version to go on from is no longer known. */
    record Expired() implements WatchEvent {}

    record Failed(ApiStatus status) implements WatchEvent {}

    private final KindInfo kind;
    private final String version;
    private final Selection selection;
    private final Shapes shapes = new Shapes();

    WatchEvents(KindInfo kind, String version, Selection selection) {
        this.kind = kind;
        this.version = version;
        this.selection = selection;
    }

    WatchEvent read(byte[] line) {
        Node.Obj event = Answer.parse(line, shapes);
        Node.Obj object = Bodies.object(event.get("object") == null ? Node.nil() : event.object("object"));
        return switch (event.text("type").orElse("")) {
            case "ADDED", "MODIFIED" -> new Changed(live(object));
            case "DELETED" -> new Gone(live(object));
            case "BOOKMARK" ->
                new Bookmark(object.text("metadata", "resourceVersion").orElse(""));
            default -> error(object);
        };
    }

    private static WatchEvent error(Node.Obj object) {
        ApiStatus status = ApiStatus.of(object);
        boolean gone = object.at("code").filter(Node.of(410)::equals).isPresent()
                || status.reason().equals("Expired")
                || status.reason().equals("Gone");
        return gone ? new Expired() : new Failed(status);
    }

    private Live.Present live(Node.Obj object) {
        Node.Obj body = selection.isMetadataOnly() ? Bodies.metadataOnly(object) : object;
        return new Live.Present(Bodies.named(body, kind, version));
    }
}
