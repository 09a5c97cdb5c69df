package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.text.TextLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Folders that were built, for the builds that come after. One is taken again where the snapshot answers every lookup of its
 * build alike, by the ids of contents: those of Git objects, or SHA-256. So it does not matter which repository or tenant a
 * snapshot is of. Bounded; what was used last stays. Safe for any number of threads.
 */
public final class FolderCache {
    /** Builds of one folder that are kept: a branch or two, and what they were before. */
    private static final int VERSIONS = 4;

    /** What beside the files decides what a folder comes to. */
    record Key(RepoPath folder, @Nullable OriginNote note, boolean confined, TextLimits limits) {}

    private final long most;
    private final LinkedHashMap<Key, List<BuiltFolder>> folders = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    /**
     * A cache.
     *
     * @param most how many objects, and lookups, are kept in all
     */
    public FolderCache(long most) {
        this.most = most;
    }

    /** What the folder came to before, where {@code holds} says that a build would come to the same. */
    Optional<BuiltFolder> find(Key key, Predicate<BuiltFolder> holds) {
        List<BuiltFolder> versions;
        synchronized (this) {
            versions = List.copyOf(folders.getOrDefault(key, List.of()));
        }
        return versions.stream().filter(holds).findFirst();
    }

    /** Keeps what a folder came to. */
    synchronized void put(Key key, BuiltFolder folder) {
        List<BuiltFolder> versions = new ArrayList<>(folders.getOrDefault(key, List.of()));
        versions.add(0, folder);
        weight += folder.weight();
        while (versions.size() > VERSIONS) {
            weight -= versions.remove(versions.size() - 1).weight();
        }
        folders.put(key, versions);
        var eldest = folders.entrySet().iterator();
        while (weight > most && eldest.hasNext()) {
            for (BuiltFolder old : eldest.next().getValue()) {
                weight -= old.weight();
            }
            eldest.remove();
        }
    }
}
