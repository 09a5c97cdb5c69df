package io.gitops4j.k8s;

import io.gitops4j.core.GitOpsException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange of a {@link Watch}, whose lock guards it. */
final class WatchExchange implements WatchStream.Reader {
    private final Watch watch;
    private final Call request;
    private final WatchEvents events;
    private volatile @Nullable CompletableFuture<HttpResponse<Void>> future;
    private int code;
    private byte[] refusal = new byte[0];

    WatchExchange(Watch watch, Call request, WatchEvents events) {
        this.watch = watch;
        this.request = request;
        this.events = events;
    }

    void begin(Rest rest) throws Unanswered, InterruptedException {
        CompletableFuture<HttpResponse<Void>> sent = rest.stream(request, new WatchStream(this));
        future = sent;
        CompletableFuture<?> unused = sent.whenComplete((response, error) ->
                ended(error instanceof CompletionException && error.getCause() != null ? error.getCause() : error));
    }

    /** Lets go of the connection; what still comes of it is not heard. */
    void abort() {
        CompletableFuture<HttpResponse<Void>> sent = future;
        if (sent != null) {
            sent.cancel(true);
        }
    }

    @Override
    public void opened(int code) {
        watch.heard(this, () -> this.code = code);
    }

    @Override
    public void alive() {
        watch.heard(this, () -> {});
    }

    @Override
    public void line(byte[] line) {
        watch.heard(this, () -> {
            if (code == 200) {
                watch.told(events.read(line));
            } else if (refusal.length == 0) {
                refusal = line;
            }
        });
    }

    private void ended(@Nullable Throwable error) {
        watch.within(this, () -> {
            if (error instanceof GitOpsException strange) {
                watch.fail(strange.problem());
            } else if (error != null) {
                watch.lost(request, error);
            } else if (code == 200) {
                watch.over();
            } else {
                watch.refused(request, Answer.of(code, refusal));
            }
        });
    }
}
