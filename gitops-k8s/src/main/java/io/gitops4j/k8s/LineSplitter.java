package io.gitops4j.k8s;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Cuts a stream of bytes at its line feeds; holds one line at a time, up to a limit. For one thread at a time. */
final class LineSplitter {
    /** etcd takes no object over 1.5 MiB by default; the rest is for clusters that were told otherwise. */
    private static final int LONGEST = 64 << 20;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Consumer<byte[]> lines;

    LineSplitter(Consumer<byte[]> lines) {
        this.lines = lines;
    }

    void add(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int start = buffer.position();
            int end = start;
            while (end < buffer.limit() && buffer.get(end) != '\n') {
                end++;
            }
            byte[] part = new byte[end - start];
            buffer.get(part);
            if (line.size() + (long) part.length > LONGEST) {
                throw new IOException("a line of more than " + LONGEST + " bytes");
            }
            line.write(part);
            if (buffer.hasRemaining()) {
                buffer.get();
                emit();
            }
        }
    }

    /** Takes what came since the last line feed for a line. */
    void end() {
        emit();
    }

    private void emit() {
        if (line.size() > 0) {
            byte[] whole = line.toByteArray();
            line.reset();
            lines.accept(whole);
        }
    }
}
