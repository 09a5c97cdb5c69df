package io.gitops4j.git;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.SourceRef;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Resolves and opens a local repository, where it lies. Of the cache it uses the record of tips alone. */
final class LocalReader {
    private final Address.Local address;
    private final CacheRoot root;

    LocalReader(Address.Local address, CacheRoot root) {
        this.address = address;
        this.root = root;
    }

    Revision resolve(SourceRef ref, Cancellation cancellation) {
        LocalRepository repository = LocalRepository.open(address);
        Refs refs = repository.refs(Refs.candidates(ref.ref(), address.shown()));
        Refs.Chosen chosen = refs.choose(ref.ref(), address.shown(), repository::refs);
        Revision revision = Revision.of(ref, chosen.id(), chosen.ref());
        try {
            return tips().seen(chosen.ref(), chosen.id(), cancellation)
                    .map(revision::withReplaced)
                    .orElse(revision);
        } catch (IOException e) {
            throw CacheFolder.unusable(address.shown());
        }
    }

    Snapshot open(Revision revision, Cancellation cancellation) {
        LocalRepository repository = LocalRepository.open(address);
        LocalObjects objects = repository.objects();
        ObjectId id = ObjectId.fromString(revision.id().toLowerCase(Locale.ROOT));
        RawCommit commit = commit(objects, id);
        Revision opened = judged(revision.withCommit(commit.commit()), objects, id, cancellation);
        root.acquire();
        ObjectAccess access = new ObjectAccess(objects, address.shown(), () -> {});
        return new GitSnapshot(opened, access, new TreeWalker(access, commit.tree()), root::release);
    }

    private RawCommit commit(LocalObjects objects, ObjectId id) {
        try (ObjectReader reader = objects.newReader()) {
            return RawCommit.read(reader, id);
        } catch (IncorrectObjectTypeException e) {
            throw Problems.configuration(address.shown(), "The object " + id.name() + " is not a commit.");
        } catch (MissingObjectException e) {
            throw Problems.notFound(
                    address.shown(), "The commit " + id.name() + " is not in the repository, or no longer.");
        } catch (IOException e) {
            throw Problems.unavailable(
                    address.shown(), "The commit " + id.name() + " cannot be read; run git fsck on the repository.");
        }
    }

    private Revision judged(Revision revision, LocalObjects objects, ObjectId id, Cancellation cancellation) {
        try {
            Optional<String> replaced =
                    tips().replaced(revision, older -> contains(objects, id, older, cancellation), cancellation);
            return replaced.map(revision::withReplaced).orElse(revision);
        } catch (IOException e) {
            throw CacheFolder.unusable(address.shown());
        }
    }

    private static boolean contains(LocalObjects objects, ObjectId tip, ObjectId older, Cancellation cancellation)
            throws IOException {
        try (ObjectReader reader = objects.newReader()) {
            return Ancestry.of(reader, tip, older, cancellation) == Ancestry.CONTAINED;
        }
    }

    private Tips tips() throws IOException {
        return new Tips(
                CacheFolder.folder(root.path(), address.path().toString(), null).resolve("tips"));
    }
}
