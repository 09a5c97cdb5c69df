package io.gitops4j.k8s;

import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.tree.Node;

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
    private final LiveReader reader;

    WatchEvents(KindInfo kind, String version, Selection selection) {
        this.kind = kind;
        this.version = version;
        this.selection = selection;
        this.reader = Bodies.reader(selection, kind, version);
    }

    WatchEvent read(byte[] line) {
        LiveReader.Line event = reader.line(line);
        Node.Obj object = event.object().body();
        return switch (event.type()) {
            case "ADDED", "MODIFIED" -> new Changed(live(event));
            case "DELETED" -> new Gone(live(event));
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

    private Live.Present live(LiveReader.Line event) {
        return Bodies.selected(event.object(), selection, kind, version);
    }
}
