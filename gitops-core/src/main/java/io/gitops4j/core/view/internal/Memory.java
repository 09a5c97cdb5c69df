package io.gitops4j.core.view.internal;

import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the objects of one kind that somebody has an interest in. What is older than what is known already is not
 * taken; where a method answers false, what it was to take does not fit. Under the view's lock.
 */
final class Memory {
    private final LiveView view;
    private final Map<ResourceKey, Slot> slots = new HashMap<>();

    Memory(LiveView view) {
        this.view = view;
    }

    /** The key as it is kept, equal to {@code key}. */
    ResourceKey hold(ResourceKey key, KindRef ref, Interest interest) {
        Slot slot = slots.get(key);
        if (slot == null) {
            ResourceKey kept = view.shared(key, ref);
            slots.put(kept, new Slot(kept, interest.alone()));
            return kept;
        }
        if (!slot.holders.contains(interest)) {
            List<Interest> more = new ArrayList<>(slot.holders);
            more.add(interest);
            slot.holders = List.copyOf(more);
        }
        return slot.key;
    }

    void drop(ResourceKey key, Interest interest) {
        Slot slot = slots.get(key);
        if (slot == null) {
            return;
        }
        List<Interest> less =
                slot.holders.stream().filter(one -> one != interest).toList();
        slot.holders = less.size() == 1 ? less.get(0).alone() : less;
        if (less.isEmpty()) {
            forget(slot);
            slots.remove(key);
        }
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    Set<ResourceKey> keys() {
        return slots.keySet();
    }

    @Nullable
    Slot slot(ResourceKey key) {
        return slots.get(key);
    }

    // ---- what is seen

    /** Takes a list that was begun at {@code mark}. */
    boolean listed(String namespace, ListResult list, long mark, Aftermath after) {
        for (Slot slot : slots.values()) {
            if (namespace.isEmpty() || namespace.equals(slot.key.namespace())) {
                Live.Present next = list.objects().get(slot.key);
                boolean fits = slot.touched > mark
                        ? listedLate(slot, next, list.resourceVersion(), after)
                        : listed(slot, next, after);
                if (!fits) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean listed(Slot slot, Live.@Nullable Present next, Aftermath after) {
        slot.buried = "";
        slot.floor = "";
        slot.doubt = false;
        return slot.same(next) || take(slot, next, after);
    }

    /** The object was written, or read, since the list began: the list counts where it is newer for sure. */
    private boolean listedLate(Slot slot, Live.@Nullable Present next, String listVersion, Aftermath after) {
        Live.Present before = slot.live;
        if (next == null) {
            boolean later = before != null && Versions.older(before.resourceVersion(), listVersion);
            return !later || take(slot, null, after);
        }
        if (before != null) {
            boolean newer = Versions.older(before.resourceVersion(), next.resourceVersion());
            return !newer || seen(slot, next, after);
        }
        if (slot.known && slot.buried.isEmpty()) {
            // absent by a read, present by a list that overlapped it: the next read says
            slot.known = false;
            return true;
        }
        return next.uid().equals(slot.buried) || seen(slot, next, after);
    }

    private boolean seen(Slot slot, Live.Present next, Aftermath after) {
        boolean fits = take(slot, next, after);
        slot.settle(next.resourceVersion());
        return fits;
    }

    boolean changed(ResourceKey key, Live.Present live, Aftermath after) {
        Slot slot = slots.get(key);
        String version = live.resourceVersion();
        if (slot == null || slot.isBuried(live) || Versions.older(version, slot.floor)) {
            return true;
        }
        Live.Present before = slot.live;
        boolean old = before != null && (slot.same(live) || Versions.older(version, before.resourceVersion()));
        boolean fits = old || take(slot, live, after);
        slot.settle(version);
        return fits;
    }

    void gone(ResourceKey key, Live.Present last, Aftermath after) {
        Slot slot = slots.get(key);
        Live.Present before = slot == null ? null : slot.live;
        if (slot == null || before != null && !before.uid().equals(last.uid())) {
            return;
        }
        if (slot.isBuried(last)) {
            // what we wrote before we removed it has been shown by now
            slot.settle(slot.floor);
        }
        if (slot.writing > 0) {
            // the answer to our write may come after this
            slot.buried = last.uid();
        }
        if (before != null) {
            take(slot, null, after);
            slot.settle(before.resourceVersion());
            if (!slot.doubt) {
                slot.floor = last.resourceVersion();
            }
            slot.settle(last.resourceVersion());
        }
    }

    /** Takes what a read by key, begun at {@code mark}, has found. */
    boolean read(ResourceKey key, Live live, long mark) {
        Slot slot = slots.get(key);
        boolean says = live instanceof Live.Present || live instanceof Live.Absent;
        if (slot == null || !says) {
            return true;
        }
        Live.Present next = live instanceof Live.Present present ? present : null;
        Live.Present before = slot.live;
        boolean newer =
                next != null && before != null && Versions.older(before.resourceVersion(), next.resourceVersion());
        boolean older = next != null
                && (slot.isBuried(next)
                        || Versions.older(next.resourceVersion(), slot.floor)
                        || before != null && Versions.older(next.resourceVersion(), before.resourceVersion()));
        if (older || slot.touched > mark && !newer) {
            return true;
        }
        boolean same = slot.same(next);
        if (!same && !set(slot, next)) {
            return false;
        }
        if (before != null && (next == null || !next.uid().equals(before.uid()))) {
            slot.buried = before.uid();
        }
        slot.readAnew(next, same);
        return true;
    }

    /** Has everybody look again who has an interest in an object there. */
    void stir(String namespace, Aftermath after) {
        for (Slot slot : slots.values()) {
            if (namespace.isEmpty() || namespace.equals(slot.key.namespace())) {
                after.tell(slot, Notice.STATUS, null);
            }
        }
    }

    // ---- what is held

    /** The object is so from now on; tells who has an interest, where it was known before. */
    private boolean take(Slot slot, Live.@Nullable Present next, Aftermath after) {
        boolean knew = slot.known;
        Live.Present before = slot.live;
        if (!set(slot, next)) {
            return false;
        }
        if (knew) {
            Notice notice = Bodies.notice(before, next);
            if (slot.writing > 0 && notice == Notice.SUBSTANCE) {
                // perhaps our own write, whose answer is on its way
                slot.stirred = true;
            } else {
                after.tell(slot, notice, null);
            }
        }
        return true;
    }

    /** The object is so from now on. */
    boolean set(Slot slot, Live.@Nullable Present next) {
        int weight = next == null ? 0 : Bodies.weight(next);
        int objects = (next == null ? 0 : 1) - (slot.live == null ? 0 : 1);
        if (!view.budget().take(objects, weight - slot.weight)) {
            return false;
        }
        slot.live = next == null ? null : view.bodies().shared(next);
        slot.weight = weight;
        slot.known = true;
        slot.touched = view.tick();
        return true;
    }

    /** What was written was not seen yet. */
    void doubt(Slot slot, String version) {
        slot.doubt = true;
        slot.floor = version;
        slot.touched = view.tick();
    }

    /** Nothing is known any more. */
    void forget() {
        slots.values().forEach(this::forget);
    }

    private void forget(Slot slot) {
        view.budget().take(slot.live == null ? 0 : -1, -slot.weight);
        slot.live = null;
        slot.weight = 0;
        slot.known = false;
    }
}
