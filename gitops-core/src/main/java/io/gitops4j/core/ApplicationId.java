package io.gitops4j.core;

import java.util.regex.Pattern;

/**
 * Which application: its name within a tenant. Written into users' clusters and stores.
 *
 * @param tenant the tenant, empty for a host without tenants
 * @param name the name, unique within the tenant
 */
public record ApplicationId(String tenant, String name) implements Comparable<ApplicationId> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    /** Checks both parts. */
    public ApplicationId {
        check("tenant", tenant, true);
        check("name", name, false);
    }

    /** The application {@code name} of a host without tenants. */
    public static ApplicationId of(String name) {
        return new ApplicationId("", name);
    }

    private static void check(String what, String value, boolean mayBeEmpty) {
        if (value.isEmpty() && mayBeEmpty) {
            return;
        }
        if (!NAME.matcher(value).matches()) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.nowhere(),
                    "the " + what + " of an application is lower-case letters, digits, '-' and '.', at most 253, not \""
                            + value + "\""));
        }
    }

    @Override
    public int compareTo(ApplicationId other) {
        int order = tenant.compareTo(other.tenant);
        return order != 0 ? order : name.compareTo(other.name);
    }

    /** {@code tenant/name}, or the name alone without a tenant. */
    @Override
    public String toString() {
        return tenant.isEmpty() ? name : tenant + "/" + name;
    }
}
