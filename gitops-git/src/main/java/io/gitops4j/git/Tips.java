package io.gitops4j.git;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.source.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Where each ref of a repository pointed to, kept in the cache so that a force-push is seen across restarts. {@code resolve}
 * says where a ref is now; the tips before it stay pending until an {@code open}, which has the history, judges whether the
 * new tip contains them.
 */
final class Tips {
    /** Moves that were never opened in between: the first ones matter, since one of them was delivered. */
    private static final int MAX_PENDING = 8;

    private final Path folder;

    /** Where one ref points to, the tips not yet compared with it, and the tip that it does not contain. */
    private record Tip(String id, @Nullable String replaced, List<String> pending) {}

    Tips(Path folder) {
        this.folder = folder;
    }

    /** Records that {@code ref} points to {@code id} now; what it replaced, where that is known already. */
    Optional<String> seen(String ref, String id, Cancellation cancellation) throws IOException {
        return locked(cancellation, () -> {
            Tip tip = read(ref);
            if (tip != null && tip.id().equals(id)) {
                return Optional.ofNullable(tip.replaced());
            }
            List<String> pending = new ArrayList<>();
            if (tip != null) {
                pending.addAll(tip.pending());
                if (pending.size() == MAX_PENDING) {
                    pending.remove(MAX_PENDING - 1);
                }
                pending.add(tip.id());
            }
            write(ref, new Tip(id, null, pending));
            return Optional.empty();
        });
    }

    /** Whether the revision contains an older tip. */
    interface Contains {
        boolean test(ObjectId older) throws IOException;
    }

    /** The tip that {@code revision}, being opened, replaced: found out now, where it was not before. */
    Optional<String> replaced(Revision revision, Contains contains, Cancellation cancellation) throws IOException {
        String ref = revision.ref();
        String id = revision.id();
        if (!ref.startsWith("refs/") && !ref.equals(Refs.HEAD)) {
            return Optional.empty();
        }
        Tip tip = locked(cancellation, () -> Optional.ofNullable(read(ref))).orElse(null);
        if (tip == null || !tip.id().equals(id)) {
            // not where the ref is now, such as the older commit of a rollback: nothing is known of a move
            return revision.replaced();
        }
        String replaced = tip.replaced();
        for (String older : tip.pending()) {
            if (replaced == null && !contains.test(ObjectId.fromString(older))) {
                replaced = older;
            }
        }
        if (!tip.pending().isEmpty()) {
            judged(ref, new Tip(id, replaced, List.of()), cancellation);
        }
        return Optional.ofNullable(replaced);
    }

    private void judged(String ref, Tip outcome, Cancellation cancellation) throws IOException {
        locked(cancellation, () -> {
            Tip tip = read(ref);
            boolean still = tip != null && tip.id().equals(outcome.id());
            if (still) {
                write(ref, outcome);
            }
            return still;
        });
    }

    private <T> T locked(Cancellation cancellation, FolderLock.Held<T> work) throws IOException {
        Files.createDirectories(folder);
        return FolderLock.holding(folder.resolve("lock"), cancellation, work);
    }

    private Path file(String ref) {
        return folder.resolve(CacheFolder.hash(ref));
    }

    private @Nullable Tip read(String ref) throws IOException {
        Path file = file(ref);
        if (!Files.exists(file)) {
            return null;
        }
        String id = null;
        String replaced = null;
        List<String> pending = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String value = line.substring(line.indexOf(' ') + 1);
            if (!ObjectId.isId(value)) {
                continue;
            }
            switch (line.substring(0, line.indexOf(' ') + 1)) {
                case "tip " -> id = value;
                case "replaced " -> replaced = value;
                case "pending " -> pending.add(value);
                default -> {}
            }
        }
        return id == null ? null : new Tip(id, replaced, pending);
    }

    private void write(String ref, Tip tip) throws IOException {
        StringBuilder text = new StringBuilder("ref ")
                .append(ref)
                .append("\ntip ")
                .append(tip.id())
                .append('\n');
        if (tip.replaced() != null) {
            text.append("replaced ").append(tip.replaced()).append('\n');
        }
        tip.pending().forEach(id -> text.append("pending ").append(id).append('\n'));
        AtomicFile.write(file(ref), text.toString());
    }
}
