package io.gitops4j.core;

/**
 * What kind of problem this is, for programs: a short word that stays, such as {@code invalid-yaml}. Open: a later version
 * or a plug-in may add codes, so treat an unknown one as what {@link Problem#retryable()} says.
 *
 * @param id lower-case words joined by hyphens
 */
public record Code(String id) {
    /** Text that is no YAML or JSON. */
    public static final Code INVALID_TEXT = new Code("invalid-text");
    /** A document that is no Kubernetes object, or one with wrong or missing parts. */
    public static final Code INVALID_OBJECT = new Code("invalid-object");
    /** One object declared twice. */
    public static final Code DUPLICATE_OBJECT = new Code("duplicate-object");
    /** An input over a limit: size, depth, aliases, count, time. */
    public static final Code LIMIT = new Code("limit");
    /** A setting that is wrong: an application, an option, a builder. */
    public static final Code INVALID_CONFIGURATION = new Code("invalid-configuration");
    /** Something asked for that this version cannot do. */
    public static final Code NOT_SUPPORTED = new Code("not-supported");
    /** The repository, ref or path is not there. */
    public static final Code SOURCE_NOT_FOUND = new Code("source-not-found");
    /** The repository could not be reached or read. */
    public static final Code SOURCE_UNAVAILABLE = new Code("source-unavailable");
    /** The source answered with something that is refused: a link out of the repository, an LFS pointer, a submodule. */
    public static final Code SOURCE_REFUSED = new Code("source-refused");
    /** No renderer, or more than one, fits the folder. */
    public static final Code RENDERER = new Code("renderer");
    /** The kind is not known to the cluster, nor declared by a definition in the same set. */
    public static final Code UNKNOWN_KIND = new Code("unknown-kind");
    /** The kind is known, but not in this version. */
    public static final Code VERSION_NOT_SERVED = new Code("version-not-served");
    /** The cluster could not be reached or did not answer. */
    public static final Code CLUSTER_UNAVAILABLE = new Code("cluster-unavailable");
    /** The identity may not do this. */
    public static final Code FORBIDDEN = new Code("forbidden");
    /** The cluster refused the object. */
    public static final Code REJECTED = new Code("rejected");
    /** Somebody else owns the object or the field. */
    public static final Code CONFLICT = new Code("conflict");
    /** An existing object is not ours, and the policy does not let us take it. */
    public static final Code NOT_OWNED = new Code("not-owned");
    /** A removal that the rules hold back. */
    public static final Code PRUNE_REFUSED = new Code("prune-refused");
    /** An input moved between plan and apply. */
    public static final Code STALE = new Code("stale");
    /** A write was sent and its outcome is unknown. */
    public static final Code UNCERTAIN = new Code("uncertain");
    /** An object did not become healthy. */
    public static final Code UNHEALTHY = new Code("unhealthy");
    /** A wait reached its bound. */
    public static final Code TIMEOUT = new Code("timeout");
    /** A gate held or denied the run. */
    public static final Code GATE = new Code("gate");
    /** The caller, or a newer run, cancelled. */
    public static final Code CANCELLED = new Code("cancelled");
    /** An earlier process ended before the run did. */
    public static final Code INTERRUPTED = new Code("interrupted");
    /** Another process holds the store, or the claim on the application. */
    public static final Code HELD_ELSEWHERE = new Code("held-elsewhere");
    /** The store could not be read or written, or holds a format that this version does not know. */
    public static final Code STATE = new Code("state");
    /** A bug here or in a plug-in. */
    public static final Code INTERNAL = new Code("internal");

    @Override
    public String toString() {
        return id;
    }
}
