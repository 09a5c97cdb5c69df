package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.Texts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Where an object or a transformer comes from, as the annotations of {@code buildMetadata} tell it ({@code
 * api/resource/origin.go}). Immutable.
 *
 * @param path the folder or file, from the folder that is built
 * @param repository the repository where it is another
 * @param ref its ref
 */
record OriginNote(String path, String repository, String ref) {
    static final String ORIGIN = "config.kubernetes.io/origin";
    static final String TRANSFORMATIONS = "alpha.config.kubernetes.io/transformations";

    /** The folder that is built. */
    static final OriginNote START = new OriginNote("", "", "");

    /** What {@code next} leads to from here. */
    OriginNote then(String next) {
        return RepositoryUrl.parse(next)
                .map(url -> new OriginNote(url.folder(), url.url(), url.ref()))
                .orElseGet(() -> new OriginNote(joined(path, next), repository, ref));
    }

    private static String joined(String folder, String next) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : (folder + "/" + next).split("/", -1)) {
            if (name.equals("..") && !names.isEmpty() && !names.getLast().equals("..")) {
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return String.join("/", names);
    }

    /** The note of an object that a file declares. */
    String declared() {
        return line("", "path", path) + source("");
    }

    /** The note of what a built-in plugin made or changed because this file says so. */
    String configuredBy(String builtIn) {
        return configured("builtin", builtIn, "", "");
    }

    /** The note of what {@code plugin} made or changed, which a kustomization here lists; its file is where its own note says. */
    String configuredBy(Item plugin) {
        String origin = plugin.body().text("metadata", "annotations", ORIGIN).orElse("");
        String file = origin.lines()
                .filter(line -> line.startsWith("path: "))
                .map(line -> line.substring("path: ".length()))
                .findFirst()
                .orElse("");
        return new OriginNote(file, repository, ref)
                .configured(
                        plugin.id().gvk().apiVersion(),
                        plugin.id().gvk().kind(),
                        plugin.id().name(),
                        plugin.id().namespace());
    }

    private String configured(String apiVersion, String kind, String name, String namespace) {
        return source("")
                + line("", "configuredIn", path)
                + "configuredBy:\n"
                + line("  ", "apiVersion", apiVersion)
                + line("  ", "kind", kind)
                + line("  ", "name", name)
                + line("  ", "namespace", namespace);
    }

    private String source(String indent) {
        return line(indent, "repo", repository) + line(indent, "ref", ref);
    }

    private static String line(String indent, String key, String value) {
        return value.isEmpty() ? "" : indent + key + ": " + value + "\n";
    }

    /** Writes the note into every object that has none. */
    static void declare(Items items, String note, Cause cause) {
        items.replaceAll(item -> annotation(item, ORIGIN).isEmpty() ? annotated(item, ORIGIN, note, cause) : item);
    }

    /** Writes into every object that a transformer passed over it; one without an origin is taken for its work. */
    static void transformed(Items items, String note, Cause cause) {
        String item = "- " + note.strip().replace("\n", "\n  ") + "\n";
        items.replaceAll(object -> annotation(object, ORIGIN).isEmpty()
                ? annotated(object, ORIGIN, note, cause)
                : annotated(object, TRANSFORMATIONS, annotation(object, TRANSFORMATIONS) + item, cause));
    }

    private static String annotation(Item item, String key) {
        return item.body().text("metadata", "annotations", key).orElse("");
    }

    static Item annotated(Item item, String key, String value, Cause cause) {
        Node.Obj metadata = item.body().object("metadata");
        Node.Obj annotations = metadata.object("annotations").with(key, Node.of(value));
        return item.with(item.body().with("metadata", metadata.with("annotations", annotations)), cause);
    }

    /** Takes the annotations in {@code keys} away; what is left are texts, as upstream makes them, and none at all go. */
    static Item without(Item item, Map<String, Boolean> keys, Cause cause) {
        Node.Obj metadata = item.body().object("metadata");
        if (!(metadata.get("annotations") instanceof Node.Obj before)) {
            return item;
        }
        Node.Obj annotations = before;
        for (Map.Entry<String, Boolean> key : keys.entrySet()) {
            annotations = key.getValue() ? annotations.without(key.getKey()) : annotations;
        }
        boolean goes = annotations.size() == 0 && (before.size() > 0 || item.touched());
        Node.Obj after = goes ? metadata.without("annotations") : metadata.with("annotations", annotations);
        Node.Obj body = item.body().with("metadata", after);
        return item.with(before.size() == 0 ? body : Texts.inMetadata(body, "annotations", item.spelling()), cause);
    }
}
