package io.gitops4j.core.view;

/**
 * How much one live view may hold. A kind that does not fit is not held: its objects are read one by one, and {@link
 * LiveViewStats} says so. Immutable.
 */
public final class LiveViewLimits {
    private static final LiveViewLimits DEFAULTS = new LiveViewLimits(100_000, 256L << 20);

    private final int objects;
    private final long bytes;

    private LiveViewLimits(int objects, long bytes) {
        if (objects < 0 || bytes < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
        this.objects = objects;
        this.bytes = bytes;
    }

    /** 100,000 objects and an estimate of 256 MiB for each cluster and identity. */
    public static LiveViewLimits defaults() {
        return DEFAULTS;
    }

    /** At most so many objects. */
    public LiveViewLimits withObjects(int most) {
        return new LiveViewLimits(most, bytes);
    }

    /** At most about so many bytes, by an estimate that is rather too high. */
    public LiveViewLimits withBytes(long most) {
        return new LiveViewLimits(objects, most);
    }

    /** The most objects. */
    public int objects() {
        return objects;
    }

    /** The most bytes. */
    public long bytes() {
        return bytes;
    }
}
