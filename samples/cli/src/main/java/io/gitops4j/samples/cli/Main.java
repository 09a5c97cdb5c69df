package io.gitops4j.samples.cli;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.CancellationSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The program. */
public final class Main {
    /** What a shutdown waits for at most: a write that was sent is settled, and the store is closed. */
    private static final long GRACE_SECONDS = 30;

    private Main() {}

    /** Runs one command, and exits with its code. */
    public static void main(String[] args) {
        CancellationSource stop = Cancellation.source();
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, done), "gitops4j-shutdown"));
        int code = Cli.run(Terminal.system(stop), args);
        done.countDown();
        System.exit(code);
    }

    private static void stop(CancellationSource stop, CountDownLatch done) {
        stop.cancel("interrupted");
        try {
            if (!done.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("error: the command did not end in " + GRACE_SECONDS + " seconds, and is cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
