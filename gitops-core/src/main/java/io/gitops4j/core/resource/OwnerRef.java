package io.gitops4j.core.resource;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Owner;
import java.util.Optional;

/**
 * What an owner's mark says: who owns which object. Written into users' clusters, so the form of version 1 stays for
 * ever: {@code v1|installation|tenant|name|group|kind|namespace|name}. Nothing is escaped: of all parts only the last,
 * an object's name, can hold a {@code |} (RBAC allows it).
 *
 * @param owner the owner
 * @param object the object
 */
public record OwnerRef(Owner owner, ResourceKey object) {
    private static final String VERSION = "v1";
    private static final int PARTS = 8;

    /** Checks that no part can be taken for two. */
    public OwnerRef {
        if ((object.group() + object.kind() + object.namespace()).indexOf('|') >= 0) {
            throw new IllegalArgumentException("no group, kind or namespace has a '|': " + object);
        }
    }

    /** The annotation's value. */
    public String text() {
        return String.join("|", ownerText(owner), object.group(), object.kind(), object.namespace(), object.name());
    }

    /** The owner alone, in the form in which the annotation begins with it. */
    static String ownerText(Owner owner) {
        ApplicationId application = owner.application();
        return String.join("|", VERSION, owner.installation(), application.tenant(), application.name());
    }

    /** Reads an annotation's value; empty for a version that is not known, and for anything else. */
    public static Optional<OwnerRef> parse(String text) {
        String[] parts = text.split("\\|", PARTS);
        if (parts.length != PARTS || !parts[0].equals(VERSION) || parts[5].isEmpty() || parts[7].isEmpty()) {
            return Optional.empty();
        }
        try {
            Owner owner = new Owner(parts[1], new ApplicationId(parts[2], parts[3]));
            return Optional.of(new OwnerRef(owner, new ResourceKey(parts[4], parts[5], parts[6], parts[7])));
        } catch (GitOpsException invalid) {
            return Optional.empty();
        }
    }
}
