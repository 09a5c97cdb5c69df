package io.gitops4j.core.view.internal;

import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a write of ours means to what a view knows: it is taken at once, so that we read what we wrote, and its
 * author is not told when the watch shows it again. Under the view's lock.
 *
 * @param key which object was written
 * @param deleted the uid that was deleted, empty for an apply
 * @param author whose write it is
 * @param after what is to be done without the lock
 */
record Echo(ResourceKey key, String deleted, Interest author, Aftermath after) {

    /** Takes {@code result} into {@code slot} of what is known of {@code kind}; false where it does not fit. */
    boolean of(Memory memory, Slot slot, KindRef kind, @Nullable WriteResult result) {
        boolean stirred = slot.stirred && slot.writing == 0;
        slot.stirred &= slot.writing > 0;
        if (result instanceof WriteResult.Written written && written.live() instanceof Live.Present present) {
            return present(memory, slot, kind, present, stirred);
        }
        if (result instanceof WriteResult.Written) {
            absent(memory, slot, stirred);
        } else if (result == null || result instanceof WriteResult.Uncertain) {
            memory.doubt(slot, "");
            tell(slot, Notice.STATUS, stirred);
        } else if (stirred) {
            after.tell(slot, Notice.SUBSTANCE, null);
        }
        return true;
    }

    private boolean present(Memory memory, Slot slot, KindRef kind, Live.Present written, boolean stirred) {
        Live.Present before = slot.live;
        boolean sameVersion = written.body()
                .text("apiVersion")
                .filter(kind.groupKind().apiVersion(kind.version())::equals)
                .isPresent();
        if (slot.isBuried(written)) {
            // it was seen to go before we were told that it is there
            after.tell(slot, Notice.SUBSTANCE, null);
        } else if (!sameVersion) {
            memory.doubt(slot, written.resourceVersion());
            after.tell(slot, Notice.SUBSTANCE, author);
        } else if (before != null
                && before.uid().equals(written.uid())
                && Versions.older(written.resourceVersion(), before.resourceVersion())) {
            // somebody wrote after us, and was seen first
            after.tell(slot, Bodies.notice(written, before), null);
        } else {
            return take(memory, slot, written, stirred);
        }
        return true;
    }

    private boolean take(Memory memory, Slot slot, Live.Present written, boolean stirred) {
        Live.Present before = slot.live;
        boolean knew = slot.known;
        boolean seen = before != null && before.resourceVersion().equals(written.resourceVersion());
        if (!seen && !memory.set(slot, written)) {
            return false;
        }
        slot.buried = "";
        slot.doubt = !seen && !Versions.decimal(written.resourceVersion());
        slot.floor = slot.doubt ? written.resourceVersion() : "";
        if (knew) {
            tell(slot, Bodies.notice(before, written), stirred);
        }
        return true;
    }

    private void absent(Memory memory, Slot slot, boolean stirred) {
        slot.buried = deleted;
        Live.Present before = slot.live;
        if (before != null && before.uid().equals(deleted)) {
            slot.floor = before.resourceVersion();
            memory.set(slot, null);
            tell(slot, Notice.SUBSTANCE, stirred);
        }
    }

    private void tell(Slot slot, Notice notice, boolean stirred) {
        after.tell(slot, stirred ? Notice.SUBSTANCE : notice, author);
    }
}
