package io.gitops4j.git;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** The objects of a repository on this machine, where Git put them: packs, loose objects, alternates. Read only. */
final class LocalObjects extends GitStore.Objects {
    /** The largest loose object that is opened; a blob's limit is checked before, by its header. */
    private static final long MAX_LOOSE = Integer.MAX_VALUE - 64;

    private final List<Path> folders;

    private LocalObjects(GitStore store, List<Path> folders) {
        super(store);
        this.folders = folders;
    }

    /** The objects in {@code folders}: a repository's {@code objects}, and its alternates. */
    static LocalObjects in(List<Path> folders) {
        return GitStore.objects(folders.get(0), store -> new LocalObjects(store, folders));
    }

    @Override
    protected List<DfsPackDescription> listPacks() throws IOException {
        List<DfsPackDescription> packs = new ArrayList<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("pack"), "*.pack")) {
                for (Path file : files) {
                    Path index = sibling(file, PackExt.INDEX);
                    if (Files.exists(index)) {
                        packs.add(new LocalPack(this, file, index));
                    }
                }
            } catch (NoSuchFileException | NotDirectoryException none) {
                // a repository of loose objects alone, or an alternate that is gone
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return packs;
    }

    private static Path sibling(Path pack, PackExt ext) {
        String name = pack.getFileName().toString();
        return pack.resolveSibling(name.substring(0, name.length() - "pack".length()) + ext.getExtension());
    }

    @Override
    protected ReadableChannel openFile(DfsPackDescription pack, PackExt ext) throws IOException {
        return open(sibling(((LocalPack) pack).file, ext));
    }

    @Override
    public DfsReader newReader() {
        return new Reader(this);
    }

    @Override
    protected DfsPackDescription newPack(PackSource source) {
        throw readOnly();
    }

    @Override
    protected void commitPackImpl(
            Collection<DfsPackDescription> made, @Nullable Collection<DfsPackDescription> replaced) {
        throw readOnly();
    }

    @Override
    protected void rollbackPack(Collection<DfsPackDescription> packs) {
        throw readOnly();
    }

    @Override
    protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt ext) {
        throw readOnly();
    }

    @Override
    public Set<ObjectId> getShallowCommits() {
        return Set.of();
    }

    @Override
    public void setShallowCommits(Set<ObjectId> commits) {
        throw readOnly();
    }

    @Override
    public long getApproximateObjectCount() {
        return -1;
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("a local repository is only read");
    }

    private @Nullable Path loose(AnyObjectId id) {
        String name = id.name();
        for (Path folder : folders) {
            Path file = folder.resolve(name.substring(0, 2)).resolve(name.substring(2));
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }

    private static final class LocalPack extends DfsPackDescription {
        private final Path file;

        LocalPack(LocalObjects objects, Path file, Path index) throws IOException {
            // time and size are part of the name, and so of the key in JGit's block cache
            super(
                    objects.getRepository().getDescription(),
                    file + "@" + Files.getLastModifiedTime(file).toMillis() + "," + Files.size(file),
                    PackSource.RECEIVE);
            this.file = file;
            addFileExt(PackExt.PACK);
            setFileSize(PackExt.PACK, Files.size(file));
            addFileExt(PackExt.INDEX);
            setFileSize(PackExt.INDEX, Files.size(index));
            setLastModified(Files.getLastModifiedTime(file).toMillis());
        }
    }

    private static final class Reader extends DfsReader {
        private final LocalObjects objects;

        Reader(LocalObjects objects) {
            super(objects);
            this.objects = objects;
        }

        @Override
        public boolean has(AnyObjectId id) throws IOException {
            return objects.loose(id) != null || super.has(id);
        }

        @Override
        public ObjectLoader open(AnyObjectId id, int type) throws IOException {
            Path loose = objects.loose(id);
            if (loose == null) {
                return super.open(id, type);
            }
            try (Loose object = Loose.open(loose, id)) {
                object.check(type);
                if (object.size > MAX_LOOSE) {
                    throw new IOException("object " + id.name() + " is too large");
                }
                byte[] bytes = object.in.readNBytes((int) object.size);
                if (bytes.length != object.size) {
                    throw new CorruptObjectException(id, "it is cut off");
                }
                return new ObjectLoader.SmallObject(object.type, bytes);
            } catch (FileNotFoundException | NoSuchFileException packedMeanwhile) {
                return super.open(id, type);
            }
        }

        @Override
        public long getObjectSize(AnyObjectId id, int type)
                throws MissingObjectException, IncorrectObjectTypeException, IOException {
            Path loose = objects.loose(id);
            if (loose == null) {
                return super.getObjectSize(id, type);
            }
            try (Loose object = Loose.open(loose, id)) {
                object.check(type);
                return object.size;
            } catch (FileNotFoundException | NoSuchFileException packedMeanwhile) {
                return super.getObjectSize(id, type);
            }
        }
    }

    /** A loose object: {@code type SP size NUL content}, deflated (gitformat-loose). */
    private record Loose(ObjectId id, int type, long size, InputStream in) implements AutoCloseable {

        static Loose open(Path file, AnyObjectId id) throws IOException {
            InputStream in = new BufferedInputStream(new InflaterInputStream(Files.newInputStream(file)));
            try {
                String type = word(in, ' ', id);
                String size = word(in, '\0', id);
                return new Loose(id.copy(), type(type, id), Long.parseLong(size), in);
            } catch (NumberFormatException e) {
                in.close();
                throw new CorruptObjectException(id, "its header is no header");
            } catch (IOException e) {
                in.close();
                throw e;
            }
        }

        private static int type(String word, AnyObjectId id) throws CorruptObjectException {
            return switch (word) {
                case Constants.TYPE_COMMIT -> Constants.OBJ_COMMIT;
                case Constants.TYPE_TREE -> Constants.OBJ_TREE;
                case Constants.TYPE_BLOB -> Constants.OBJ_BLOB;
                case Constants.TYPE_TAG -> Constants.OBJ_TAG;
                default -> throw new CorruptObjectException(id, "its type is unknown");
            };
        }

        private static String word(InputStream in, char end, AnyObjectId id) throws IOException {
            StringBuilder word = new StringBuilder();
            for (int next = in.read(); next != end; next = in.read()) {
                if (next < 0 || word.length() > 20) {
                    throw new CorruptObjectException(id, "its header is no header");
                }
                word.append((char) next);
            }
            return word.toString();
        }

        void check(int wanted) throws IncorrectObjectTypeException {
            if (wanted != ObjectReader.OBJ_ANY && wanted != type) {
                throw new IncorrectObjectTypeException(id, wanted);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
