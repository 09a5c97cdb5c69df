package io.gitops4j.core.view.internal;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.Capabilities;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.Discovery;
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
import io.gitops4j.core.resource.ResourceKey;
import java.util.function.Supplier;

/** The cluster itself, as one interest writes to it: reads are fresh, and the view learns of what is written. */
final class OwnWrites implements ClusterAdapter {
    private final LiveView view;
    private final ClusterAdapter adapter;
    private final Interest author;

    OwnWrites(LiveView view, Interest author) {
        this.view = view;
        this.adapter = view.adapter();
        this.author = author;
    }

    @Override
    public WriteResult apply(ApplyCall call, Cancellation cancellation) {
        return call.isDryRun()
                ? adapter.apply(call, cancellation)
                : write(call.key(), "", () -> adapter.apply(call, cancellation));
    }

    @Override
    public WriteResult delete(DeleteCall call, Cancellation cancellation) {
        return call.isDryRun()
                ? adapter.delete(call, cancellation)
                : write(call.key(), call.uid(), () -> adapter.delete(call, cancellation));
    }

    private WriteResult write(ResourceKey key, String deleted, Supplier<WriteResult> work) {
        LiveView.Writing writing = view.writing(key);
        WriteResult result = null;
        try {
            result = work.get();
            return result;
        } finally {
            view.wrote(writing, key, deleted, author, result);
        }
    }

    @Override
    public Capabilities capabilities() {
        return adapter.capabilities();
    }

    @Override
    public Discovery discover(Cancellation cancellation) {
        return adapter.discover(cancellation);
    }

    @Override
    public Schemas schemas() {
        return adapter.schemas();
    }

    @Override
    public ReadResult get(ReadCall call, Cancellation cancellation) {
        return adapter.get(call, cancellation);
    }

    @Override
    public ListResult list(KindRef kind, Selection selection, Cancellation cancellation) {
        return adapter.list(kind, selection, cancellation);
    }

    @Override
    public Registration watch(WatchCall call, WatchSink sink) {
        return adapter.watch(call, sink);
    }

    /** Nothing: the adapter is the host's. */
    @Override
    public void close() {}
}
