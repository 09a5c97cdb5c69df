package io.gitops4j.core.resource;

import io.gitops4j.core.Location;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.Objects;

/** A declared object with its key: scope known, namespace settled. Immutable. */
public final class Resource {
    private final ResourceKey key;
    private final Manifest manifest;

    Resource(ResourceKey key, Manifest manifest) {
        this.key = Objects.requireNonNull(key);
        this.manifest = Objects.requireNonNull(manifest);
    }

    /** Which object. */
    public ResourceKey key() {
        return key;
    }

    /** The {@code apiVersion} that it is declared in. */
    public String apiVersion() {
        return manifest.apiVersion();
    }

    /** The whole object, with the namespace that it goes to. */
    public Node.Obj body() {
        return manifest.body();
    }

    /** The values that must not be shown. */
    public PathSet sensitive() {
        return manifest.sensitive();
    }

    /** What hides the sensitive values from a printer of {@link #body}. */
    public Mask mask() {
        return manifest.mask();
    }

    /** The object with its origins. */
    public Manifest manifest() {
        return manifest;
    }

    /** Where the object begins in its source, and its title. */
    public Location location() {
        return manifest.origin(Path.root()).location().withObject(title());
    }

    /** The object as a person would name it: {@code Deployment shop/web}. */
    public String title() {
        return title(key);
    }

    /** The object of {@code key} as a person would name it. */
    public static String title(ResourceKey key) {
        return key.kind() + " " + (key.namespace().isEmpty() ? "" : key.namespace() + "/") + key.name();
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
