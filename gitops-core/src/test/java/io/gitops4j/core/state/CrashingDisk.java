package io.gitops4j.core.state;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;

/** A disk on which the process dies at the n-th step that writes, and which then stands for the disk after its death. */
final class CrashingDisk extends Disk {
    /** How the last step ends, and what is left of the steps before it. */
    enum Death {
        /** Before the step; all steps before it are on disk. */
        BEFORE,
        /** In the step, half of the bytes written. */
        TORN,
        /** After the step. */
        AFTER,
        /** Before the step, with the machine: names that were not synced are as they were before. */
        POWER_BEFORE,
        /** After the step, with the machine. */
        POWER_AFTER
    }

    /** The end of the process: no exception that anyone would handle. */
    static final class Crash extends Error {}

    /**
     * What takes a change of names back.
     *
     * @param folder the folder whose names are changed
     */
    private record Undo(Path folder, Runnable action) {}

    private final int deadly;
    private final Death death;
    private final Deque<Undo> unsynced = new ArrayDeque<>();
    private int steps;
    private boolean dead;

    /** A disk on which nothing dies. */
    static CrashingDisk immortal() {
        return new CrashingDisk(Integer.MAX_VALUE, Death.BEFORE);
    }

    CrashingDisk(int deadly, Death death) {
        this.deadly = deadly;
        this.death = death;
    }

    /** How many steps there were. */
    int steps() {
        return steps;
    }

    @Override
    void createFolder(Path folder) {
        if (Files.exists(folder)) {
            super.createFolder(folder);
        } else {
            named(folder, () -> super.createFolder(folder), () -> {});
        }
    }

    @Override
    void createSecret(Path file) {
        named(file, () -> super.createSecret(file), () -> {});
    }

    @Override
    void write(Path file, byte[] content) {
        named(file, () -> super.write(file, content), () -> super.write(file, half(content)));
    }

    @Override
    void append(Path file, long offset, byte[] content) {
        named(file, () -> super.append(file, offset, content), () -> super.append(file, offset, half(content)));
    }

    @Override
    void move(Path from, Path to) {
        byte[] moved = super.read(from).orElseThrow();
        byte[] replaced = super.read(to).orElse(null);
        unsynced.push(new Undo(to.getParent(), () -> {
            put(from, moved);
            put(to, replaced);
        }));
        step(() -> super.move(from, to), () -> {});
    }

    @Override
    void delete(Path file) {
        byte[] deleted = super.read(file).orElse(null);
        unsynced.push(new Undo(file.getParent(), () -> put(file, deleted)));
        step(() -> super.delete(file), () -> {});
    }

    @Override
    void sync(Path folder) {
        step(() -> unsynced.removeIf(undo -> undo.folder().equals(folder)), () -> {});
    }

    /** The machine dies here only on paper. */
    @Override
    void force(FileDescriptor file) {}

    /** A step that may make a file or folder: its name is not durable yet, though its content is. */
    private void named(Path path, Runnable step, Runnable torn) {
        if (!Files.exists(path)) {
            unsynced.push(new Undo(path.getParent(), () -> remove(path)));
        }
        step(step, torn);
    }

    private void step(Runnable step, Runnable torn) {
        if (dead) {
            throw new AssertionError("a step after death");
        }
        steps++;
        if (steps != deadly) {
            step.run();
            return;
        }
        dead = true;
        switch (death) {
            case BEFORE -> {}
            case TORN -> torn.run();
            case AFTER -> step.run();
            case POWER_BEFORE -> undo();
            case POWER_AFTER -> {
                step.run();
                undo();
            }
        }
        throw new Crash();
    }

    private void undo() {
        while (!unsynced.isEmpty()) {
            unsynced.pop().action().run();
        }
    }

    private static byte[] half(byte[] content) {
        return Arrays.copyOf(content, content.length / 2);
    }

    private static void put(Path file, byte[] content) {
        try {
            if (content == null) {
                Files.deleteIfExists(file);
            } else {
                Files.write(file, content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path path) {
        try (var below = Files.walk(path)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (NoSuchFileException e) {
            // the step that makes it was not taken
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
