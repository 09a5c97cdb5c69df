package io.gitops4j.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Cancellation} that its holder can end. One that is a {@link Cancellation#child} is closed when its operation is over,
 * so that what it is a child of does not hold on to it.
 */
public final class CancellationSource implements Cancellation, AutoCloseable {
    static final CancellationSource NONE = new CancellationSource(null, null);

    private final @Nullable CancellationSource parent;
    private final @Nullable Instant deadline;
    private final Object lock = new Object();
    private final List<Runnable> actions = new ArrayList<>();
    private volatile @Nullable String reason;
    private volatile Runnable unlink = () -> {};

    CancellationSource(@Nullable CancellationSource parent, @Nullable Instant deadline) {
        this.parent = parent;
        this.deadline = deadline;
    }

    static CancellationSource after(Duration timeout) {
        return new CancellationSource(null, InstantSource.system().instant().plus(timeout));
    }

    /** Asks to stop; later calls change nothing. */
    public void cancel(String why) {
        if (this == NONE) {
            throw new IllegalStateException("Cancellation.none() never ends; use Cancellation.source()");
        }
        List<Runnable> due;
        synchronized (lock) {
            if (reason != null) {
                return;
            }
            reason = why;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    @Override
    public boolean requested() {
        return reason().isPresent();
    }

    @Override
    public Optional<String> reason() {
        String given = reason;
        if (given != null) {
            return Optional.of(given);
        }
        if (deadline != null && !InstantSource.system().instant().isBefore(deadline)) {
            return Optional.of("the deadline passed");
        }
        return parent == null ? Optional.empty() : parent.reason();
    }

    @Override
    public Optional<Instant> deadline() {
        Optional<Instant> above = parent == null ? Optional.empty() : parent.deadline();
        if (deadline == null || above.isPresent() && above.get().isBefore(deadline)) {
            return above;
        }
        return Optional.of(deadline);
    }

    @Override
    public AutoCloseable onRequest(Runnable action) {
        if (this == NONE) {
            return () -> {};
        }
        register(action);
        return () -> forget(action);
    }

    private void register(Runnable action) {
        boolean now;
        synchronized (lock) {
            now = reason != null;
            if (!now) {
                actions.add(action);
            }
        }
        if (now) {
            action.run();
        }
    }

    private void forget(Runnable action) {
        synchronized (lock) {
            actions.remove(action);
        }
    }

    @Override
    public CancellationSource child() {
        if (this == NONE) {
            return new CancellationSource(null, null);
        }
        CancellationSource child = new CancellationSource(this, null);
        Runnable end = () -> child.cancel(reason().orElse("cancelled"));
        child.unlink = () -> forget(end);
        register(end);
        return child;
    }

    /** Ends the link to what this is a child of; it can still be cancelled itself. A second close is harmless. */
    @Override
    public void close() {
        unlink.run();
    }
}
