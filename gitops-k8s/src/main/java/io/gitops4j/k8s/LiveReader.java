package io.gitops4j.k8s;

import io.gitops4j.core.merge.FieldSets;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsReader;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.text.JsonCursor;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Shapes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the API server writes of objects that live: each object into its tree, its managed fields into tries and never
 * into a tree. What is equal in many objects is shared. For one thread at a time.
 */
final class LiveReader {
    private static final String METADATA = "metadata";

    /** What the managed fields belong to that name no version. */
    private final String apiVersion;

    private final boolean managed;
    private final Shapes shapes = new Shapes();
    private final ManagedFieldsReader fields = new ManagedFieldsReader(new FieldSets());

    private LiveReader(String apiVersion, boolean managed) {
        this.apiVersion = apiVersion;
        this.managed = managed;
    }

    /** A reader of objects of one version. */
    static LiveReader of(String apiVersion) {
        return new LiveReader(apiVersion, true);
    }

    /** A reader that takes no note of who manages what. */
    static LiveReader withoutManagers() {
        return new LiveReader("", false);
    }

    /** One page of a list. */
    record Page(List<Live.Present> items, String next, String version) {}

    /** A line of a watch: any object, as yet, that may be a Status. */
    record Line(String type, Live.Present object) {}

    /** An object, which {@code json} must be. */
    Live.Present object(byte[] json) {
        return Answer.read(json, shapes, this::object);
    }

    /** A page; an answer that is no list must not pass for an empty one. */
    Page page(byte[] json) {
        return Answer.read(json, shapes, this::page);
    }

    Line line(byte[] json) {
        return Answer.read(json, shapes, this::line);
    }

    private Page page(JsonCursor in) {
        String kind = "";
        Node metadata = Node.object();
        List<Live.Present> items = null;
        in.enterObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "kind" -> kind = text(in);
                case METADATA -> metadata = in.tree();
                case "items" -> items = items(in);
                default -> {}
            }
        }
        if (!kind.endsWith("List") || items == null) {
            throw Bodies.strange("no list");
        }
        return new Page(
                items,
                metadata.text("continue").orElse(""),
                metadata.text("resourceVersion").orElse(""));
    }

    private @Nullable List<Live.Present> items(JsonCursor in) {
        List<Live.Present> items = new ArrayList<>();
        if (!in.enterArray()) {
            return in.tree() instanceof Node.Null ? items : null;
        }
        while (in.nextItem()) {
            items.add(object(in));
        }
        return items;
    }

    private Line line(JsonCursor in) {
        String type = "";
        Live.Present object = null;
        in.enterObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (key.equals("type")) {
                type = text(in);
            } else if (key.equals("object")) {
                object = object(in);
            }
        }
        if (object == null) {
            throw Bodies.strange("no object");
        }
        return new Line(type, object);
    }

    private static String text(JsonCursor in) {
        String text = in.text();
        return text == null ? "" : text;
    }

    private Live.Present object(JsonCursor in) {
        if (!in.enterObject()) {
            throw Bodies.strange("no object");
        }
        ObjBuilder body = Node.objectBuilder();
        ManagedFields managers = ManagedFields.empty();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (!key.equals(METADATA)) {
                body.put(key, in.tree());
                continue;
            }
            managers = ManagedFields.empty();
            if (in.enterObject()) {
                ObjBuilder metadata = Node.objectBuilder();
                managers = metadata(in, metadata);
                body.put(METADATA, metadata.build(shapes));
            } else {
                body.put(METADATA, in.tree());
            }
        }
        return new Live.Present(body.build(shapes), managers);
    }

    /** Reads the rest of an object's metadata into {@code metadata}, and who manages it. */
    private ManagedFields metadata(JsonCursor in, ObjBuilder metadata) {
        ManagedFields managers = ManagedFields.empty();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (!key.equals("managedFields")) {
                metadata.put(key, in.tree());
            } else if (managed) {
                managers = fields.read(in, apiVersion);
            }
        }
        return managers;
    }
}
