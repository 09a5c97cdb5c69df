package io.gitops4j.core.resource;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One set on its way to keys: gives each object its namespace and its key, and finds what is declared twice. */
final class Placing {
    private static final Path NAMESPACE = Path.of("metadata", "namespace");

    private final String defaultNamespace;
    private final Map<ResourceKey, Manifest> placed = new HashMap<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final List<Blocked> blocked = new ArrayList<>();

    Placing(String defaultNamespace) {
        this.defaultNamespace = defaultNamespace;
    }

    void error(Problem problem) {
        errors.add(problem);
    }

    Scoped scoped() {
        return new Scoped(ResourceSet.of(resources), errors, warnings, blocked);
    }

    void place(Manifest manifest, ScopeLookup.Answer answer) {
        if (answer instanceof ScopeLookup.Known known) {
            Resource resource = keyed(manifest, known.scope());
            if (resource != null) {
                resources.add(resource);
            }
        } else if (answer instanceof ScopeLookup.VersionNotServed other) {
            Resource resource = keyed(manifest, other.scope());
            if (resource != null) {
                blocked.add(new Blocked(
                        resource.manifest(), Optional.of(resource.key()), notServed(manifest, other.served())));
            }
        } else if (answer instanceof ScopeLookup.Unreadable unreadable) {
            blocked.add(new Blocked(manifest, Optional.empty(), unreadable.problem()));
        } else {
            errors.add(unknown(manifest));
        }
    }

    /** The object with its namespace and key, or null where that is an error. */
    private @Nullable Resource keyed(Manifest manifest, Scope scope) {
        Manifest settled = scope == Scope.CLUSTER ? ofTheCluster(manifest) : inItsNamespace(manifest);
        if (settled == null) {
            return null;
        }
        GroupKind kind = settled.groupKind();
        ResourceKey key = new ResourceKey(
                kind.group(),
                kind.kind(),
                settled.namespace().orElse(""),
                settled.name().orElseThrow());
        Manifest first = placed.putIfAbsent(key, manifest);
        if (first != null) {
            errors.add(duplicate(first, manifest, key));
            return null;
        }
        return new Resource(key, settled);
    }

    private Manifest ofTheCluster(Manifest manifest) {
        if (manifest.body().at(NAMESPACE).isEmpty()) {
            return manifest;
        }
        manifest.namespace()
                .ifPresent(namespace -> warnings.add(Problem.of(
                        Code.INVALID_OBJECT,
                        ObjectRules.place(manifest, NAMESPACE),
                        "a " + manifest.kind() + " belongs to the cluster and has no namespace: \"" + namespace
                                + "\" is left out; remove metadata.namespace")));
        return manifest.withBody((Node.Obj) manifest.body().without(NAMESPACE), manifest.origins());
    }

    private @Nullable Manifest inItsNamespace(Manifest manifest) {
        if (manifest.namespace().isPresent()) {
            return manifest;
        }
        if (defaultNamespace.isEmpty()) {
            errors.add(Problem.of(
                    Code.INVALID_OBJECT,
                    ObjectRules.place(manifest, NAMESPACE),
                    "a " + manifest.kind()
                            + " lives in a namespace, the object names none, and the application has no default"
                            + " namespace; add metadata.namespace, or give the application a namespace"));
            return null;
        }
        Node body = manifest.body().with(NAMESPACE, Node.of(defaultNamespace));
        return manifest.withBody((Node.Obj) body, manifest.origins());
    }

    private static Problem duplicate(Manifest first, Manifest second, ResourceKey key) {
        boolean defaulted = !key.namespace().isEmpty()
                && first.namespace().isPresent() != second.namespace().isPresent();
        Location place = second.origin(Path.root()).location().withObject(Resource.title(key));
        Location other = first.origin(Path.root()).location();
        return Problem.of(
                Code.DUPLICATE_OBJECT,
                place,
                "the object is declared twice, first at " + other
                        + (defaulted
                                ? " (one of the two names no namespace and goes to " + key.namespace() + " too)"
                                : "")
                        + "; remove one of them, or rename it");
    }

    private static Problem notServed(Manifest manifest, List<String> served) {
        GroupKind kind = manifest.groupKind();
        List<String> versions = served.stream().map(kind::apiVersion).toList();
        return Problem.of(
                Code.VERSION_NOT_SERVED,
                ObjectRules.place(manifest, Path.of("apiVersion")),
                "the cluster does not serve " + manifest.kind() + " in " + manifest.apiVersion()
                        + (versions.isEmpty()
                                ? " nor in any other version; serve one in its CustomResourceDefinition"
                                : ", but in " + String.join(", ", versions) + "; move the object to "
                                        + versions.get(0)));
    }

    private static Problem unknown(Manifest manifest) {
        GroupKind kind = manifest.groupKind();
        String group = kind.group().isEmpty() ? "the core group" : "group " + kind.group();
        String next = kind.group().isEmpty()
                ? "; check apiVersion and kind"
                : " and no CustomResourceDefinition in this set declares it; apply its definition first or add it";
        return Problem.of(
                Code.UNKNOWN_KIND,
                ObjectRules.place(manifest, Path.of("kind")),
                "no kind " + kind.kind() + " in " + group + ": the cluster does not serve it" + next);
    }
}
