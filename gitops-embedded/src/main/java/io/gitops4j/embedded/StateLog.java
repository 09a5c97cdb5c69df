package io.gitops4j.embedded;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's state in a file: a header, then a line for each batch, handed to the operating system before the write
 * is answered. So the end of the process, however sudden, loses no answered write; the file is synced once a second of
 * writing and at close, so a power cut may lose the last ones. What a crash left half-written at the end is ignored and
 * cut off. The file is written anew, beside and then in place of itself, when it has grown well past what it holds. A
 * second file with the suffix {@code .lock} keeps other processes out.
 *
 * <p>After a failure to write nothing more is accepted: what is in memory and what is in the file may differ.
 */
final class StateLog implements AutoCloseable {
    private static final long SLACK = 8 << 20;
    private static final int GROWTH = 4;
    private static final long SYNC_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final Path file;
    private final FileChannel lockFile;
    private FileChannel out;
    private long size;
    private long compacted;
    private long synced = System.nanoTime();
    private boolean unsynced;
    private @Nullable Problem broken;

    private StateLog(Path file, FileChannel lockFile, FileChannel out) {
        this.file = file;
        this.lockFile = lockFile;
        this.out = out;
    }

    /**
     * Opens {@code file}, and fills {@code store} with what it holds. A file that is not there is made.
     *
     * @throws GitOpsException with {@link Code#HELD_ELSEWHERE} where another cluster has it open, {@link Code#STATE}
     *     where it cannot be read or written, is damaged, or is in a newer format
     */
    static StateLog open(Path file, ObjectStore store) {
        FileChannel lockFile = null;
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            lockFile = lock(file);
            StateLog log = new StateLog(file, lockFile, lockFile);
            log.load(store);
            return log;
        } catch (IOException e) {
            closeQuietly(lockFile);
            throw new GitOpsException(failure(file, e), e);
        } catch (GitOpsException e) {
            closeQuietly(lockFile);
            throw e;
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // another cluster of this process
        }
        channel.close();
        throw new GitOpsException(Problem.of(
                Code.HELD_ELSEWHERE,
                Location.file(file.toString()),
                "the state is in use by another embedded cluster; close that one, or use another file"));
    }

    private void load(ObjectStore store) throws IOException {
        boolean there = Files.exists(file) && Files.size(file) > 0;
        if (there) {
            size = StateLines.read(file, Files.readAllBytes(file), store);
            compacted = size;
            out = FileChannel.open(file, StandardOpenOption.WRITE);
            out.truncate(size);
            out.position(size);
        }
        if (!there || StateLines.sizeOf(store) * 2L + SLACK < size) {
            compact(store);
        }
    }

    /** Throws where an earlier failure ended the log. */
    void checkOpen() {
        if (broken != null) {
            throw new GitOpsException(broken);
        }
    }

    /** Writes one batch; {@code store} is the state after it. */
    void append(List<Change> changes, ObjectStore store) {
        checkOpen();
        try {
            byte[] line = StateLines.line(changes);
            write(out, line);
            size += line.length;
            unsynced = true;
            if (System.nanoTime() - synced > SYNC_EVERY) {
                sync();
            }
            if (size > Math.max(SLACK, compacted * GROWTH)) {
                compact(store);
            }
        } catch (IOException e) {
            broken = failure(file, e);
            throw new GitOpsException(broken, e);
        }
    }

    /** Writes the state anew, and puts it in the place of the file in one step. */
    private void compact(ObjectStore store) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        long written = 0;
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (byte[] line : StateLines.whole(store)) {
                write(channel, line);
                written += line.length;
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
        if (out != lockFile) {
            out.close();
        }
        out = FileChannel.open(file, StandardOpenOption.WRITE);
        out.position(written);
        size = written;
        compacted = written;
    }

    private void syncFolder() {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException e) {
                // not every system can open a folder; the rename is then as durable as the system makes it
            }
        }
    }

    private void sync() throws IOException {
        out.force(false);
        unsynced = false;
        synced = System.nanoTime();
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static Problem failure(Path file, IOException e) {
        return Problem.of(
                Code.STATE,
                Location.file(file.toString()),
                "the state could not be read or written (" + e.getClass().getSimpleName()
                        + "); check the disk and the file's permissions, then open the cluster anew");
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // nothing was written through it
            }
        }
    }

    @Override
    public void close() {
        if (broken == null && unsynced) {
            try {
                sync();
            } catch (IOException e) {
                // the operating system still has every batch, and writes it when it can
            }
        }
        closeQuietly(out);
        closeQuietly(lockFile);
        if (broken == null) {
            broken = Problem.of(Code.STATE, Location.file(file.toString()), "the embedded cluster is closed");
        }
    }
}
