package io.gitops4j.core;

import java.util.regex.Pattern;

/**
 * Who owns objects in a cluster: one application of one installation. The installation keeps two hosts that use the same
 * application names apart; without it they would prune each other's objects.
 *
 * @param installation the name of the host's installation, chosen once
 * @param application the application
 */
public record Owner(String installation, ApplicationId application) {
    private static final Pattern INSTALLATION = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?");

    /** Checks the installation's name. */
    public Owner {
        if (!INSTALLATION.matcher(installation).matches()) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.nowhere(),
                    "the name of an installation is lower-case letters, digits, '-' and '.', at most 63, not \""
                            + installation + "\""));
        }
    }

    /** {@code installation/tenant/name}. */
    @Override
    public String toString() {
        return installation + "/" + application;
    }
}
