package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.ResourceId;

/**
 * The parts of an id that a replacement writes; an empty part is any.
 *
 * @param kind group, version and kind
 * @param name the name
 * @param namespace the namespace
 */
record ObjectId(Gvk kind, String name, String namespace) {
    static ObjectId read(Settings settings) {
        return new ObjectId(
                new Gvk(settings.text("group"), settings.text("version"), settings.text("kind")),
                settings.text("name"),
                settings.text("namespace"));
    }

    /** Whether nothing is said. */
    boolean isEmpty() {
        return kind.equals(new Gvk("", "", "")) && name.isEmpty() && namespace.isEmpty();
    }

    /** Whether the object has or had an id that has all parts that are written. */
    boolean isOf(Item item) {
        return isOf(item.id()) || item.previousIds().stream().anyMatch(this::isOf);
    }

    private boolean isOf(ResourceId id) {
        return (name.isEmpty() || name.equals(id.name()))
                && (namespace.isEmpty() || orDefault(namespace).equals(orDefault(id.namespace())))
                && id.gvk().isSelectedBy(kind);
    }

    private static String orDefault(String namespace) {
        return namespace.isEmpty() ? "default" : namespace;
    }

    @Override
    public String toString() {
        return new ResourceId(kind, name, namespace, false).toString();
    }
}
