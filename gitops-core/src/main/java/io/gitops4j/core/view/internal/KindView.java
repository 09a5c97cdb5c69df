package io.gitops4j.core.view.internal;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.view.LiveViewStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One kind in one version: what is known of the objects that somebody has an interest in, and the feeds that keep it so. All but
 * {@link #begin} under the view's lock.
 */
final class KindView {
    private static final Duration FULL = Duration.ofMinutes(10);

    private final LiveView view;
    private final KindRef ref;
    private final boolean namespaced;
    private boolean pinned;
    private final Memory memory;
    private final Map<String, Feed> feeds = new TreeMap<>();
    private boolean narrow;
    private boolean listedBefore;

    /** @param pinned watched whether or not somebody has an interest in an object of it */
    KindView(LiveView view, KindRef ref, boolean namespaced, boolean pinned) {
        this.view = view;
        this.ref = ref;
        this.namespaced = namespaced;
        this.pinned = pinned;
        this.memory = new Memory(view);
    }

    LiveView view() {
        return view;
    }

    KindRef ref() {
        return ref;
    }

    // ---- interests

    /** The key as it is kept, equal to {@code key}. */
    ResourceKey hold(ResourceKey key, Interest interest) {
        return memory.hold(key, ref, interest);
    }

    void drop(ResourceKey key, Interest interest) {
        memory.drop(key, interest);
    }

    void pin() {
        pinned = true;
    }

    boolean isEmpty() {
        return memory.isEmpty();
    }

    boolean unused() {
        return memory.isEmpty() && !pinned;
    }

    void close(Aftermath after) {
        feeds.values().forEach(feed -> feed.close(after));
        memory.forget();
    }

    @Nullable
    Slot slot(ResourceKey key) {
        return memory.slot(key);
    }

    // ---- feeds

    private @Nullable Feed feed(ResourceKey key) {
        return feeds.get(narrow ? key.namespace() : "");
    }

    /** What memory answers; null where it must be read by key. */
    @Nullable
    Live answer(ResourceKey key) {
        Feed feed = feed(key);
        Slot slot = memory.slot(key);
        return feed == null || slot == null || !feed.live() ? null : slot.answer();
    }

    boolean watched(ResourceKey key) {
        Feed feed = feed(key);
        return feed != null && feed.live();
    }

    boolean watchedEverywhere() {
        Feed feed = feeds.get("");
        return feed != null && feed.live();
    }

    boolean begun(ResourceKey key) {
        Feed feed = feed(key);
        return feed != null && feed.begun();
    }

    /** Whether it is to be tried namespace by namespace; from now on it is. */
    boolean narrow() {
        narrow = namespaced;
        return narrow;
    }

    /** It cannot be watched at all. */
    void never(String why) {
        Feed feed = new Feed(this, "");
        feed.refuse(why, null, new Aftermath());
        feeds.put("", feed);
    }

    List<LiveViewStats.Feed> stats() {
        return feeds.values().stream().map(Feed::stats).toList();
    }

    /** Lists and watches what is not watched yet, without the lock. */
    void begin(Cancellation cancellation) {
        for (Feed feed : wanted()) {
            feed.begin(cancellation);
        }
        // the identity may turn out to see namespaces alone
        for (Feed feed : wanted()) {
            feed.begin(cancellation);
        }
    }

    private List<Feed> wanted() {
        Aftermath after = new Aftermath();
        List<Feed> wanted = new ArrayList<>();
        synchronized (view.lock()) {
            if (view.closed() || unused()) {
                return List.of();
            }
            Set<String> places = new HashSet<>();
            if (narrow) {
                memory.keys().forEach(key -> places.add(key.namespace()));
                feeds.entrySet().stream()
                        .filter(feed -> !feed.getKey().isEmpty() && !places.contains(feed.getKey()))
                        .forEach(feed -> feed.getValue().close(after));
                feeds.keySet().removeIf(place -> !place.isEmpty() && !places.contains(place));
            } else {
                places.add("");
            }
            places.forEach(place -> wanted.add(feeds.computeIfAbsent(place, any -> new Feed(this, any))));
        }
        after.run();
        return wanted;
    }

    // ---- what is seen

    /** Takes a list that was begun at {@code mark}; false where it does not fit, and the kind is read by key. */
    boolean listed(String namespace, ListResult list, long mark, Aftermath after) {
        if (!memory.listed(namespace, list, mark, after)) {
            full(after);
            return false;
        }
        if (listedBefore) {
            moved();
        }
        listedBefore = true;
        return true;
    }

    void changed(ResourceKey key, Live.Present live, Aftermath after) {
        moved();
        if (!memory.changed(key, live, after)) {
            full(after);
        }
    }

    void gone(ResourceKey key, Live.Present last, Aftermath after) {
        moved();
        memory.gone(key, last, after);
    }

    /** Takes what a read by key, begun at {@code mark}, has found. */
    void read(ResourceKey key, Live live, long mark, Aftermath after) {
        if (begun(key) && !memory.read(key, live, mark)) {
            full(after);
        }
    }

    /** Takes the answer to a write of ours. */
    void wrote(Echo echo, @Nullable WriteResult result) {
        Slot slot = memory.slot(echo.key());
        if (slot != null && begun(echo.key()) && !echo.of(memory, slot, ref, result)) {
            full(echo.after());
        }
    }

    private void moved() {
        if (KnownKinds.DEFINING.contains(ref.groupKind())) {
            view.kinds().moved();
        }
    }

    /** It does not fit: nothing of it is held for a while. */
    private void full(Aftermath after) {
        String why = "it would exceed the limit of " + view.budget();
        feeds.values().forEach(feed -> feed.refuse(why, FULL, after));
        memory.forget();
    }

    void stir(String namespace, Aftermath after) {
        memory.stir(namespace, after);
    }
}
