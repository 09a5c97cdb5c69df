package io.gitops4j.core.view.internal;

/**
 * Resource versions. Kubernetes lets clients compare them as numbers (KEP-5504); what is no number, as of an aggregated server
 * of its own ways, is only equal or not.
 */
final class Versions {
    private Versions() {}

    /** Whether {@code a} is older than {@code b} for sure. */
    static boolean older(String a, String b) {
        if (!decimal(a) || !decimal(b)) {
            return false;
        }
        return a.length() != b.length() ? a.length() < b.length() : a.compareTo(b) < 0;
    }

    /** Whether {@code a} is {@code b}, or newer for sure. */
    static boolean reaches(String a, String b) {
        return a.equals(b) || older(b, a);
    }

    static boolean decimal(String version) {
        if (version.isEmpty() || version.charAt(0) == '0' && version.length() > 1) {
            return false;
        }
        for (int i = 0; i < version.length(); i++) {
            if (version.charAt(i) < '0' || version.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
