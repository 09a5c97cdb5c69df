package io.gitops4j.core.state;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.security.SecureRandom;

/** What a store knows of its installation. */
final class Installations {
    private static final int KEY_BYTES = 32;

    private Installations() {}

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** A key that was read, unless it is too short to be one. */
    static byte[] checkedKey(byte[] key) {
        if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
        }
        return key;
    }

    /** Throws where the store belongs to another installation. */
    static void check(Location store, String recorded, String asking) {
        if (!recorded.equals(asking)) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    store,
                    "the store belongs to the installation \"" + recorded + "\", not to \"" + asking
                            + "\"; give each installation a store of its own, or set the name back"));
        }
    }
}
