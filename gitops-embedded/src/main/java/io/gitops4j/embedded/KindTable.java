package io.gitops4j.embedded;

import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.schema.CustomResourceSchemas;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kinds that the cluster serves: the built-in ones, and those of established definitions. Guarded by the ledger's
 * lock.
 */
final class KindTable {
    private final Map<GroupKind, ServedKind> kinds = new TreeMap<>();
    private final Map<GroupKind, Node.Obj> definitions = new TreeMap<>();
    private final Map<GroupKind, SchemaSource> schemas = new TreeMap<>();

    KindTable() {
        BuiltInKinds.all().forEach(kind -> kinds.put(kind.groupKind(), kind));
    }

    Optional<ServedKind> find(GroupKind kind) {
        return Optional.ofNullable(kinds.get(kind));
    }

    Collection<ServedKind> all() {
        return kinds.values();
    }

    /** Follows a definition from one state to the next; null for none. */
    void definitionChanged(Node.@Nullable Obj before, Node.@Nullable Obj after) {
        if (before != null && CustomKinds.established(before)) {
            GroupKind kind = CustomKinds.groupKind(before);
            kinds.remove(kind);
            definitions.remove(kind);
            schemas.remove(kind);
        }
        if (after != null && CustomKinds.established(after)) {
            CustomKinds.served(after).ifPresent(kind -> {
                kinds.put(kind.groupKind(), kind);
                definitions.put(kind.groupKind(), after);
                schemas.put(kind.groupKind(), CustomResourceSchemas.of(List.of(after)));
            });
        }
    }

    /** The definitions of the kinds that are not built in. */
    Collection<Node.Obj> definitions() {
        return definitions.values();
    }

    /** What an object of a kind may be in a version of it. */
    ObjectSchema schema(GroupKind kind, String apiVersion) {
        return schemas.getOrDefault(kind, SchemaSource.builtIn())
                .find(apiVersion, kind.kind())
                .orElseGet(ObjectSchema::deduced);
    }

    /** Whether a kind is served in a version. */
    boolean serves(GroupKind kind, String apiVersion) {
        return find(kind).filter(served -> served.serves(apiVersion)).isPresent();
    }

    /** A word for {@code served}, the same in every process. */
    static String epoch(Collection<ServedKind> served) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (ServedKind kind : served) {
                sha.update((kind.groupKind() + " " + kind.plural() + " " + kind.scope() + kind.versions() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
