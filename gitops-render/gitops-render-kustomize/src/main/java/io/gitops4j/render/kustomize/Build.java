package io.gitops4j.render.kustomize;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.ManifestReader;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Suggestion;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.render.kustomize.Kustomization.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One build, for one thread: accumulates resources depth-first in the order in which they are listed, as {@code kustomize
 * build} prints them without sorting. Files are read from the kustomization's own folder and below; other kustomizations may be
 * anywhere in the repository, save in a folder above one that is being built, which could only lead into a circle. A folder
 * that several kustomizations list is built once.
 */
final class Build {
    private static final Pattern REMOTE = Pattern.compile(
            "(?s)^[a-zA-Z][a-zA-Z0-9+.-]*::?//?.*|^git::.*|^[^/]+@[^/]+:.*|^(github|gitlab|bitbucket)\\.(com|org)[/:].*"
                    + "|.*\\?(.*&)?(ref|version|timeout|submodules)=.*");

    private final RenderRequest<KustomizeOptions> request;
    private final Snapshot snapshot;
    private final Cancellation cancellation;
    private final ManifestReader reader;
    private final Problems problems = Problems.none();
    private final Map<RepoPath, List<Manifest>> built = new HashMap<>();

    Build(RenderRequest<KustomizeOptions> request, Cancellation cancellation) {
        this.request = request;
        this.snapshot = request.snapshot();
        this.cancellation = cancellation;
        this.reader = ManifestReader.of(request.limits());
    }

    Rendered render() {
        cancellation.check();
        RepoPath base = request.base();
        RepoPath root = snapshot.find(base)
                .filter(entry -> entry.type() == Entry.Type.DIRECTORY)
                .map(Entry::path)
                .orElseThrow(() ->
                        new GitOpsException(Problem.of(Code.SOURCE_NOT_FOUND, place(base), "there is no such folder")));
        List<Manifest> manifests = build(root, List.of(), place(root));
        problems.throwIfAny();
        return Rendered.of(manifests);
    }

    private List<Manifest> build(RepoPath root, List<RepoPath> above, Location listed) {
        List<Manifest> known = built.get(root);
        if (known != null) {
            return known;
        }
        if (above.size() > request.limits().depth()) {
            throw over(listed, "kustomizations nest over " + request.limits().depth() + " levels");
        }
        List<RepoPath> chain = new ArrayList<>(above);
        chain.add(root);
        Accumulation all = new Accumulation(problems);
        problems.during(() -> {
            Kustomization kustomization = load(root, listed);
            for (Resource resource : kustomization.resources()) {
                cancellation.check();
                problems.during(() -> all.add(resource(kustomization, resource, root, chain)));
                if (all.manifests().size() > request.limits().manifests()) {
                    throw over(
                            resource.where(),
                            "the build has over " + request.limits().manifests() + " objects");
                }
            }
        });
        built.put(root, all.manifests());
        return all.manifests();
    }

    private Kustomization load(RepoPath root, Location listed) {
        List<Entry> files = Kustomization.NAMES.stream()
                .flatMap(name -> snapshot.find(root.child(name)).stream())
                .filter(entry -> entry.type() == Entry.Type.FILE)
                .toList();
        if (files.isEmpty()) {
            throw refused(
                    listed,
                    "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '"
                            + place(root) + "'");
        }
        if (files.size() > 1) {
            String names = String.join(
                    ", ", files.stream().map(file -> file.path().name()).toList());
            throw refused(place(root), "Found multiple kustomization files: " + names + "; keep one of them");
        }
        Entry file = files.get(0);
        return Kustomization.of(
                file.path().toString(), read(file), request.limits().text());
    }

    private List<Manifest> resource(
            Kustomization kustomization, Resource resource, RepoPath root, List<RepoPath> chain) {
        Entry entry = find(resource, root);
        if (entry.type() == Entry.Type.DIRECTORY) {
            checkNoCircle(resource, entry.path(), chain);
            return build(entry.path(), chain, resource.where());
        }
        if (!root.covers(entry.path())) {
            throw refused(
                    resource.where(),
                    "security; file '" + entry.path() + "' is not in or below '" + place(root)
                            + "': move it there, or list a folder that has it in a kustomization of its own");
        }
        if (Kustomization.NAMES.contains(entry.path().name())) {
            throw refused(
                    resource.where(),
                    "\"" + resource.text() + "\" is a kustomization file, no resource: list its folder");
        }
        String wayOut = "remove it from the resources of " + kustomization.file();
        return reader.read(entry.path().toString(), read(entry), wayOut, problems);
    }

    /** The file or folder that a resource means; every refusal names the line that lists it. */
    private Entry find(Resource resource, RepoPath root) {
        if (REMOTE.matcher(resource.text()).matches()) {
            throw new GitOpsException(Problem.of(
                    Code.NOT_SUPPORTED,
                    resource.where(),
                    "not supported yet: the remote resource \"" + resource.text()
                            + "\"; copy it into this repository"));
        }
        RepoPath path = path(resource, root);
        try {
            return snapshot.find(path).orElseThrow(() -> missing(resource, path));
        } catch (GitOpsException refused) {
            if (refused.retryable() || refused.problem().where().equals(resource.where())) {
                throw refused;
            }
            String message = refused.problem().message();
            String place = refused.problem()
                    .where()
                    .file()
                    .filter(file -> !file.equals(root.toString()) && !message.contains(file))
                    .map(file -> file + ": ")
                    .orElse("");
            throw new GitOpsException(Problem.of(refused.code(), resource.where(), place + message));
        }
    }

    private static RepoPath path(Resource resource, RepoPath root) {
        try {
            return root.resolve(resource.text());
        } catch (GitOpsException refused) {
            throw refused(resource.where(), refused.problem().message());
        }
    }

    private GitOpsException missing(Resource resource, RepoPath path) {
        Optional<Entry> folder = snapshot.find(path.parent()).filter(entry -> entry.type() == Entry.Type.DIRECTORY);
        List<String> names = folder.isEmpty()
                ? List.of()
                : snapshot.list(path.parent()).stream()
                        .map(entry -> entry.path().name())
                        .toList();
        return new GitOpsException(Problem.of(
                Code.SOURCE_NOT_FOUND,
                resource.where(),
                "there is no \"" + path + "\"" + Suggestion.didYouMean(path.name(), names)));
    }

    private static void checkNoCircle(Resource resource, RepoPath root, List<RepoPath> chain) {
        for (RepoPath visited : chain) {
            if (root.covers(visited)) {
                String way = String.join(
                        " -> ",
                        chain.stream().map(path -> place(path).toString()).toList());
                throw refused(
                        resource.where(),
                        "cycle detected: candidate root '" + place(root) + "' contains visited root '" + place(visited)
                                + "' (" + way + " -> " + place(root) + ")");
            }
        }
    }

    private byte[] read(Entry file) {
        int most = request.limits().text().bytes();
        if (file.size() > most) {
            throw over(place(file.path()), "this file has " + file.size() + " bytes, over the limit of " + most);
        }
        return snapshot.read(file.path(), most);
    }

    private static Location place(RepoPath path) {
        return Location.file(path.isRoot() ? "." : path.toString());
    }

    private static GitOpsException over(Location where, String message) {
        return new GitOpsException(Problem.of(Code.LIMIT, where, message));
    }

    private static GitOpsException refused(Location where, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, where, message));
    }
}
