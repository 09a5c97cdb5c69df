package io.gitops4j.core.state;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The right of one process to use a folder: a lock on its file {@code lock}, which the system gives back when the process
 * ends, however it ends. The file says which process.
 */
final class FolderLock implements AutoCloseable {
    /** Folders locked here. On POSIX a second channel on a lock file, once closed, would give the first one's lock back. */
    private static final Set<Path> HELD = new HashSet<>();

    /** Channels on files that another class loader's copy of this class has locked: closing them would give its lock back. */
    private static final List<FileChannel> LEFT_OPEN = new CopyOnWriteArrayList<>();

    /** Past the text, which stays readable where locks are mandatory. */
    private static final long POSITION = Long.MAX_VALUE - 1;

    private final Path folder;
    private final FileChannel channel;
    private boolean closed;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks a folder that is there.
     *
     * @throws GitOpsException with {@link Code#HELD_ELSEWHERE} where it is locked already
     */
    static FolderLock on(Path folder) {
        Path real = Disk.step(folder, "read", folder::toRealPath);
        synchronized (HELD) {
            if (HELD.contains(real)) {
                throw heldHere(folder);
            }
            Path file = folder.resolve("lock");
            FileChannel channel = Disk.step(file, "locked", () -> lock(folder, file));
            HELD.add(real);
            return new FolderLock(real, channel);
        }
    }

    private static FileChannel lock(Path folder, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean mine = false;
        try {
            @Nullable FileLock lock = channel.tryLock(POSITION, 1, false);
            if (lock != null) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(ownProcess().getBytes(StandardCharsets.UTF_8)));
                mine = true;
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LEFT_OPEN.add(channel);
            mine = true;
            throw heldHere(folder);
        } finally {
            if (!mine) {
                channel.close();
            }
        }
        throw held(
                folder,
                "another process" + holder(file) + " holds the store; stop it, or give each process a folder of "
                        + "its own");
    }

    private static String ownProcess() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static String holder(Path file) throws IOException {
        String process = Files.readString(file);
        return process.isEmpty() ? "" : " (" + process + ")";
    }

    private static GitOpsException heldHere(Path folder) {
        return held(folder, "the store is open in this process already; use that one, or close it first");
    }

    private static GitOpsException held(Path folder, String message) {
        return new GitOpsException(Problem.retryable(Code.HELD_ELSEWHERE, Location.file(folder.toString()), message));
    }

    @Override
    public void close() {
        synchronized (HELD) {
            if (!closed) {
                closed = true;
                HELD.remove(folder);
                Disk.step(folder, "unlocked", () -> {
                    channel.close();
                    return folder;
                });
            }
        }
    }
}
