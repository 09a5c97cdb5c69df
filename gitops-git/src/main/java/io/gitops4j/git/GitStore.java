package io.gitops4j.git;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRefDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.util.RefList;

/**
 * JGit's view of a place that holds objects: no configuration, no refs, no working tree. JGit gets its objects from the
 * {@link Objects} that a subclass of this package brings.
 */
final class GitStore extends DfsRepository {
    private final Objects objects;
    private final RefDatabase refs = new NoRefs(this);

    /** Makes the objects of a store; called once. */
    interface ObjectsOf<T extends Objects> {
        T of(GitStore store);
    }

    /** The objects at {@code folder}, which tell one another apart in JGit's block cache by that folder. */
    static <T extends Objects> T objects(Path folder, ObjectsOf<T> made) {
        Builder builder = new Builder();
        builder.setRepositoryDescription(new DfsRepositoryDescription(folder.toString()));
        GitStore store = new GitStore(builder, made);
        @SuppressWarnings("unchecked")
        T objects = (T) store.objects;
        return objects;
    }

    private GitStore(Builder builder, ObjectsOf<?> made) {
        super(builder);
        this.objects = made.of(this);
    }

    @Override
    public DfsObjDatabase getObjectDatabase() {
        return objects;
    }

    @Override
    public RefDatabase getRefDatabase() {
        return refs;
    }

    /** An object database over pack files in folders. */
    abstract static class Objects extends DfsObjDatabase {
        private final GitStore store;

        Objects(GitStore store) {
            super(store, new DfsReaderOptions());
            this.store = store;
        }

        /** The repository that JGit's transport wants. */
        final GitStore store() {
            return store;
        }

        /** Looks at the folder again at the next read. */
        final void rescan() {
            clearCache();
        }

        static ReadableChannel open(Path file) throws IOException {
            try {
                return new PackChannel(FileChannel.open(file, StandardOpenOption.READ));
            } catch (NoSuchFileException gone) {
                throw new FileNotFoundException(file.toString());
            }
        }
    }

    private static final class Builder extends DfsRepositoryBuilder<Builder, GitStore> {
        @Override
        public GitStore build() {
            throw new UnsupportedOperationException("use GitStore.objects");
        }
    }

    private static final class NoRefs extends DfsRefDatabase {
        NoRefs(DfsRepository repository) {
            super(repository);
        }

        @Override
        protected RefCache scanAllRefs() {
            return new RefCache(RefList.emptyList(), RefList.emptyList());
        }

        @Override
        public ReflogReader getReflogReader(Ref ref) {
            throw new UnsupportedOperationException("there are no refs here");
        }

        @Override
        protected boolean compareAndPut(Ref old, Ref next) {
            return false;
        }

        @Override
        protected boolean compareAndRemove(Ref old) {
            return false;
        }
    }

    private record PackChannel(FileChannel file) implements ReadableChannel {
        @Override
        public int read(ByteBuffer into) throws IOException {
            return file.read(into);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public void position(long position) throws IOException {
            file.position(position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int blockSize() {
            return 0;
        }

        @Override
        public void setReadAheadBytes(int bytes) {
            // the operating system reads ahead
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
