package io.gitops4j.testkit;

import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.WatchSink;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A watch's sink that keeps what it was told, and lets a test wait for what it should be told. */
public final class AwaitingSink implements WatchSink {
    /** What a sink can be told. */
    public enum Kind {
        CHANGED,
        GONE,
        BOOKMARK,
        EXPIRED,
        FAILED
    }

    /**
     * One thing that the sink was told.
     *
     * @param kind what
     * @param key the object, where there is one
     * @param live its state, where there is one
     * @param version the version of a bookmark, else empty
     * @param problem why a watch failed, where it did
     */
    public record Told(
            Kind kind,
            Optional<ResourceKey> key,
            Optional<Live.Present> live,
            String version,
            Optional<Problem> problem) {
        /** Such as {@code CHANGED ConfigMap a/b}; no value of an object. */
        @Override
        public String toString() {
            return kind
                    + key.map(one -> " " + one).orElse("")
                    + (version.isEmpty() ? "" : " " + version)
                    + problem.map(one -> " " + one.text()).orElse("");
        }
    }

    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final List<Told> told = new ArrayList<>();

    /** A sink whose waits end with an {@link AssertionError} after {@code patience}. */
    public AwaitingSink(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void changed(ResourceKey key, Live.Present live) {
        add(new Told(Kind.CHANGED, Optional.of(key), Optional.of(live), "", Optional.empty()));
    }

    @Override
    public void gone(ResourceKey key, Live.Present last) {
        add(new Told(Kind.GONE, Optional.of(key), Optional.of(last), "", Optional.empty()));
    }

    @Override
    public void bookmark(String resourceVersion) {
        add(new Told(Kind.BOOKMARK, Optional.empty(), Optional.empty(), resourceVersion, Optional.empty()));
    }

    @Override
    public void expired() {
        add(new Told(Kind.EXPIRED, Optional.empty(), Optional.empty(), "", Optional.empty()));
    }

    @Override
    public void failed(Problem problem) {
        add(new Told(Kind.FAILED, Optional.empty(), Optional.empty(), "", Optional.of(problem)));
    }

    private void add(Told one) {
        lock.lock();
        try {
            told.add(one);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All that the sink was told so far, in order. */
    public List<Told> told() {
        lock.lock();
        try {
            return List.copyOf(told);
        } finally {
            lock.unlock();
        }
    }

    /** What the sink was told of objects so far, without bookmarks and ends. */
    public List<Told> ofObjects() {
        return told().stream().filter(one -> one.key().isPresent()).toList();
    }

    /** The first thing told that {@code wanted} takes, waited for. */
    public Told await(Predicate<Told> wanted) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (true) {
                Optional<Told> found = told.stream().filter(wanted).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                if (left <= 0) {
                    throw new AssertionError("not told within " + patience + "; told were " + told);
                }
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting; told were " + told, e);
        } finally {
            lock.unlock();
        }
    }

    /** The first thing of that kind that was told of {@code key}, waited for. */
    public Told await(Kind kind, ResourceKey key) {
        return await(one -> one.kind() == kind && one.key().filter(key::equals).isPresent());
    }

    /** The first thing of that kind, waited for. */
    public Told await(Kind kind) {
        return await(one -> one.kind() == kind);
    }
}
