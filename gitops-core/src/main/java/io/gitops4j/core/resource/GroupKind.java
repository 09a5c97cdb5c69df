package io.gitops4j.core.resource;

/**
 * A kind of object, in whatever version.
 *
 * @param group the API group, empty for core
 * @param kind the kind
 */
public record GroupKind(String group, String kind) implements Comparable<GroupKind> {
    /** The group of an {@code apiVersion}: what stands before the slash, empty where there is none. */
    public static String groupOf(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** The version of an {@code apiVersion}: what stands after the slash, or all of it. */
    public static String versionOf(String apiVersion) {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /** The {@code apiVersion} of this group in {@code version}. */
    public String apiVersion(String version) {
        return group.isEmpty() ? version : group + "/" + version;
    }

    @Override
    public int compareTo(GroupKind other) {
        int order = group.compareTo(other.group);
        return order != 0 ? order : kind.compareTo(other.kind);
    }

    /** {@code Kind.group}, or the kind alone for the core group. */
    @Override
    public String toString() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
