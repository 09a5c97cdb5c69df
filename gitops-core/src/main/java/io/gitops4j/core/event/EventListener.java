package io.gitops4j.core.event;

/**
 * Told what happens. Called on a thread of the host's executor, by one thread at a time, in order per application, from a
 * bounded queue: where the listener is slow, progress is dropped and counted, other events never are. An exception is logged
 * and fails nothing.
 */
@FunctionalInterface
public interface EventListener {
    /** Something happened. */
    void on(Event event);
}
