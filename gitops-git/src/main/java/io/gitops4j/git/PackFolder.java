package io.gitops4j.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsInserter;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsPackParser;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.jspecify.annotations.Nullable;

/**
 * A folder of packs that fetches write into. A pack counts once its {@code .ok} file is there, which is written last and
 * holds the sizes of pack and index: a pack that was cut off, by a crash or later, is not listed.
 */
final class PackFolder extends GitStore.Objects {
    private static final String OK = ".ok";

    private final Path folder;
    private final long maxObject;
    private volatile Set<ObjectId> offered = Set.of();
    private volatile @Nullable ObjectId pretended;

    private PackFolder(GitStore store, Path folder, long maxObject) {
        super(store);
        this.folder = folder;
        this.maxObject = maxObject;
    }

    /** The packs in {@code folder}, which exists; a fetched object larger than {@code maxObject} bytes fails the fetch. */
    static PackFolder at(Path folder, long maxObject) {
        return GitStore.objects(folder, store -> new PackFolder(store, folder, maxObject));
    }

    /** No packs, for a transport that only lists refs. */
    static PackFolder none() {
        return at(Path.of("none"), 0);
    }

    /** Deletes what a process that died during a fetch left; only under the lock of fetches. */
    void deleteLeftovers() throws IOException {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (!name.endsWith(OK) && !Files.exists(folder.resolve(stem(name) + OK))) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Removes every pack, whole or not. */
    void clear() throws IOException {
        List<Path> files = files();
        for (Path file : files) {
            if (file.toString().endsWith(OK)) {
                Files.deleteIfExists(file);
            }
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        rescan();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(files::add);
        }
        return files;
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.'));
    }

    private Path path(DfsPackDescription pack, PackExt ext) {
        return folder.resolve(pack.getPackName() + "." + ext.getExtension());
    }

    @Override
    protected List<DfsPackDescription> listPacks() throws IOException {
        List<DfsPackDescription> packs = new ArrayList<>();
        for (Path file : files()) {
            if (file.toString().endsWith(OK)) {
                DfsPackDescription pack = described(file);
                if (pack != null) {
                    packs.add(pack);
                }
            }
        }
        return packs;
    }

    private @Nullable DfsPackDescription described(Path ok) throws IOException {
        DfsPackDescription pack = new DfsPackDescription(
                getRepository().getDescription(), stem(ok.getFileName().toString()), PackSource.RECEIVE);
        try {
            String[] sizes = Files.readString(ok).strip().split(" ");
            long packed = Long.parseLong(sizes[0]);
            long index = Long.parseLong(sizes[1]);
            if (Files.size(path(pack, PackExt.PACK)) != packed || Files.size(path(pack, PackExt.INDEX)) != index) {
                return null;
            }
            pack.addFileExt(PackExt.PACK);
            pack.setFileSize(PackExt.PACK, packed);
            pack.addFileExt(PackExt.INDEX);
            pack.setFileSize(PackExt.INDEX, index);
            pack.setLastModified(Files.getLastModifiedTime(ok).toMillis());
            return pack;
        } catch (NoSuchFileException | NumberFormatException | ArrayIndexOutOfBoundsException damaged) {
            return null;
        }
    }

    @Override
    protected DfsPackDescription newPack(PackSource source) {
        return new DfsPackDescription(
                getRepository().getDescription(), UUID.randomUUID().toString(), source);
    }

    @Override
    protected void commitPackImpl(
            Collection<DfsPackDescription> made, @Nullable Collection<DfsPackDescription> replaced) throws IOException {
        for (DfsPackDescription pack : made) {
            String sizes = Files.size(path(pack, PackExt.PACK)) + " " + Files.size(path(pack, PackExt.INDEX)) + "\n";
            AtomicFile.write(folder.resolve(pack.getPackName() + OK), sizes);
        }
        if (replaced != null) {
            rollbackPack(replaced);
        }
        rescan();
    }

    @Override
    protected void rollbackPack(Collection<DfsPackDescription> packs) {
        for (DfsPackDescription pack : packs) {
            try {
                Files.deleteIfExists(folder.resolve(pack.getPackName() + OK));
                Files.deleteIfExists(path(pack, PackExt.PACK));
                Files.deleteIfExists(path(pack, PackExt.INDEX));
            } catch (IOException open) {
                // without its .ok file it does not count, and the next fetch deletes it
            }
        }
    }

    @Override
    protected ReadableChannel openFile(DfsPackDescription pack, PackExt ext) throws IOException {
        return open(path(pack, ext));
    }

    @Override
    protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt ext) throws IOException {
        return new Out(FileChannel.open(
                path(pack, ext), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public ObjectInserter newInserter() {
        return new DfsInserter(this) {
            @Override
            public DfsPackParser newPackParser(InputStream in) throws IOException {
                DfsPackParser parser = super.newPackParser(in);
                parser.setMaxObjectSizeLimit(maxObject);
                return parser;
            }
        };
    }

    /** The commits that the next fetch offers as present, each without its parents. */
    void offer(Set<ObjectId> commits) {
        offered = Set.copyOf(commits);
    }

    /** Makes the next fetch claim that {@code commit} and all that it contains is here; see {@link Ancestry}. */
    void pretend(ObjectId commit) {
        pretended = commit;
    }

    @Override
    public Set<ObjectId> getShallowCommits() {
        return offered;
    }

    @Override
    public void setShallowCommits(Set<ObjectId> commits) {
        // what is whole is recorded by CacheFolder; every commit here stands for itself
    }

    @Override
    public DfsReader newReader() {
        return new Reader(this);
    }

    @Override
    public long getApproximateObjectCount() {
        return -1;
    }

    /** DFS readers know no shallow commits, and a walk would run into parents that were never fetched. */
    private static final class Reader extends DfsReader {
        private static final String PRETENDED = """
                tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
                author x <x> 0 +0000
                committer x <x> 0 +0000

                """;

        private final PackFolder packs;

        Reader(PackFolder packs) {
            super(packs);
            this.packs = packs;
        }

        @Override
        public ObjectLoader open(AnyObjectId id, int type) throws IOException {
            return id.equals(packs.pretended)
                    ? new ObjectLoader.SmallObject(Constants.OBJ_COMMIT, PRETENDED.getBytes(StandardCharsets.US_ASCII))
                    : super.open(id, type);
        }

        @Override
        public Set<ObjectId> getShallowCommits() {
            return packs.offered;
        }
    }

    private static final class Out extends DfsOutputStream {
        private final FileChannel file;

        Out(FileChannel file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer from = ByteBuffer.wrap(bytes, offset, length);
            while (from.hasRemaining()) {
                file.write(from);
            }
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            return file.read(into, position);
        }

        @Override
        public void close() throws IOException {
            if (file.isOpen()) {
                file.force(true);
                file.close();
            }
        }
    }
}
