package io.gitops4j.core.view.internal;

import io.gitops4j.core.view.LiveViewLimits;

/** How much a view holds, against how much it may. Guarded by the view's lock. */
final class Budget {
    private final LiveViewLimits limits;
    private int objects;
    private long bytes;

    Budget(LiveViewLimits limits) {
        this.limits = limits;
    }

    /** Takes so much more, where it fits; giving back always does. */
    boolean take(int moreObjects, long moreBytes) {
        boolean grows = moreObjects > 0 || moreBytes > 0;
        if (grows && (objects + moreObjects > limits.objects() || bytes + moreBytes > limits.bytes())) {
            return false;
        }
        objects += moreObjects;
        bytes += moreBytes;
        return true;
    }

    int objects() {
        return objects;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return limits.objects() + " objects, " + limits.bytes() + " bytes";
    }
}
