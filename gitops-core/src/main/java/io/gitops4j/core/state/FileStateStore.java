package io.gitops4j.core.state;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.plan.internal.StoredFields;
import io.gitops4j.core.plan.internal.StoredFormat;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.tree.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store in a folder of a local disk, for one process at a time: while it is open no other process can open it, nor this one
 * once more. What it has written survives the death of the process and of the machine. The folder is made, and taken, at the
 * first call.
 *
 * <p>A claim ends with the process at the latest, and its token is on disk before it is given. Histories are kept for ever:
 * about a kilobyte a run, and more for a run that changed much; {@link StateChange#forget} ends them.
 *
 * <pre>
 * store.json                          the installation and its key, readable by the owner alone
 * lock                                locked while the store is open
 * applications/&lt;tenant or _&gt;/&lt;name&gt;/
 *   state.json                        inventory and open run
 *   claims.json                       the last token
 *   journal-&lt;run&gt;.jsonl               what the open run did
 *   history.jsonl                     the runs that ended
 * </pre>
 */
public final class FileStateStore implements StateStore {
    private static final StoredFormat FORMAT = new StoredFormat("store", 1);

    private final Path root;
    private final InstantSource clock;
    private final Disk disk;
    private final ConcurrentMap<ApplicationId, Guarded> applications = new ConcurrentHashMap<>();
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable FolderLock lock;
    private volatile boolean closed;

    FileStateStore(Path root, InstantSource clock, Disk disk) {
        this.root = root;
        this.clock = clock;
        this.disk = disk;
    }

    /** A store in {@code folder}, which need not be there. */
    public static FileStateStore at(Path folder) {
        return new FileStateStore(folder.toAbsolutePath().normalize(), InstantSource.system(), new Disk());
    }

    /** The same folder with another clock, by which claims end. To be set before the store is used. */
    public FileStateStore clock(InstantSource clock) {
        return new FileStateStore(root, clock, disk);
    }

    /** One application's files with the lock that guards them: applications are not in each other's way. */
    private static final class Guarded {
        final ReentrantLock lock = new ReentrantLock();
        final ApplicationFolder files;

        Guarded(ApplicationFolder files) {
            this.files = files;
        }

        void awaitQuiet() {
            lock.lock();
            try {
                assert lock.isHeldByCurrentThread();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public byte[] bind(String installation) {
        opening.lock();
        try {
            open();
            Path file = root.resolve("store.json");
            StoredFields stored = readStore(file).orElse(null);
            if (stored == null) {
                byte[] key = Installations.newKey();
                disk.replaceSecret(file, JsonLines.print(print(installation, key)));
                return key;
            }
            Installations.check(Location.file(root.toString()), stored.text("installation"), installation);
            String key = stored.text("key");
            return stored.checked(
                    "key",
                    "a key",
                    () -> Installations.checkedKey(Base64.getDecoder().decode(key)));
        } finally {
            opening.unlock();
        }
    }

    private static Node.Obj print(String installation, byte[] key) {
        return Node.objectBuilder()
                .put("format", FORMAT.text())
                .put("installation", installation)
                .put("key", Base64.getEncoder().encodeToString(key))
                .build();
    }

    private Optional<StoredFields> readStore(Path file) {
        return disk.read(file).map(json -> FORMAT.open(Location.file(file.toString()), JsonLines.parse(file, json)));
    }

    /** Takes the folder, unless that is done. A store of a newer version is left alone as a whole. */
    private void open() {
        checkOpen();
        if (lock == null) {
            opening.lock();
            try {
                checkOpen();
                lock = lock == null ? take() : lock;
            } finally {
                opening.unlock();
            }
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store in " + root + " is closed");
        }
    }

    private FolderLock take() {
        disk.createFolders(root);
        FolderLock taken = FolderLock.on(root);
        try {
            readStore(root.resolve("store.json"));
            return taken;
        } catch (GitOpsException e) {
            taken.close();
            throw e;
        }
    }

    private <T> T guarded(ApplicationId id, Function<ApplicationFolder, T> use) {
        open();
        Guarded guarded = applications.computeIfAbsent(
                id, key -> new Guarded(new ApplicationFolder(disk, key, FolderNames.of(root, key))));
        guarded.lock.lock();
        try {
            // a close that came in between has not waited for this call
            checkOpen();
            return use.apply(guarded.files);
        } finally {
            guarded.lock.unlock();
        }
    }

    @Override
    public Optional<Claim> claim(ApplicationId id, String holder, Duration ttl) {
        Lease.checkAsking(holder, ttl);
        return guarded(id, files -> {
            Lease lease = files.lease();
            if (!lease.isFreeFor(holder, clock.instant())) {
                return Optional.empty();
            }
            files.recordToken(lease.nextToken());
            return Optional.of(lease.take(holder, ttl, clock.instant()));
        });
    }

    @Override
    public boolean renew(Claim claim, Duration ttl) {
        Lease.checkTtl(ttl);
        return guarded(claim.application(), files -> files.lease().renew(claim, ttl, clock.instant()));
    }

    @Override
    public void release(Claim claim) {
        guarded(claim.application(), files -> {
            files.lease().release(claim, clock.instant());
            return claim;
        });
    }

    @Override
    public ApplicationState load(ApplicationId id) {
        return guarded(id, ApplicationFolder::load);
    }

    @Override
    public List<ApplicationId> applications() {
        open();
        TreeSet<ApplicationId> stored = new TreeSet<>();
        Path all = FolderNames.all(root);
        for (String tenant : disk.names(all)) {
            for (String name : disk.names(all.resolve(tenant))) {
                if (ApplicationFolder.isStored(disk, all.resolve(tenant).resolve(name))) {
                    FolderNames.id(tenant, name).ifPresent(stored::add);
                }
            }
        }
        return List.copyOf(stored);
    }

    @Override
    public void commit(Claim claim, StateChange change) {
        guarded(claim.application(), files -> {
            files.lease().check(claim, clock.instant());
            files.commit(change);
            return claim;
        });
    }

    @Override
    public void append(Claim claim, RunId run, List<JournalEntry> entries) {
        guarded(claim.application(), files -> {
            files.lease().check(claim, clock.instant());
            files.append(run, entries);
            return claim;
        });
    }

    @Override
    public List<Run> history(ApplicationId id, Optional<RunId> before, int limit) {
        return guarded(id, files -> files.history(before, limit));
    }

    /** Waits for the calls that are under way, and gives the folder back; later calls throw {@link IllegalStateException}. */
    @Override
    public void close() {
        FolderLock taken;
        opening.lock();
        try {
            closed = true;
            taken = lock;
        } finally {
            opening.unlock();
        }
        if (taken != null) {
            applications.values().forEach(Guarded::awaitQuiet);
            taken.close();
        }
    }
}
