package io.gitops4j.embedded;

import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's state under one lock. A write is a batch: its changes go to the state file, then to the watches, as
 * one. What a change sets off (deliveries, rollouts) runs after the lock is released.
 */
final class Ledger {
    private final ReentrantLock lock = new ReentrantLock();
    private final ObjectStore store;
    private final KindTable kinds = new KindTable();
    private final WatchHub hub;
    private final @Nullable StateLog log;
    private volatile Consumer<List<Change>> followers = changes -> {};

    Ledger(ObjectStore store, WatchHub hub, @Nullable StateLog log) {
        this.store = store;
        this.hub = hub;
        this.log = log;
        store.ofKind(CustomKinds.DEFINITION).values().forEach(definition -> kinds.definitionChanged(null, definition));
        hub.forget(store.version());
    }

    /** Whom to tell of every batch, without the lock. */
    void follow(Consumer<List<Change>> follower) {
        followers = follower;
    }

    <T> T read(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    ObjectStore store() {
        return store;
    }

    KindTable kinds() {
        return kinds;
    }

    <T> T write(Function<Batch, T> work) {
        Batch batch = new Batch(store, kinds);
        T answer;
        List<Watch> due;
        lock.lock();
        try {
            if (log != null) {
                log.checkOpen();
            }
            answer = work.apply(batch);
            commit(batch);
            due = hub.due();
        } finally {
            lock.unlock();
        }
        due.forEach(Watch::deliver);
        if (!batch.changes().isEmpty()) {
            followers.accept(batch.changes());
        }
        return answer;
    }

    private void commit(Batch batch) {
        if (batch.changes().isEmpty()) {
            return;
        }
        if (log != null) {
            log.append(batch.changes(), store);
        }
        hub.publish(batch.changes());
        for (Change change : batch.changes()) {
            if (change.key().groupKind().equals(CustomKinds.DEFINITION) && change.before() != null) {
                GroupKind kind = CustomKinds.groupKind(change.before());
                if (kinds.find(kind).isEmpty() && CustomKinds.established(change.before())) {
                    hub.kindGone(kind);
                }
            }
        }
    }

    /** Changes the watches, and delivers. */
    <T> T watches(Function<WatchHub, T> work) {
        T answer;
        List<Watch> due;
        lock.lock();
        try {
            answer = work.apply(hub);
            due = hub.due();
        } finally {
            lock.unlock();
        }
        due.forEach(Watch::deliver);
        return answer;
    }

    /** The objects as they are now, for whoever follows. */
    List<Node.Obj> all() {
        return read(store::all);
    }
}
