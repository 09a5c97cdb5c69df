package io.gitops4j.core.state;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps that a store takes on a file system, one method a step, so that a test can end the process between any two. Each
 * throws {@link GitOpsException} with {@link Code#STATE} and the path. No step is cut short by an interrupt of its thread:
 * a host may interrupt at any time, and channels of java.nio would close under it.
 */
class Disk {
    private static final boolean POSIX = File.separatorChar == '/';

    /** Something that fails as files do. */
    interface Step<T> {
        T run() throws IOException;
    }

    /** The whole of a file, or empty where there is none. */
    Optional<byte[]> read(Path file) {
        return step(file, "read", () -> {
            try {
                return Optional.of(Files.readAllBytes(file));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    /** The bytes of a file from {@code offset} on, which must be there. */
    byte[] read(Path file, long offset, int length) {
        return step(file, "read", () -> {
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                byte[] bytes = new byte[length];
                in.seek(offset);
                in.readFully(bytes);
                return bytes;
            }
        });
    }

    /** The size of a file, 0 where there is none. */
    long size(Path file) {
        return step(file, "read", () -> Files.exists(file) ? Files.size(file) : 0L);
    }

    /** The names in a folder, sorted; none where there is no folder. */
    List<String> names(Path folder) {
        return step(folder, "read", () -> {
            try (Stream<Path> paths = Files.list(folder)) {
                return paths.map(path -> path.getFileName().toString()).sorted().toList();
            } catch (NoSuchFileException | NotDirectoryException e) {
                return List.of();
            }
        });
    }

    boolean exists(Path file) {
        return Files.exists(file);
    }

    /** Makes a folder whose parent is there; nothing where it is there too. */
    void createFolder(Path folder) {
        // not createDirectory: another thread, or process, may make it at the same time
        step(folder, "made", () -> Files.createDirectories(folder));
    }

    /** Makes a file that its owner alone may read, where the file system knows owners. */
    void createSecret(Path file) {
        step(file, "written", () -> {
            Files.deleteIfExists(file);
            return POSIX
                    ? Files.createFile(
                            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    : Files.createFile(file);
        });
    }

    /** Writes the whole of a file, durably but not atomically. */
    void write(Path file, byte[] content) {
        step(file, "written", () -> {
            try (FileOutputStream out = new FileOutputStream(file.toFile())) {
                out.write(content);
                force(out.getFD());
            }
            return file;
        });
    }

    /** Cuts a file that is there to {@code offset} and appends to it, durably but not atomically. */
    void append(Path file, long offset, byte[] content) {
        step(file, "written", () -> {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.setLength(offset);
                out.seek(offset);
                out.write(content);
                force(out.getFD());
            }
            return file;
        });
    }

    /** Makes the content of an open file durable. */
    void force(FileDescriptor file) throws SyncFailedException {
        file.sync();
    }

    /** Gives a file another name, in place of one that has it: all at once, durable once its folder is synced. */
    void move(Path from, Path to) {
        step(to, "replaced", () -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    /** Removes a file, durably once its folder is synced; nothing where there is none. */
    void delete(Path file) {
        step(file, "removed", () -> Files.deleteIfExists(file));
    }

    /** Makes durable which names a folder holds. */
    void sync(Path folder) {
        if (!POSIX) {
            // Windows does so by itself, and opens no folder
            return;
        }
        step(folder, "synced", () -> {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
            return folder;
        });
    }

    /** Takes a step once more where an interrupt closed its channel; the thread is interrupted again afterwards. */
    static <T> T step(Path path, String what, Step<T> step) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return step.run();
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } catch (IOException e) {
            throw new GitOpsException(
                    Problem.retryable(
                            Code.STATE,
                            Location.file(path.toString()),
                            "it cannot be " + what + ", " + reason(e)
                                    + "; check the folder, its owner and the space on its disk"),
                    e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission was denied";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "as a file is where a folder should be";
        }
        if (e instanceof NoSuchFileException) {
            return "as it is not there";
        }
        if (e instanceof FileSystemException problem && problem.getReason() != null) {
            return "as the system says: " + problem.getReason();
        }
        String message = String.valueOf(e.getMessage());
        // java.io says "/path (Permission denied)"
        int reason = e instanceof FileNotFoundException ? message.lastIndexOf('(') : -1;
        return "as the system says: " + (reason < 0 ? message : message.substring(reason + 1, message.length() - 1));
    }

    /** Makes a folder and those above it that are missing, durably. */
    final void createFolders(Path folder) {
        if (exists(folder) && Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            createFolders(parent);
            createFolder(folder);
            sync(parent);
        }
    }

    /** Replaces a file: all at once, and durably. */
    final void replace(Path file, byte[] content) {
        Path temporary = beside(file);
        write(temporary, content);
        move(temporary, file);
        sync(parent(file));
    }

    /** As {@link #replace}, with a file that its owner alone may read. */
    final void replaceSecret(Path file, byte[] content) {
        createSecret(beside(file));
        replace(file, content);
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " is in no folder");
        }
        return parent;
    }
}
