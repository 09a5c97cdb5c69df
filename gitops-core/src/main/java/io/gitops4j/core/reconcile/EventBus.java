package io.gitops4j.core.reconcile;

import io.gitops4j.core.event.Event;
import io.gitops4j.core.event.EventListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers events to each listener in order, one at a time, through a queue that drops progress when it is full. */
final class EventBus {
    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);
    private static final int BOUND = 4096;

    private final List<Lane> lanes;
    private final AtomicLong sequence = new AtomicLong();

    EventBus(List<EventListener> listeners, Executor executor) {
        this.lanes =
                listeners.stream().map(listener -> new Lane(listener, executor)).toList();
    }

    long nextSequence() {
        return sequence.incrementAndGet();
    }

    void publish(Event event) {
        lanes.forEach(lane -> lane.offer(event));
    }

    /** Waits until every listener was told everything, at most so long. */
    void drain(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        lanes.forEach(lane -> lane.awaitEmpty(end));
    }

    private static final class Lane implements Runnable {
        private final EventListener listener;
        private final Executor executor;
        private final ArrayDeque<Event> queue = new ArrayDeque<>();
        private boolean draining;
        private long dropped;

        Lane(EventListener listener, Executor executor) {
            this.listener = listener;
            this.executor = executor;
        }

        void offer(Event event) {
            boolean start;
            synchronized (this) {
                if (queue.size() >= BOUND && event.isProgress()) {
                    dropped++;
                    return;
                }
                queue.add(event);
                start = !draining;
                draining = true;
            }
            if (start) {
                executor.execute(this);
            }
        }

        @Override
        public void run() {
            while (true) {
                Event event;
                synchronized (this) {
                    event = queue.poll();
                    if (event == null) {
                        draining = false;
                        notifyAll();
                        return;
                    }
                    if (dropped > 0) {
                        LOG.warn("{} events of progress were dropped: the listener {} is slow", dropped, name());
                        dropped = 0;
                    }
                }
                try {
                    listener.on(event);
                } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                    LOG.warn("the listener {} failed on {}", name(), event.kind(), e);
                }
            }
        }

        private String name() {
            return listener.getClass().getName();
        }

        synchronized void awaitEmpty(long end) {
            boolean interrupted = false;
            while (draining && System.nanoTime() < end) {
                try {
                    wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                } catch (InterruptedException e) {
                    interrupted = true;
                    break;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
