package io.gitops4j.git;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.jspecify.annotations.Nullable;

/**
 * One operation over the network: how long it may wait, how much it may receive, how it is stopped, and why it failed. It
 * is the progress monitor that JGit asks whether to go on.
 */
final class NetworkCall implements ProgressMonitor, AutoCloseable {
    private final String repository;
    private final Cancellation cancellation;
    private final Duration timeout;
    private final long maxBytes;
    private final AutoCloseable registration;
    private final Consumer<NetworkCall> onClose;
    private final List<Runnable> onStop = new ArrayList<>();
    private boolean stopped;
    private boolean sourceClosed;
    private long received;
    private @Nullable GitOpsException problem;

    /** How a problem of ours travels up through JGit, which retries what is no {@link SocketException}. */
    static final class Stopped extends SocketException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped");
        }
    }

    NetworkCall(
            String repository,
            Cancellation cancellation,
            Duration timeout,
            long maxBytes,
            Consumer<NetworkCall> onClose) {
        this.repository = repository;
        this.cancellation = cancellation;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
        this.onClose = onClose;
        this.registration = cancellation.onRequest(this::stop);
    }

    String repository() {
        return repository;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** Ends the call because its source is closed. */
    void sourceClosed() {
        synchronized (this) {
            sourceClosed = true;
        }
        stop();
    }

    private void stop() {
        List<Runnable> due;
        synchronized (this) {
            stopped = true;
            due = List.copyOf(onStop);
            onStop.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Runs {@code action} when the call is stopped, at once where it was. */
    void onStop(Runnable action) {
        synchronized (this) {
            if (!stopped) {
                onStop.add(action);
                return;
            }
        }
        action.run();
    }

    /** How long to wait for the next sign of life: the timeout, or less where the deadline is nearer. */
    Duration patience() {
        return cancellation
                .deadline()
                .map(deadline -> Duration.between(InstantSource.system().instant(), deadline))
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .filter(left -> left.compareTo(timeout) < 0)
                .orElse(timeout);
    }

    /** Counts {@code bytes} more from the network. */
    synchronized void received(int bytes) throws Stopped {
        received += bytes;
        if (received > maxBytes) {
            throw fail(Problems.limit(
                    repository,
                    "The server sends more than " + maxBytes
                            + " bytes, the limit of a fetch; raise it with GitSource.builder().maxFetchBytes()."));
        }
    }

    /** Records why the call fails; the first reason stays. */
    synchronized Stopped fail(GitOpsException why) {
        if (problem == null) {
            problem = why;
        }
        return new Stopped();
    }

    /** Records that nothing came in time. */
    Stopped silent() {
        return fail(Problems.unavailable(
                repository, "The server did not answer within " + timeout.toMillis() + " ms. Try again later."));
    }

    /** Why the call fails, where that is known: cancelled first, then the reason recorded. */
    synchronized @Nullable GitOpsException failure() {
        if (cancellation.requested()) {
            return new GitOpsException(Problem.retryable(
                    Code.CANCELLED,
                    Location.object("Git repository " + repository),
                    "cancelled" + cancellation.reason().map(why -> ": " + why).orElse("")));
        }
        if (sourceClosed) {
            return new GitOpsException(Problem.retryable(
                    Code.CANCELLED,
                    Location.object("Git repository " + repository),
                    "cancelled: the source was closed"));
        }
        return problem;
    }

    /** Throws why the call fails, where it does. */
    void check() {
        GitOpsException failure = failure();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public synchronized boolean isCancelled() {
        return stopped || cancellation.requested();
    }

    @Override
    public void start(int totalTasks) {}

    @Override
    public void beginTask(String title, int totalWork) {}

    @Override
    public void update(int completed) {}

    @Override
    public void endTask() {}

    @Override
    public void showDuration(boolean enabled) {}

    @Override
    public void close() {
        onClose.accept(this);
        try {
            registration.close();
        } catch (Exception e) {
            throw new IllegalStateException("a cancellation's registration does not close", e);
        }
    }
}
