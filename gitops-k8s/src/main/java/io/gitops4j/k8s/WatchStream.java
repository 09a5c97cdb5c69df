package io.gitops4j.k8s;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange of a watch: gives lines to its reader as they come, one buffer at a time, so that a slow reader slows the
 * sender down. Its threads are the HTTP client's, one at a time.
 */
final class WatchStream implements BodySubscriber<Void>, HttpResponse.BodyHandler<Void> {
    /** Who reads. No call overlaps another. */
    interface Reader {
        /** There is an answer of that code. */
        void opened(int code);

        /** Something came, perhaps less than a line. */
        void alive();

        /** One event, of an answer of code 200; else the whole answer. */
        void line(byte[] line);
    }

    private final Reader reader;
    private final LineSplitter lines;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private int code;

    WatchStream(Reader reader) {
        this.reader = reader;
        this.lines = new LineSplitter(reader::line);
    }

    @Override
    public BodySubscriber<Void> apply(HttpResponse.ResponseInfo info) {
        code = info.statusCode();
        reader.opened(code);
        return this;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        Flow.Subscription current = Objects.requireNonNull(subscription);
        try {
            reader.alive();
            for (ByteBuffer buffer : buffers) {
                lines.add(buffer);
            }
            current.request(1);
        } catch (IOException | RuntimeException e) {
            current.cancel();
            onError(e);
        }
    }

    @Override
    public void onError(Throwable error) {
        done.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        try {
            // an event whose line has no end is half of one, and will come again
            if (code != 200) {
                lines.end();
            }
            done.complete(null);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    @Override
    public CompletionStage<Void> getBody() {
        return done;
    }
}
