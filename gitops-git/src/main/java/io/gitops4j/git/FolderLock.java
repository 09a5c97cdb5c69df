package io.gitops4j.git;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock on a file, against other processes, and against other threads and other sources of this one. The operating system
 * frees it when the process dies. Not reentrant.
 */
final class FolderLock {
    private static final long PAUSE_MILLIS = 50;

    /** One entry per lock file that was ever used here: the JVM refuses two file locks on one file. */
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final ReentrantLock inProcess;
    private final FileChannel file;
    private final FileLock lock;

    private FolderLock(ReentrantLock inProcess, FileChannel file, FileLock lock) {
        this.inProcess = inProcess;
        this.file = file;
        this.lock = lock;
    }

    /** What is done under a lock. */
    interface Held<T> {
        T run() throws IOException;
    }

    /** Does {@code work} under the lock; waits for it as long as {@code cancellation} lets it. */
    static <T> T holding(Path file, Cancellation cancellation, Held<T> work) throws IOException {
        FolderLock lock = on(file, cancellation);
        try {
            return work.run();
        } finally {
            lock.release();
        }
    }

    private static FolderLock on(Path file, Cancellation cancellation) throws IOException {
        ReentrantLock inProcess = LOCKS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock());
        await(inProcess, cancellation);
        FileChannel channel = null;
        boolean done = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            while (lock == null) {
                cancellation.check();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
                if (Thread.currentThread().isInterrupted()) {
                    throw interrupted();
                }
                lock = channel.tryLock();
            }
            done = true;
            return new FolderLock(inProcess, channel, lock);
        } finally {
            if (!done) {
                if (channel != null) {
                    channel.close();
                }
                inProcess.unlock();
            }
        }
    }

    private static void await(ReentrantLock lock, Cancellation cancellation) {
        try {
            do {
                cancellation.check();
            } while (!lock.tryLock(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    private static GitOpsException interrupted() {
        return new GitOpsException(Problem.retryable(
                Code.CANCELLED,
                Location.nowhere(),
                "The thread was interrupted while it waited for the repository's cache."));
    }

    private void release() throws IOException {
        try (file) {
            lock.release();
        } finally {
            inProcess.unlock();
        }
    }
}
