package io.gitops4j.core.state;

import io.gitops4j.core.Location;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The runs of an application that ended, one a line, as they ended. Read from the end, a block at a time, so that the newest
 * runs cost the same however many there are.
 */
final class HistoryFile implements Iterable<Run> {
    private static final int BLOCK = 64 * 1024;

    private final Disk disk;
    private final Path file;
    private final long length;

    /** The first {@code length} bytes of {@code file}. */
    HistoryFile(Disk disk, Path file, long length) {
        this.disk = disk;
        this.file = file;
        this.length = length;
    }

    Optional<Run> newest() {
        Iterator<Run> runs = iterator();
        return runs.hasNext() ? Optional.of(runs.next()) : Optional.empty();
    }

    @Override
    public Iterator<Run> iterator() {
        return new Backwards();
    }

    /** Lines from the last to the first. What is not yet given is the file up to {@code begin}, then the buffer to its end. */
    private final class Backwards implements Iterator<Run> {
        private long begin = length;
        private byte[] buffer = {};

        @Override
        public boolean hasNext() {
            return begin + buffer.length > 0;
        }

        @Override
        public Run next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int start = lineStart();
            while (start < 0) {
                readMore();
                start = lineStart();
            }
            byte[] line = Arrays.copyOfRange(buffer, start, buffer.length);
            buffer = Arrays.copyOf(buffer, start);
            return RunFormat.read(Location.file(file.toString()), JsonLines.parse(file, line));
        }

        /** Where the last line of the buffer starts, or -1 where that is further up. */
        private int lineStart() {
            for (int i = buffer.length - 2; i >= 0; i--) {
                if (buffer[i] == '\n') {
                    return i + 1;
                }
            }
            return begin == 0 && buffer.length > 0 ? 0 : -1;
        }

        private void readMore() {
            int size = (int) Math.min(begin, Math.max(BLOCK, buffer.length));
            byte[] block = disk.read(file, begin - size, size);
            byte[] longer = Arrays.copyOf(block, size + buffer.length);
            System.arraycopy(buffer, 0, longer, size, buffer.length);
            buffer = longer;
            begin -= size;
        }
    }
}
