package io.gitops4j.git;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.SourceRef;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** Resolves and opens a repository behind HTTP, through its cache; one call. */
final class RemoteReader {
    private final Address.Remote address;
    private final CacheRoot root;
    private final RemoteRepository remote;
    private final long maxObject;

    RemoteReader(Address.Remote address, CacheRoot root, RemoteRepository remote, long maxObject) {
        this.address = address;
        this.root = root;
        this.remote = remote;
        this.maxObject = maxObject;
    }

    Revision resolve(SourceRef ref) {
        List<String> candidates = Refs.candidates(ref.ref(), address.shown());
        Refs.Chosen chosen = remote.refs(candidates)
                .choose(ref.ref(), address.shown(), () -> remote.refs(List.of(Refs.BRANCHES, Refs.TAGS)));
        Revision revision = Revision.of(ref, chosen.id(), chosen.ref());
        try {
            return tips().seen(chosen.ref(), chosen.id(), cancellation())
                    .map(revision::withReplaced)
                    .orElse(revision);
        } catch (IOException e) {
            throw CacheFolder.unusable(address.shown());
        }
    }

    Snapshot open(Revision revision) {
        ObjectId id = ObjectId.fromString(revision.id().toLowerCase(Locale.ROOT));
        String ref = revision.ref().equals(revision.id()) ? Refs.HEAD : revision.ref();
        root.acquire();
        boolean done = false;
        try {
            CacheFolder cache = CacheFolder.of(root.path(), address.uri().toString(), null, maxObject);
            cache.ensure(id, ref, remote);
            ObjectAccess access = new ObjectAccess(cache.packs(), address.shown(), cache::damaged);
            RawCommit commit = access.read(reader -> RawCommit.read(reader, id));
            Optional<String> replaced =
                    tips().replaced(revision, older -> cache.contains(id, older, ref, remote), cancellation());
            Revision opened = revision.withCommit(commit.commit());
            GitSnapshot snapshot = new GitSnapshot(
                    replaced.map(opened::withReplaced).orElse(opened),
                    access,
                    new TreeWalker(access, commit.tree()),
                    root::release);
            done = true;
            return snapshot;
        } catch (IOException e) {
            throw CacheFolder.unusable(address.shown());
        } finally {
            if (!done) {
                root.release();
            }
        }
    }

    private Cancellation cancellation() {
        return remote.call().cancellation();
    }

    private Tips tips() throws IOException {
        return new Tips(
                CacheFolder.folder(root.path(), address.uri().toString(), null).resolve("tips"));
    }
}
