package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Suggestion;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.render.kustomize.internal.config.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one kustomization, and what may be read from it: its own files and those below it, and other kustomizations
 * anywhere in the repository save in a folder above one that is being built, which could only lead into a circle ({@code
 * api/internal/loader/fileloader.go}). Immutable.
 */
final class Root implements Files {
    private final Snapshot snapshot;
    private final Reading reading;
    private final String repository;
    private final RepoPath folder;
    private final @Nullable Root referrer;
    private final String chartNamespace;
    private final boolean confined;
    private final int most;

    private Root(
            Snapshot snapshot,
            Reading reading,
            String repository,
            RepoPath folder,
            @Nullable Root referrer,
            String chartNamespace,
            boolean confined,
            int most) {
        this.snapshot = snapshot;
        this.reading = reading;
        this.repository = repository;
        this.folder = folder;
        this.referrer = referrer;
        this.chartNamespace = chartNamespace;
        this.confined = confined;
        this.most = most;
    }

    /**
     * The folder that a build starts from.
     *
     * @param confined whether files must be in the folder or below it, as kustomize wants by default
     * @param most the most bytes of a file
     * @throws GitOpsException with {@link Code#SOURCE_NOT_FOUND} where there is no such folder
     */
    static Root of(Snapshot snapshot, RepoPath base, boolean confined, int most) {
        RepoPath folder = snapshot.find(base)
                .filter(entry -> entry.type() == Entry.Type.DIRECTORY)
                .map(Entry::path)
                .orElseThrow(() -> new GitOpsException(Problem.of(
                        Code.SOURCE_NOT_FOUND,
                        Location.file(base.isRoot() ? "." : base.toString()),
                        "there is no such folder: '" + base + "' doesn't exist")));
        return new Root(snapshot, new Reading(), "", folder, null, "", confined, most);
    }

    /** This root, listed by a kustomization that hands {@code namespace} on to charts. */
    Root under(String namespace) {
        return new Root(snapshot, reading, repository, folder, referrer, namespace, confined, most);
    }

    /** The namespace that kustomizations above hand on to charts; empty for none. */
    String chartNamespace() {
        return chartNamespace;
    }

    /** The folder. */
    RepoPath folder() {
        return folder;
    }

    /** The repository where it is another than that of the build, else empty. */
    String repository() {
        return repository;
    }

    /** What was looked up for it. */
    Reading reading() {
        return reading;
    }

    /** All that may be read. */
    Snapshot snapshot() {
        return snapshot;
    }

    /** The key of what it comes to. */
    FolderCache.Key key(@Nullable OriginNote note, TextLimits limits) {
        return new FolderCache.Key(folder, note, confined, limits);
    }

    /** How many kustomizations led here. */
    int depth() {
        int depth = 0;
        for (Root root = referrer; root != null; root = root.referrer) {
            depth++;
        }
        return depth;
    }

    /** The place of the folder. */
    Location place() {
        return Location.file(name(folder));
    }

    /** A place in a file of the snapshot, as the build names it. */
    Location place(Location inside) {
        String file = inside.file().orElse("");
        if (repository.isEmpty() || file.isEmpty()) {
            return inside;
        }
        Location place = inside.line().isPresent()
                ? Location.of(
                        repository + "//" + file,
                        inside.line().getAsInt(),
                        inside.column().orElse(0))
                : Location.file(repository + "//" + file);
        place = inside.document().isPresent()
                ? place.withDocument(inside.document().getAsInt())
                : place;
        place = inside.object().map(place::withObject).orElse(place);
        return inside.field().map(place::withField).orElse(place);
    }

    private String name(RepoPath path) {
        String name = path.isRoot() ? "." : path.toString();
        return repository.isEmpty() ? name : repository + "//" + name;
    }

    @Override
    public String name(String path) {
        return path.startsWith("/") ? path : name(folder.resolve(path));
    }

    /** The file of that name directly in the folder, where there is one. */
    Optional<Entry> file(String name) {
        return reading.find(snapshot, folder.child(name)).filter(entry -> entry.type() == Entry.Type.FILE);
    }

    @Override
    public byte[] read(String path, Location where) {
        Entry entry = find(path, where)
                .orElseThrow(() -> new GitOpsException(
                        Problem.of(Code.SOURCE_NOT_FOUND, where, missing(path) + suggestion(path))));
        if (entry.type() != Entry.Type.FILE) {
            throw refused(where, "'" + shown(path) + "' must resolve to a file");
        }
        if (path.startsWith("/") || confined && !folder.covers(entry.path())) {
            throw refused(
                    where,
                    "security; file '" + shown(path) + "' is not in or below '" + shown(folder)
                            + "': move it there, or list a folder that has it in a kustomization of its own");
        }
        if (entry.size() > most) {
            throw new GitOpsException(Problem.of(
                    Code.LIMIT,
                    Location.file(name(entry.path())),
                    "this file has " + entry.size() + " bytes, over the limit of " + most));
        }
        return snapshot.read(entry.path(), most);
    }

    /** What {@code path} leads to; empty where there is nothing. */
    Optional<Entry> find(String path, Location where) {
        refuseCredentials(path, where);
        try {
            return reading.find(snapshot, resolved(path, where));
        } catch (GitOpsException refused) {
            if (refused.retryable() || refused.problem().where().equals(where)) {
                throw refused;
            }
            throw new GitOpsException(
                    Problem.of(refused.code(), where, refused.problem().text()));
        }
    }

    /** Refuses a URL that holds what must not be shown, before anything shows it. */
    static void refuseCredentials(String path, Location where) {
        if (RepositoryUrl.hasCredentials(path)) {
            throw refused(
                    where,
                    "this URL holds a user or a password; remove it, and let the host's source have the credential");
        }
    }

    private RepoPath resolved(String path, Location where) {
        return placed(() -> path.startsWith("/") ? RepoPath.of(path.substring(1)) : folder.resolve(path), where);
    }

    private static RepoPath placed(Supplier<RepoPath> path, Location where) {
        try {
            return path.get();
        } catch (GitOpsException refused) {
            throw refused(where, refused.problem().message());
        }
    }

    /** What upstream says of a path that leads nowhere. */
    String missing(String path) {
        return "evalsymlink failure on '" + shown(path) + "' : '" + shown(path) + "' doesn't exist";
    }

    /** The name that may have been meant. */
    String suggestion(String path) {
        RepoPath there;
        try {
            there = resolved(path, place());
        } catch (GitOpsException leaves) {
            return "";
        }
        boolean isFolder = snapshot.find(there.parent())
                .filter(entry -> entry.type() == Entry.Type.DIRECTORY)
                .isPresent();
        List<String> names = isFolder
                ? snapshot.list(there.parent()).stream()
                        .map(entry -> entry.path().name())
                        .toList()
                : List.of();
        return Suggestion.didYouMean(there.name(), names);
    }

    /** The folder {@code entry} as the root of a kustomization that this one lists. */
    Root enter(Entry entry, String path, Location where) {
        for (Root root = this; root != null; root = root.referrer) {
            if (root.repository.equals(repository) && entry.path().covers(root.folder)) {
                throw refused(
                        where,
                        "cycle detected: candidate root '" + shown(entry.path()) + "' contains visited root '"
                                + shown(root.folder) + "' (" + way() + " -> " + shown(entry.path()) + ")");
            }
        }
        return new Root(snapshot, new Reading(), repository, entry.path(), this, "", confined, most);
    }

    /** The root of a kustomization in another repository. */
    Root enter(Snapshot other, RepositoryUrl url, Location where) {
        String name = url.url() + (url.ref().isEmpty() ? "" : "?ref=" + url.ref());
        for (Root root = this; root != null; root = root.referrer) {
            if (root.repository.equals(name)) {
                throw refused(where, "cycle detected: URI '" + name + "' referenced by previous URI '" + name + "'");
            }
        }
        RepoPath base = placed(() -> RepoPath.root().resolve(url.folder()), where);
        Entry entry = other.find(base)
                .filter(found -> found.type() == Entry.Type.DIRECTORY)
                .orElseThrow(() -> new GitOpsException(
                        Problem.of(Code.SOURCE_NOT_FOUND, where, "there is no folder '" + base + "' in " + name)));
        reading.leaveOpen();
        Reading outside = new Reading();
        outside.leaveOpen();
        return new Root(other, outside, name, entry.path(), this, "", true, most);
    }

    private String way() {
        return referrer == null ? shown(folder) : referrer.way() + " -> " + shown(folder);
    }

    private String shown(RepoPath path) {
        return "/" + path;
    }

    /** A path as upstream shows it: absolute, from the root of the repository. */
    String shown(String path) {
        if (path.startsWith("/")) {
            return path;
        }
        try {
            return shown(folder.resolve(path));
        } catch (GitOpsException leaves) {
            return path;
        }
    }

    private static GitOpsException refused(Location where, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, where, message));
    }
}
