package io.gitops4j.core.resource;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.Objects;
import java.util.Optional;

/**
 * One Kubernetes object as a renderer gives it: a body with {@code apiVersion} and {@code kind}, where each of its
 * values comes from, and which are sensitive. It has no key yet: that takes its scope. Immutable.
 */
public final class Manifest {
    private final Node.Obj body;
    private final Origins origins;
    private final PathSet sensitive;

    private Manifest(Node.Obj body, Origins origins, PathSet sensitive) {
        this.body = Objects.requireNonNull(body);
        this.origins = Objects.requireNonNull(origins);
        this.sensitive = Objects.requireNonNull(sensitive);
    }

    /**
     * An object; what its kind makes sensitive is. Wrong or missing parts are found by {@link Scoping}, with their
     * place.
     */
    public static Manifest of(Node.Obj body, Origins origins) {
        return new Manifest(body, origins, Sensitivity.of(body));
    }

    /** This object with more sensitive values: of a decryptor, or a generator of secrets. */
    public Manifest withSensitive(PathSet more) {
        return new Manifest(body, origins, sensitive.union(more));
    }

    /**
     * This object with another body, as a transformer makes it. What was sensitive stays so; the body's own kind may
     * add to it.
     */
    public Manifest withBody(Node.Obj body, Origins origins) {
        return new Manifest(body, origins, sensitive.union(Sensitivity.of(body)));
    }

    /** The {@code apiVersion}; empty where it has none. */
    public String apiVersion() {
        return body.text("apiVersion").orElse("");
    }

    /** The kind; empty where it has none. */
    public String kind() {
        return body.text("kind").orElse("");
    }

    /** The group and kind. */
    public GroupKind groupKind() {
        return new GroupKind(GroupKind.groupOf(apiVersion()), kind());
    }

    /** The name. */
    public Optional<String> name() {
        return body.text("metadata", "name");
    }

    /** The prefix that the cluster makes a name from; for hooks. */
    public Optional<String> generateName() {
        return body.text("metadata", "generateName");
    }

    /** The namespace as written. */
    public Optional<String> namespace() {
        return body.text("metadata", "namespace").filter(namespace -> !namespace.isEmpty());
    }

    /** The whole object. */
    public Node.Obj body() {
        return body;
    }

    /** Where each value comes from. */
    public Origins origins() {
        return origins;
    }

    /** Where the value at {@code path} comes from. */
    public Origin origin(Path path) {
        return origins.at(path);
    }

    /** The values that must not be shown. */
    public PathSet sensitive() {
        return sensitive;
    }

    /** Whether the value at {@code path} must not be shown. */
    public boolean sensitive(Path path) {
        return sensitive.covers(path);
    }

    /** What hides the sensitive values from a printer of {@link #body}. */
    public Mask mask() {
        return Mask.of(sensitive);
    }

    /** The object as a person would name it: {@code Deployment shop/web}. */
    public String title() {
        return (kind().isEmpty() ? "object" : kind())
                + namespace().map(namespace -> " " + namespace + "/").orElse(" ")
                + name().or(() -> generateName().map(prefix -> prefix + "*")).orElse("(no name)");
    }

    @Override
    public String toString() {
        return title();
    }
}
