package io.gitops4j.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The body of a response as a stream whose reads end in time, and at once when the call is stopped. */
final class HttpBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
    private static final List<ByteBuffer> END = List.of();

    private final NetworkCall call;
    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
    private Flow.@Nullable Subscription subscription;
    private boolean unwanted;
    private List<ByteBuffer> current = List.of();
    private int at;
    private boolean ended;
    private volatile boolean broken;

    HttpBody(NetworkCall call) {
        this.call = call;
        call.onStop(() -> {
            cancel();
            arrived.add(END);
        });
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        if (subscription == null && !unwanted) {
            subscription = given;
            given.request(1);
        } else {
            given.cancel();
        }
    }

    private synchronized void requestMore() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private synchronized void cancel() {
        unwanted = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(buffers);
    }

    @Override
    public void onError(Throwable why) {
        broken = true;
        arrived.add(END);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer next = next();
        if (next == null) {
            return -1;
        }
        int count = Math.min(length, next.remaining());
        next.get(into, offset, count);
        call.received(count);
        return count;
    }

    private @Nullable ByteBuffer next() throws IOException {
        while (true) {
            if (call.failure() != null || call.isCancelled()) {
                throw new NetworkCall.Stopped();
            }
            while (at < current.size()) {
                if (current.get(at).hasRemaining()) {
                    return current.get(at);
                }
                at++;
            }
            if (ended) {
                return null;
            }
            await();
        }
    }

    private void await() throws IOException {
        List<ByteBuffer> next;
        try {
            next = arrived.poll(call.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw call.fail(Problems.unavailable(call.repository(), "The thread was interrupted while it read."));
        }
        if (next == null) {
            close();
            throw call.silent();
        }
        if (broken) {
            throw call.fail(Problems.unavailable(
                    call.repository(),
                    "The server closed the connection before its answer was complete. Try again later."));
        }
        current = next;
        at = 0;
        if (next.isEmpty()) {
            ended = true;
        } else {
            requestMore();
        }
    }

    @Override
    public int available() {
        return at < current.size() ? current.get(at).remaining() : 0;
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            cancel();
        }
    }
}
