package io.gitops4j.core.view.internal;

import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a view knows of one object that somebody has an interest in. Guarded by the view's lock. */
final class Slot {
    final ResourceKey key;
    /** Who has an interest in it; at least one. */
    List<Interest> holders;
    /** The object as it was last seen; null where it is not there, or not known. */
    Live.@Nullable Present live;
    /** Whether it was seen, there or not. */
    boolean known;
    /** Whether a write of ours may have changed it in a way that was not seen yet: it is read by key. */
    boolean doubt;
    /** The version that the object must have reached before what a watch says of it counts; empty for any. */
    String floor = "";
    /** The uid of an incarnation that is gone for good; empty for none. */
    String buried = "";
    /** How many writes of ours are on their way. */
    int writing;
    /** Whether somebody's change came while a write of ours was on its way. */
    boolean stirred;
    /** When it was last changed, in the view's own count. */
    long touched;
    /** What it counts for in the budget. */
    int weight;

    Slot(ResourceKey key, List<Interest> holders) {
        this.key = key;
        this.holders = holders;
    }

    /** Whether {@code next} is what is known already. */
    boolean same(Live.@Nullable Present next) {
        Live.Present before = live;
        if (before == null || next == null) {
            return known && before == next;
        }
        return next.uid().equals(before.uid())
                && !next.resourceVersion().isEmpty()
                && next.resourceVersion().equals(before.resourceVersion());
    }

    /** Whether {@code one} is gone for good. */
    boolean isBuried(Live.Present one) {
        return !buried.isEmpty() && buried.equals(one.uid());
    }

    /** A watch or a list shows the object in {@code version}: what was written may have been seen with it. */
    void settle(String version) {
        if (doubt && !floor.isEmpty() && Versions.reaches(version, floor)) {
            doubt = false;
            floor = "";
        }
    }

    /**
     * It was read by key, as {@code next}, null where it is not there. A version that cannot be compared leaves a doubt until a
     * watch shows it: what is older might be shown before.
     */
    void readAnew(Live.@Nullable Present next, boolean same) {
        if (next != null && !same && !Versions.decimal(next.resourceVersion())) {
            doubt = true;
            floor = next.resourceVersion();
        } else if (floor.isEmpty() || Versions.decimal(floor)) {
            doubt = false;
            floor = next == null ? floor : "";
        }
    }

    /** The answer to a read; null where it must be read by key. */
    @Nullable
    Live answer() {
        if (!known || doubt) {
            return null;
        }
        Live.Present present = live;
        return present == null ? new Live.Absent() : present;
    }
}
