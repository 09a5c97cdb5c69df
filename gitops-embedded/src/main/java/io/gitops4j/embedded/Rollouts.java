package io.gitops4j.embedded;

import io.gitops4j.core.Scheduler;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Plays the controllers: after a change it asks the object's script for the next status and writes it once the step's
 * delay has passed. The next step depends on the object alone, so that a cluster that was restarted goes on by itself.
 */
final class Rollouts implements AutoCloseable {
    private final Ledger ledger;
    private final Stamp stamp;
    private final Rollout rollout;
    private final Scheduler scheduler;
    private final Executor executor;
    private final String actor;
    private final Map<ResourceKey, Pending> pending = new HashMap<>();
    private boolean closed;

    /** A step that is due later, for that object in that generation. */
    private static final class Pending {
        private final String uid;
        private final long generation;
        private Scheduler.@Nullable Handle handle;

        Pending(Node.Obj object) {
            this.uid = Metadata.uid(object);
            this.generation = Metadata.generation(object);
        }

        boolean isFor(Node.Obj object) {
            return uid.equals(Metadata.uid(object)) && generation == Metadata.generation(object);
        }
    }

    Rollouts(Ledger ledger, Stamp stamp, Rollout rollout, Scheduler scheduler, Executor executor, String actor) {
        this.ledger = ledger;
        this.stamp = stamp;
        this.rollout = rollout;
        this.scheduler = scheduler;
        this.executor = executor;
        this.actor = actor;
    }

    /** Goes on with everything that is not at its end. */
    void resume() {
        ledger.read(() -> ledger.store().keys()).forEach(this::consider);
    }

    void follow(List<Change> changes) {
        changes.stream().map(Change::key).distinct().forEach(this::consider);
    }

    private void consider(ResourceKey key) {
        Node.Obj object = ledger.read(() -> ledger.store().get(key));
        if (object == null || next(key, object).isEmpty()) {
            withdraw(key);
        } else if (rollout.step().isZero() || !rollout.plays()) {
            step(key);
        } else {
            schedule(key, object);
        }
    }

    private void schedule(ResourceKey key, Node.Obj object) {
        Pending step = new Pending(object);
        synchronized (pending) {
            Pending known = pending.get(key);
            if (closed || known != null && known.isFor(object)) {
                return;
            }
            withdraw(key);
            pending.put(key, step);
        }
        Scheduler.Handle handle = scheduler.schedule(executor, () -> due(key, step), delay());
        synchronized (pending) {
            if (pending.get(key) == step) {
                step.handle = handle;
                return;
            }
        }
        handle.close();
    }

    private Duration delay() {
        return rollout.step();
    }

    private void due(ResourceKey key, Pending step) {
        synchronized (pending) {
            if (closed || !pending.remove(key, step)) {
                return;
            }
        }
        step(key);
    }

    private void withdraw(ResourceKey key) {
        synchronized (pending) {
            Pending known = pending.remove(key);
            if (known != null && known.handle != null) {
                known.handle.close();
            }
        }
    }

    /** Writes the next status, as it is by now. */
    private void step(ResourceKey key) {
        ledger.write(batch -> {
            Node.Obj object = batch.get(key);
            Optional<Node.Obj> status = object == null ? Optional.empty() : next(key, object);
            if (object != null && status.isPresent()) {
                Node.Obj changed = object.with("status", status.get());
                FieldManager writer = FieldManager.update(actor).at("status");
                batch.put(
                        key,
                        FieldOwnership.of(batch.kinds(), key.groupKind(), object)
                                .update(object, changed, writer, stamp.now()));
            }
            return key;
        });
    }

    private Optional<Node.Obj> next(ResourceKey key, Node.Obj object) {
        boolean definition = key.groupKind().equals(CustomKinds.DEFINITION);
        if (!rollout.plays() && !definition || Metadata.terminating(object)) {
            return Optional.empty();
        }
        Node.Obj status = object.object("status");
        return Scripts.next(key.groupKind(), object, stamp.now()).filter(next -> !next.equals(status));
    }

    @Override
    public void close() {
        synchronized (pending) {
            closed = true;
            List.copyOf(pending.keySet()).forEach(this::withdraw);
        }
    }
}
