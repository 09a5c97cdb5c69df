package io.gitops4j.render.kustomize.internal.reference;

/** A path or a value that does not fit the object it is for. Whoever has the object tells which one and who asked. */
final class FieldMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean ofPath;

    private FieldMismatch(String why, boolean ofPath) {
        super(why, null, false, false);
        this.ofPath = ofPath;
    }

    /** The path cannot be followed. */
    static FieldMismatch path(String why) {
        return new FieldMismatch(why, true);
    }

    /** The value cannot be put where the path leads. */
    static FieldMismatch value(String why) {
        return new FieldMismatch(why, false);
    }

    /** Whether it is the path that does not fit. */
    boolean isOfPath() {
        return ofPath;
    }
}
