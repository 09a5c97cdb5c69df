package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import java.util.List;

/**
 * A field that stays though what it is a part of is no longer declared, since others own it. The API server validates the
 * object with it, and may refuse the rest (cert-manager#4838).
 *
 * @param path which field
 * @param owners the field managers that own it
 */
public record Kept(FieldPath path, List<String> owners) {
    /** Keeps an unmodifiable copy. */
    public Kept {
        owners = List.copyOf(owners);
    }

    /** For a person: what stays, and whose it is. */
    public String text() {
        return path + " stays, it belongs to " + String.join(", ", owners);
    }
}
