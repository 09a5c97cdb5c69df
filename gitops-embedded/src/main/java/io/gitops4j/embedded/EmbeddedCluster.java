package io.gitops4j.embedded;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.Capabilities;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.ReadResult;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.cluster.Schemas;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.cluster.WatchSink;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A cluster within the process: {@link ClusterAdapter} over objects that are kept as the Kubernetes API server keeps
 * them, in memory or in a file. It serves the stable kinds of Kubernetes and those of definitions that are applied to
 * it, and plays controllers from a {@link Rollout}. Safe for any number of threads; watches are told without any lock
 * of the cluster.
 *
 * <p>Field ownership is that of server-side apply, by the schemas of Kubernetes and of definitions ({@link
 * io.gitops4j.core.merge.ServerSideApply}). There is no admission beyond schemas, names, namespaces and immutable fields,
 * no defaulting of specs, and versions of a kind differ in nothing but their name. Applies alone are held to schemas;
 * {@link #as others} write what they like.
 *
 * <p>What a test does to it beside the adapter: {@link #as} for edits by others, {@link #faults}, {@link #requests},
 * {@link #expireWatches}, {@link #sendBookmarks}.
 */
public final class EmbeddedCluster implements ClusterAdapter {
    private static final List<String> FIRST_NAMESPACES =
            List.of("default", "kube-node-lease", "kube-public", "kube-system");

    private final Ledger ledger;
    private final Writes writes;
    private final Faults faults = new Faults();
    private final RequestCounts requests = new RequestCounts();
    private final Rollouts rollouts;
    private final Bookmarks bookmarks;
    private final Runnable release;
    private volatile boolean closed;

    EmbeddedCluster(Ledger ledger, Stamp stamp, Rollouts rollouts, Bookmarks bookmarks, Runnable release) {
        this.ledger = ledger;
        this.rollouts = rollouts;
        this.bookmarks = bookmarks;
        this.release = release;
        GarbageCollector garbage = new GarbageCollector(stamp::now);
        this.writes = new Writes(stamp, garbage, faults);
        begin(garbage);
    }

    private void begin(GarbageCollector garbage) {
        ledger.write(batch -> {
            for (String name : FIRST_NAMESPACES) {
                ResourceKey key = new ResourceKey("", "Namespace", "", name);
                if (batch.get(key) == null) {
                    Node.Obj metadata = Node.objectBuilder().put("name", name).build();
                    Node.Obj namespace = Node.objectBuilder()
                            .put("apiVersion", "v1")
                            .put("kind", "Namespace")
                            .put("metadata", metadata)
                            .build();
                    writes.create(batch, key, namespace, "kube-apiserver");
                }
            }
            garbage.settleAll(batch);
            return batch;
        });
        ledger.follow(rollouts::follow);
        rollouts.resume();
    }

    /** A cluster in memory whose workloads are ready at once. */
    public static EmbeddedCluster create() {
        return builder().build();
    }

    /** A builder for a cluster with a clock, a state file or another rollout. */
    public static EmbeddedClusterBuilder builder() {
        return new EmbeddedClusterBuilder();
    }

    /** Somebody else who works on this cluster under that field manager, such as {@code kubectl-edit}. */
    public Actor as(String manager) {
        return new Actor(manager, ledger, writes);
    }

    /** What goes wrong, for a test to say. */
    public Faults faults() {
        return faults;
    }

    /** The requests so far. */
    public Requests requests() {
        return requests.now();
    }

    /** Ends every open watch as expired, and forgets all versions but the present one. */
    public void expireWatches() {
        ledger.watches(hub -> {
            hub.expire(ledger.store().version());
            return hub;
        });
    }

    /** Sends a bookmark to every open watch, as the clock does once a minute. */
    public void sendBookmarks() {
        bookmarks.send();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true);
    }

    @Override
    public Schemas schemas() {
        return new PublishedSchemas(
                () -> ledger.read(() -> List.copyOf(ledger.kinds().definitions())));
    }

    @Override
    public Discovery discover(Cancellation cancellation) {
        begin(cancellation);
        requests.discover.increment();
        faults.ofCluster().ifPresent(problem -> {
            throw new GitOpsException(problem);
        });
        Map<String, Problem> failures = faults.ofGroups();
        return ledger.read(() -> {
            List<ServedKind> served = ledger.kinds().all().stream()
                    .flatMap(kind -> faults.served(kind).stream())
                    .toList();
            List<KindInfo> kinds = served.stream()
                    .filter(kind -> !failures.containsKey(kind.groupKind().group()))
                    .map(ServedKind::info)
                    .toList();
            return Discovery.of(KindTable.epoch(served), kinds, failures);
        });
    }

    @Override
    public ReadResult get(ReadCall call, Cancellation cancellation) {
        begin(cancellation);
        requests.get.add(call.keys().size());
        return ledger.read(() -> {
            Map<ResourceKey, Live> all = new TreeMap<>();
            call.keys().forEach(key -> all.put(key, live(key, call.version(key).orElse(""))));
            return ReadResult.of(all);
        });
    }

    private Live live(ResourceKey key, String wanted) {
        Optional<ServedKind> kind = served(key.groupKind());
        Optional<Problem> problem = problem(key.groupKind(), kind, wanted);
        if (problem.isPresent()) {
            return new Live.Unreadable(problem.get());
        }
        if (kind.isEmpty()) {
            return new Live.Unserved();
        }
        Node.Obj object = ledger.store().get(key);
        return object == null ? new Live.Absent() : Writes.present(kind.get(), wanted, object);
    }

    private Optional<ServedKind> served(GroupKind kind) {
        return ledger.kinds().find(kind).flatMap(faults::served);
    }

    /** The fault of reading a kind in the version that a request for {@code wanted} gets. */
    private Optional<Problem> problem(GroupKind groupKind, Optional<ServedKind> kind, String wanted) {
        String version = kind.map(served -> GroupKind.versionOf(served.apiVersion(wanted)))
                .orElse("");
        return faults.ofRead(groupKind, version);
    }

    @Override
    public ListResult list(KindRef kind, Selection selection, Cancellation cancellation) {
        begin(cancellation);
        requests.list.increment();
        return ledger.read(() -> {
            Optional<ServedKind> served = served(kind.groupKind());
            Optional<Problem> problem = problem(kind.groupKind(), served, kind.version());
            if (problem.isPresent()) {
                return ListResult.failed(problem.get());
            }
            return served.map(known -> list(known, kind, selection)).orElseGet(ListResult::unserved);
        });
    }

    private ListResult list(ServedKind served, KindRef kind, Selection selection) {
        NavigableMap<ResourceKey, Node.Obj> all = selection.namespace().isPresent()
                ? ledger.store().ofKind(kind.groupKind(), selection.namespace().get())
                : ledger.store().ofKind(kind.groupKind());
        Map<ResourceKey, Live.Present> taken = new TreeMap<>();
        all.forEach((key, object) -> {
            if (Watch.takes(selection, key, object)) {
                taken.put(key, Writes.present(served, kind.version(), object));
            }
        });
        return ListResult.of(taken, Long.toString(ledger.store().version()));
    }

    @Override
    public Registration watch(WatchCall call, WatchSink sink) {
        begin(Cancellation.none());
        requests.watch.increment();
        Watch watch = ledger.watches(hub -> {
            Optional<ServedKind> served = served(call.kind().groupKind());
            if (served.isEmpty()) {
                return hub.failed(call, sink);
            }
            Function<Node.Obj, Live.Present> view =
                    object -> Writes.present(served.get(), call.kind().version(), object);
            return hub.open(call, sink, view, ledger.store().version());
        });
        bookmarks.arm();
        return () -> {
            watch.close();
            ledger.watches(hub -> {
                hub.remove(watch);
                return hub;
            });
        };
    }

    @Override
    public WriteResult apply(ApplyCall call, Cancellation cancellation) {
        begin(cancellation);
        (call.isDryRun() ? requests.dryRun : requests.apply).increment();
        return write(call.key(), batch -> writes.apply(batch, call));
    }

    @Override
    public WriteResult delete(DeleteCall call, Cancellation cancellation) {
        begin(cancellation);
        (call.isDryRun() ? requests.dryRun : requests.delete).increment();
        return write(call.key(), batch -> writes.delete(batch, call));
    }

    private WriteResult write(ResourceKey key, Function<Batch, WriteResult> work) {
        Optional<Faults.WriteFault> fault = faults.takeWrite(key);
        if (fault.isPresent() && !fault.get().takesEffect()) {
            return fault.get().answer();
        }
        try {
            WriteResult answer = ledger.write(work);
            return fault.map(Faults.WriteFault::answer).orElse(answer);
        } catch (GitOpsException e) {
            // the state file failed: nobody knows what of this write is in it
            return new WriteResult.Uncertain(e.problem());
        }
    }

    private void begin(Cancellation cancellation) {
        cancellation.check();
        if (closed) {
            throw new IllegalStateException("the embedded cluster is closed");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ledger.<List<Watch>>watches(WatchHub::due).forEach(Watch::close);
        release.run();
    }

    /** How many objects there are, and in which version; never what they hold. */
    @Override
    public String toString() {
        return ledger.read(() -> {
            Set<GroupKind> kinds =
                    ledger.store().keys().stream().map(ResourceKey::groupKind).collect(Collectors.toSet());
            return "EmbeddedCluster[" + ledger.store().keys().size() + " objects of " + kinds.size()
                    + " kinds, version " + ledger.store().version() + "]";
        });
    }
}
