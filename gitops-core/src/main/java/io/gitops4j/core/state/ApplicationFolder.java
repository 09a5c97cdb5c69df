package io.gitops4j.core.state;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.plan.internal.StoredFields;
import io.gitops4j.core.plan.internal.StoredFormat;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.JournalFormat;
import io.gitops4j.core.run.OpenRun;
import io.gitops4j.core.run.OpenRunFormat;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunFormat;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.tree.Node;
import java.io.ByteArrayOutputStream;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one application. Not safe for several threads: its store guards it.
 *
 * <p>{@code state.json} alone says what is so, and is replaced at once. What a change adds to other files is written before,
 * past the part that {@code state.json} calls valid, so that the death of a process at any point leaves the state before or
 * the state after.
 */
final class ApplicationFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationFolder.class);
    private static final StoredFormat CLAIMS = new StoredFormat("claims", 1);
    private static final long UNKNOWN = -1;

    private final Disk disk;
    private final ApplicationId id;
    private final Path folder;
    private @Nullable Lease lease;
    private SoftReference<@Nullable Contents> cached = new SoftReference<>(null);

    /** The valid size of the open run's journal, where it is known. */
    private long journal = UNKNOWN;

    ApplicationFolder(Disk disk, ApplicationId id, Path folder) {
        this.disk = disk;
        this.id = id;
        this.folder = folder;
    }

    /**
     * What the files say.
     *
     * @param document the document
     * @param state what it means, without the entries of the journal
     */
    private record Contents(StateDocument document, ApplicationState state) {
        static final Contents NONE = new Contents(StateDocument.NEW, ApplicationState.empty());
    }

    static boolean isStored(Disk disk, Path folder) {
        return disk.exists(folder.resolve("state.json"));
    }

    Lease lease() {
        Lease current = lease;
        if (current == null) {
            Path file = file("claims.json");
            long last = disk.read(file).map(json -> lastToken(file, json)).orElse(0L);
            current = new Lease(id, last);
            lease = current;
        }
        return current;
    }

    private static long lastToken(Path file, byte[] json) {
        StoredFields claims = CLAIMS.open(Location.file(file.toString()), JsonLines.parse(file, json));
        return claims.integer("token");
    }

    /** Records that {@code token} is about to be given, so that it is never given again. */
    void recordToken(long token) {
        disk.createFolders(folder);
        Node.Obj claims = Node.object().with("format", Node.of(CLAIMS.text())).with("token", Node.of(token));
        disk.replace(file("claims.json"), JsonLines.print(claims));
    }

    ApplicationState load() {
        ApplicationState state = contents().state;
        return state.open().isEmpty()
                ? state
                : state.withJournal(readJournal(state.open().get()));
    }

    private List<JournalEntry> readJournal(OpenRun open) {
        JournalFile file = JournalFile.read(disk, journalFile(open.id()));
        journal = file.length();
        return file.entries();
    }

    private Contents contents() {
        Contents contents = cached.get();
        if (contents == null) {
            Path file = file("state.json");
            contents = disk.read(file).map(json -> read(file, json)).orElse(Contents.NONE);
            cached = new SoftReference<>(contents);
            journal = UNKNOWN;
        }
        return contents;
    }

    private Contents read(Path file, byte[] json) {
        Location where = Location.file(file.toString());
        StateDocument document = StateDocument.read(where, JsonLines.parse(file, json));
        document = document.withHistory(validHistory(document.history()));
        Run last = history(document).newest().orElse(null);
        ApplicationState state =
                ApplicationState.empty().with(document.inventory()).closed(last);
        return new Contents(document, document.isOpen() ? state.with(document.openRun(where), List.of()) : state);
    }

    private long validHistory(long recorded) {
        Path file = file("history.jsonl");
        long size = disk.size(file);
        if (size > recorded) {
            LOG.warn("{}: left out {} bytes at the end, of a write that was never completed", file, size - recorded);
        } else if (size < recorded) {
            LOG.warn("{}: {} bytes are missing at the end; the runs in them are lost", file, recorded - size);
        }
        return Math.min(size, recorded);
    }

    private HistoryFile history(StateDocument document) {
        return new HistoryFile(disk, file("history.jsonl"), document.history());
    }

    List<Run> history(Optional<RunId> before, int limit) {
        return HistoryPages.cut(history(contents().document), before, limit);
    }

    void commit(StateChange change) {
        Contents before = contents();
        ApplicationState after = before.state.after(id, change);
        // whatever fails from here on, the files know better
        cached = new SoftReference<>(null);
        StateDocument document = change.forgets() ? StateDocument.NEW : before.document;
        document = document.with(after.inventory()).withOpen(open(before, after));
        Run ended = change.end().filter(run -> !before.state.endedLast(run)).orElse(null);
        if (ended != null) {
            byte[] line = JsonLines.print(RunFormat.print(ended));
            disk.append(file("history.jsonl"), document.history(), line);
            document = document.withHistory(document.history() + line.length);
        }
        if (change.begin().isPresent()) {
            disk.write(journalFile(change.begin().get().id()), new byte[0]);
            journal = 0;
        }
        replace(before, after, document);
        cached = new SoftReference<>(new Contents(document, after));
        removeDebris(before, after);
    }

    /** The document of the run that is open afterwards: as it stands, for the sake of what is unknown in it, or new. */
    private static Node.Obj open(Contents before, ApplicationState after) {
        OpenRun open = after.open().orElse(null);
        if (open == null) {
            return Node.object();
        }
        return before.state.open().filter(open::equals).isPresent()
                ? before.document.open()
                : OpenRunFormat.print(open);
    }

    /** The moment at which a change happens. */
    private void replace(Contents before, ApplicationState after, StateDocument document) {
        Path file = file("state.json");
        if (!after.isEmpty()) {
            disk.replace(file, JsonLines.print(document.print()));
        } else if (!before.state.isEmpty()) {
            disk.delete(file);
            disk.sync(folder);
        }
    }

    /** Removes files that nothing refers to any longer; where that fails they stay, and do no harm. */
    private void removeDebris(Contents before, ApplicationState after) {
        try {
            if (!before.state.open().equals(after.open())) {
                removeJournals(after.open().map(open -> journalFile(open.id())).orElse(null));
            }
            if (after.last().isEmpty() && before.state.last().isPresent()) {
                disk.delete(file("history.jsonl"));
            }
        } catch (GitOpsException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    /** Of the run that ended, and of runs that were about to begin when a process died. */
    private void removeJournals(@Nullable Path except) {
        for (String name : disk.names(folder)) {
            if (name.startsWith("journal-") && !file(name).equals(except)) {
                disk.delete(file(name));
            }
        }
    }

    void append(RunId run, List<JournalEntry> entries) {
        ApplicationState state = contents().state;
        state.checkOpen(id, run);
        if (entries.isEmpty()) {
            return;
        }
        if (journal == UNKNOWN) {
            state.open().ifPresent(this::readJournal);
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        entries.forEach(entry -> lines.writeBytes(JsonLines.print(JournalFormat.print(entry))));
        long from = journal;
        journal = UNKNOWN;
        disk.append(journalFile(run), from, lines.toByteArray());
        journal = from + lines.size();
    }

    private Path journalFile(RunId run) {
        return file("journal-" + run.number() + ".jsonl");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
