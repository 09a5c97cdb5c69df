package io.gitops4j.core.state;

import io.gitops4j.core.Location;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.JournalFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of a run, one entry a line.
 *
 * @param entries the entries
 * @param length the size of the file up to the end of the last one
 */
record JournalFile(List<JournalEntry> entries, long length) {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);

    /**
     * Reads a journal. Its end may be torn where the process died while it wrote; such entries were never acknowledged to
     * anyone, and are left out.
     */
    static JournalFile read(Disk disk, Path file) {
        byte[] bytes = disk.read(file).orElse(new byte[0]);
        List<JournalEntry> entries = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            // a block that never reached the disk reads as zeros
            if (bytes[i] == 0) {
                break;
            }
            if (bytes[i] == '\n') {
                Location where = Location.of(file.toString(), entries.size() + 1, 0);
                byte[] line = Arrays.copyOfRange(bytes, start, i);
                entries.add(JournalFormat.read(where, JsonLines.parse(file, line)));
                start = i + 1;
            }
        }
        if (start < bytes.length) {
            LOG.warn(
                    "{}: left out {} bytes at the end, of a write that was never completed",
                    file,
                    bytes.length - start);
        }
        return new JournalFile(entries, start);
    }
}
