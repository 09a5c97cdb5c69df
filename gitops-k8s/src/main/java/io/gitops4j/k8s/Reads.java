package io.gitops4j.k8s;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.ReadResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** Reads objects one by one, several at a time. */
final class Reads {
    private final Rest rest;
    private final Kinds kinds;

    Reads(Rest rest, Kinds kinds) {
        this.rest = rest;
        this.kinds = kinds;
    }

    ReadResult get(ReadCall call, Cancellation cancellation) {
        cancellation.check();
        Queue<ResourceKey> left = new ConcurrentLinkedQueue<>(call.keys());
        Map<ResourceKey, Live> all = new ConcurrentHashMap<>();
        long since = System.nanoTime();
        Runnable work = () -> {
            for (ResourceKey key = left.poll(); key != null; key = left.poll()) {
                all.put(key, one(key, call.version(key), since, cancellation));
            }
        };
        int helpers = Math.min(call.keys().size(), rest.connection().limits().concurrent()) - 1;
        List<Future<?>> others = new ArrayList<>();
        for (int i = 0; i < helpers; i++) {
            try {
                others.add(rest.connection().executor().submit(work));
            } catch (RejectedExecutionException e) {
                break; // closed meanwhile: this thread is told by its own requests
            }
        }
        work.run();
        others.forEach(Reads::await);
        return ReadResult.of(all);
    }

    private static void await(Future<?> other) {
        boolean interrupted = false;
        while (true) {
            try {
                other.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof GitOpsException cancelled) {
                    throw cancelled;
                }
                throw new IllegalStateException("reading objects failed", e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One object, in the version wanted or the preferred one. */
    Live one(ResourceKey key, Optional<String> wanted, long since, Cancellation cancellation) {
        Kinds.Found found = kinds.find(key.groupKind(), wanted, since, cancellation);
        if (found instanceof Kinds.NotServed) {
            return new Live.Unserved();
        }
        if (found instanceof Kinds.Unknown unknown) {
            return new Live.Unreadable(Problems.on(unknown.problem(), key.toString()));
        }
        Kinds.Served served = (Kinds.Served) found;
        if (!Paths.possible(served.info(), key)) {
            return new Live.Absent();
        }
        try {
            return read(served, key, wanted, cancellation);
        } catch (Unanswered e) {
            return new Live.Unreadable(Problems.on(e.problem(), key.toString()));
        } catch (GitOpsException e) {
            cancellation.check();
            return new Live.Unreadable(Problems.on(e.problem(), key.toString()));
        }
    }

    private Live read(Kinds.Served served, ResourceKey key, Optional<String> wanted, Cancellation cancellation)
            throws Unanswered {
        String version = served.version(wanted);
        Call call = Call.get(Paths.object(served.info(), version, key));
        long sent = System.nanoTime();
        Answer answer = rest.read(call, cancellation);
        if (answer.ok()) {
            return Bodies.present(answer, key, served.info(), version);
        }
        Problem problem = Problems.on(Problems.of(rest, call, answer), key.toString());
        if (answer.code() != 404) {
            return new Live.Unreadable(problem);
        }
        if (isOf(answer.status(), served.info(), key)) {
            return new Live.Absent();
        }
        // not this object but its kind is unknown there: gone since discovery, or not yet everywhere
        Kinds.Found now = kinds.findNow(key.groupKind(), sent, cancellation);
        return now instanceof Kinds.NotServed ? new Live.Unserved() : new Live.Unreadable(problem);
    }

    /** Whether a 404 speaks of this object: the API server names it then, and nothing where it knows no such resource. */
    static boolean isOf(ApiStatus status, KindInfo kind, ResourceKey key) {
        return status.reason().equals("NotFound")
                && status.name().equals(key.name())
                && (status.kind().equals(kind.plural()) || status.kind().equals(key.kind()));
    }
}
