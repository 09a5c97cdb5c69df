package io.gitops4j.testkit.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The temporary folder of one control plane. A lock on a file in it says that its JVM lives: what a killed JVM left behind
 * (120 MB each) is removed by the next one that starts a control plane.
 */
final class Folder {
    static final String PREFIX = "gitops4j-control-plane-";

    private static final String OWNER = "owner";
    private static boolean swept;

    private final Path path;
    private final FileChannel owner;

    private Folder(Path path, FileChannel owner) {
        this.path = path;
        this.owner = owner;
    }

    static synchronized Folder create() {
        try {
            if (!swept) {
                // once, and before this JVM has a folder: closing a second channel of one's own file gives up its lock
                swept = true;
                sweep(Path.of(System.getProperty("java.io.tmpdir")));
            }
            Path path = Files.createTempDirectory(PREFIX);
            Path unlocked = path.resolve("new");
            FileChannel channel = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            Files.move(unlocked, path.resolve(OWNER), StandardCopyOption.ATOMIC_MOVE);
            return new Folder(path, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    Path at(String name) {
        return path.resolve(name);
    }

    /** Writes a file and gives its path. */
    Path write(String name, String text) {
        try {
            return Files.writeString(at(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves the folder to a person who wants to know what went wrong. */
    void keep() {
        try {
            Files.deleteIfExists(at(OWNER));
            owner.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            deleteTree(path);
            owner.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                try {
                    deleteAbandoned(folder);
                } catch (IOException e) {
                    // another user's, or another JVM sweeps too
                }
            }
        }
    }

    private static void deleteAbandoned(Path folder) throws IOException {
        Path owner = folder.resolve(OWNER);
        if (!Files.isWritable(owner)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(owner, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                deleteTree(folder);
            }
        }
    }

    /** Removes the file of the owner last: who is killed in the middle leaves what the next one still removes. */
    static void deleteTree(Path root) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(root)) {
            for (Path child : children) {
                if (!child.endsWith(OWNER)) {
                    deleteAll(child);
                }
            }
        }
        Files.deleteIfExists(root.resolve(OWNER));
        Files.deleteIfExists(root);
    }

    private static void deleteAll(Path path) throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
