package io.gitops4j.git;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackCompactor;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What was fetched of one repository with one credential: a folder of packs, and a file per commit whose whole tree is in
 * them. The file is written last, so that neither a crash nor a broken answer makes half a tree look whole. Several threads
 * and processes may share it: fetches hold a lock, readers none.
 */
final class CacheFolder {
    private static final int MAX_OFFERED = 8;
    private static final int MAX_PACKS = 20;

    private final Path folder;
    private final Path whole;
    private final Path damaged;
    private final PackFolder packs;
    private final long maxObject;

    private CacheFolder(Path folder, long maxObject) throws IOException {
        this.folder = folder;
        this.whole = folder.resolve("whole");
        this.damaged = folder.resolve("damaged");
        this.maxObject = maxObject;
        Files.createDirectories(whole);
        Path packed = Files.createDirectories(folder.resolve("packs"));
        this.packs = PackFolder.at(packed, maxObject);
    }

    /** The folder for {@code repository}, as read with {@code credential}, below {@code root}; made where it is missing. */
    static CacheFolder of(Path root, String repository, @Nullable String credential, long maxObject)
            throws IOException {
        CacheFolder cache = new CacheFolder(folder(root, repository, credential), maxObject);
        Path about = cache.folder.resolve("repository.txt");
        if (!Files.exists(about)) {
            AtomicFile.write(about, Address.shown(repository) + "\n");
        }
        return cache;
    }

    /** Where that folder is; two credentials never share one. */
    static Path folder(Path root, String repository, @Nullable String credential) {
        return root.resolve(hash(repository + "\0" + (credential == null ? "" : credential)));
    }

    /** SHA-256 of {@code text}, as a file name. */
    static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    static GitOpsException unusable(String repository) {
        return Problems.unavailable(
                repository,
                "The cache of GitSource cannot be read or written: check the space and the rights of its folder.");
    }

    PackFolder packs() {
        return packs;
    }

    /** To be called where an object that must be here cannot be read: the next {@link #ensure} fetches anew. */
    void damaged() {
        try {
            AtomicFile.write(damaged, "");
        } catch (IOException e) {
            // the whole folder is gone, and is made anew
        }
    }

    /** Whether the whole tree of {@code commit} is here. */
    boolean has(ObjectId commit) {
        if (!Files.exists(whole.resolve(commit.name())) || Files.exists(damaged)) {
            return false;
        }
        return readable(commit) || readableAfterRescan(commit);
    }

    private boolean readableAfterRescan(ObjectId commit) {
        packs.rescan();
        return readable(commit);
    }

    private boolean readable(ObjectId commit) {
        try (var reader = packs.newReader()) {
            return reader.has(RawCommit.read(reader, commit).tree());
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Makes the whole tree of {@code commit} be here, fetched as the tip of {@code ref} or by its id. */
    void ensure(ObjectId commit, String ref, RemoteRepository remote) throws IOException {
        if (has(commit)) {
            return;
        }
        locked(remote.call().cancellation(), () -> {
            boolean missing = !has(commit);
            if (missing) {
                fetch(commit, ref, remote);
            }
            return missing;
        });
    }

    private void fetch(ObjectId commit, String ref, RemoteRepository remote) throws IOException {
        if (Files.exists(damaged) || Files.exists(whole.resolve(commit.name()))) {
            clear();
        }
        deleteLeftovers();
        Set<ObjectId> offered = offered();
        try {
            fetch(commit, ref, remote, offered);
        } catch (GitOpsException e) {
            if (offered.isEmpty() || remote.call().failure() != null || !e.retryable()) {
                throw e;
            }
            // the packs that the answer was based on may be damaged
            clear();
            fetch(commit, ref, remote, Set.of());
        }
        compact();
    }

    private void clear() throws IOException {
        for (Path marker : list(whole)) {
            Files.deleteIfExists(marker);
        }
        packs.clear();
        Files.deleteIfExists(damaged);
    }

    private void deleteLeftovers() throws IOException {
        packs.deleteLeftovers();
        for (Path left : list(folder)) {
            if (left.getFileName().toString().startsWith("probe-")) {
                delete(left);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(files::add);
        }
        return files;
    }

    private Set<ObjectId> offered() throws IOException {
        return list(whole).stream()
                .filter(marker -> ObjectId.isId(marker.getFileName().toString()))
                .sorted(Comparator.comparingLong(CacheFolder::time).reversed())
                .map(marker -> ObjectId.fromString(marker.getFileName().toString()))
                .filter(this::readable)
                .limit(MAX_OFFERED)
                .collect(Collectors.toSet());
    }

    private static long time(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    private void fetch(ObjectId commit, String ref, RemoteRepository remote, Set<ObjectId> offered) throws IOException {
        String shown = remote.call().repository();
        try {
            remote.fetchOne(packs, ref, commit, offered);
        } catch (RemoteRepository.Declined notByItsId) {
            fetchHistory(commit, ref, remote);
        }
        try (var reader = packs.newReader()) {
            Completeness.check(reader, commit, shown, remote.call().cancellation());
        }
        AtomicFile.write(whole.resolve(commit.name()), "");
    }

    /** For a server that hands out refs alone: the ref with its history, then all refs. */
    private void fetchHistory(ObjectId commit, String ref, RemoteRepository remote) throws IOException {
        String shown = remote.call().repository();
        try {
            String tip = remote.refs(List.of(ref)).ids().get(ref);
            if (tip != null) {
                remote.fetchAll(packs, ref, Set.of(ObjectId.fromString(tip)));
            }
            if (tip == null || !present(commit)) {
                Collection<String> tips =
                        remote.refs(List.of(Refs.BRANCHES, Refs.TAGS)).ids().values();
                remote.fetchAll(
                        packs, ref, tips.stream().map(ObjectId::fromString).collect(Collectors.toSet()));
            }
        } catch (RemoteRepository.Declined e) {
            throw Problems.unavailable(shown, "The server does not hand out what it lists. Try again later.");
        }
        if (!present(commit)) {
            throw Problems.notFound(
                    shown,
                    "The commit " + commit.name() + " is gone: no branch and no tag of the repository contains it.");
        }
    }

    private boolean present(ObjectId commit) throws IOException {
        try (var reader = packs.newReader()) {
            return reader.has(commit);
        }
    }

    private void compact() {
        try {
            DfsPackFile[] all = packs.getPacks();
            if (all.length > MAX_PACKS) {
                DfsPackCompactor compactor = new DfsPackCompactor(packs.store());
                for (DfsPackFile pack : all) {
                    compactor.add(pack);
                }
                compactor.compact(null);
            }
        } catch (IOException | RuntimeException e) {
            // many packs are slower, not wrong; the next fetch tries again
        }
    }

    /** Whether {@code tip} contains {@code older}, asking the server where the cache cannot tell. */
    boolean contains(ObjectId tip, ObjectId older, String ref, RemoteRepository remote) throws IOException {
        Cancellation cancellation = remote.call().cancellation();
        Ancestry known;
        try (var reader = packs.newReader()) {
            known = Ancestry.of(reader, tip, older, cancellation);
        }
        if (known != Ancestry.INCOMPLETE) {
            return known == Ancestry.CONTAINED;
        }
        return locked(cancellation, () -> probe(tip, older, ref, remote));
    }

    private <T> T locked(Cancellation cancellation, FolderLock.Held<T> work) throws IOException {
        return FolderLock.holding(folder.resolve("fetch.lock"), cancellation, work);
    }

    private boolean probe(ObjectId tip, ObjectId older, String ref, RemoteRepository remote) throws IOException {
        try {
            return probe(tip, older, ref, remote, RemoteRepository.CommitsOnly.YES);
        } catch (RemoteRepository.Declined noFilter) {
            try {
                return probe(tip, older, ref, remote, RemoteRepository.CommitsOnly.NO);
            } catch (RemoteRepository.Declined e) {
                return false;
            }
        }
    }

    private boolean probe(
            ObjectId tip, ObjectId older, String ref, RemoteRepository remote, RemoteRepository.CommitsOnly commitsOnly)
            throws IOException, RemoteRepository.Declined {
        Path scratch = Files.createDirectory(folder.resolve("probe-" + UUID.randomUUID()));
        try {
            PackFolder into = PackFolder.at(scratch, maxObject);
            if (!remote.fetchSince(into, ref, tip, older, commitsOnly)) {
                return false;
            }
            try (var reader = into.newReader()) {
                return Ancestry.of(reader, tip, older, remote.call().cancellation()) == Ancestry.CONTAINED;
            }
        } finally {
            delete(scratch);
        }
    }

    /** Deletes {@code folder} and all in it, as far as that is possible. */
    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException open) {
                    // Windows keeps open files; the next fetch tries again
                }
            });
        } catch (NoSuchFileException gone) {
            // nothing left to delete
        } catch (IOException | UncheckedIOException e) {
            // nothing depends on it
        }
    }
}
