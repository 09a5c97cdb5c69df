package io.gitops4j.core.render;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One rendering of plain files, for one thread. The files are those that end in {@code .yaml}, {@code .yml} or {@code .json}
 * in any case, in the order of their names, subfolders in their place among them; names that begin with a dot are left out. A
 * subfolder that a renderer claims is rendered by it as a unit of its own. Links are followed, and whatever several links lead
 * to is rendered once: twice could only give each object twice, and a circle would never end.
 */
final class PlainWalk {
    private static final List<String> KUSTOMIZATIONS =
            List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private final RenderRequest<PlainOptions> request;
    private final Snapshot snapshot;
    private final Cancellation cancellation;
    private final ManifestReader reader;
    private final Globs include;
    private final Globs exclude;
    private final Problems problems = Problems.none();
    private final List<Manifest> manifests = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    /** What was rendered: where it really is, and where it was met first. */
    private final Map<RepoPath, RepoPath> met = new HashMap<>();

    private boolean repeatable = true;

    PlainWalk(RenderRequest<PlainOptions> request, Cancellation cancellation) {
        this.request = request;
        this.snapshot = request.snapshot();
        this.cancellation = cancellation;
        this.reader = ManifestReader.of(request.limits());
        this.include = request.options().included();
        this.exclude = request.options().excluded();
    }

    Rendered render() {
        cancellation.check();
        RepoPath base = request.base();
        Entry entry = snapshot.find(base).orElseThrow(() -> Places.missing(snapshot, base));
        if (entry.type() == Entry.Type.FILE) {
            onlyFile(entry);
        } else {
            folder(base, entry.path(), 0);
        }
        problems.throwIfAny();
        Rendered rendered = Rendered.of(manifests).withWarnings(warnings);
        return repeatable ? rendered : rendered.notRepeatable();
    }

    private void onlyFile(Entry target) {
        RepoPath base = request.base();
        if (KUSTOMIZATIONS.contains(base.name())) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Places.of(base),
                    "this is a kustomization, not a file of objects: give its folder as the path"));
        }
        read(base, target, "give the path of a file of objects, or of a folder");
    }

    /** The folder at {@code path}, which really is at {@code real}. */
    private void folder(RepoPath path, RepoPath real, int depth) {
        if (depth > request.limits().depth()) {
            throw over(path, "folders nest over " + request.limits().depth() + " levels");
        }
        met.put(real, path);
        for (Entry child : snapshot.list(path)) {
            cancellation.check();
            String name = child.path().name();
            if (!name.startsWith(".") && !exclude.match(below(child.path()))) {
                problems.during(() -> child(child, real.child(name), depth));
            }
        }
    }

    private void child(Entry child, RepoPath real, int depth) {
        switch (child.type()) {
            case FILE -> file(child.path(), new Entry(real, child.type(), child.size(), child.id()));
            case DIRECTORY -> subfolder(child.path(), real, depth);
            case LINK -> link(child.path(), depth);
            case SUBMODULE -> {
                if (request.options().recurse()) {
                    // the source says best why it does not follow a submodule, or follows it
                    subfolder(child.path(), real, depth);
                }
            }
        }
    }

    private void link(RepoPath path, int depth) {
        boolean relevant = isManifest(path) ? selected(path) : request.options().recurse();
        if (!relevant) {
            return;
        }
        Optional<Entry> target = snapshot.find(path);
        if (target.isPresent() && target.get().type() == Entry.Type.DIRECTORY) {
            subfolder(path, target.get().path(), depth);
        } else if (target.isPresent()) {
            file(path, target.get());
        } else if (isManifest(path)) {
            problems.add(Problem.of(
                    Code.SOURCE_NOT_FOUND,
                    Places.of(path),
                    "this link leads to nothing; correct it, or exclude it: " + excluding(path)));
        }
    }

    private void subfolder(RepoPath path, RepoPath real, int depth) {
        if (!request.options().recurse() || metBefore(path, real)) {
            return;
        }
        if (!include.isEmpty() && !include.match(below(path))) {
            folder(path, real, depth + 1);
            return;
        }
        Optional<Rendered> unit = request.units().render(path);
        if (unit.isEmpty()) {
            folder(path, real, depth + 1);
            return;
        }
        met.put(real, path);
        manifests.addAll(unit.get().manifests());
        warnings.addAll(unit.get().warnings());
        repeatable &= unit.get().repeatable();
        checkCount(path);
    }

    private void file(RepoPath path, Entry target) {
        if (KUSTOMIZATIONS.contains(path.name())) {
            warnings.add(new Warning(
                    Places.of(path),
                    "this kustomization is not used, because the folder is rendered as plain files; choose the renderer"
                            + " \"kustomize\" for the folder, or exclude the file: " + excluding(path)));
        } else if (isManifest(path) && selected(path) && !metBefore(path, target.path())) {
            read(path, target, "if it is not meant for the cluster, exclude it: " + excluding(path));
        }
    }

    private void read(RepoPath path, Entry target, String wayOut) {
        met.put(target.path(), path);
        int most = request.limits().text().bytes();
        if (target.size() > most) {
            problems.add(Problem.of(
                    Code.LIMIT,
                    Places.of(path),
                    "this file has " + target.size() + " bytes, over the limit of " + most));
            return;
        }
        byte[] content = snapshot.read(path, most);
        manifests.addAll(reader.read(path.toString(), content, wayOut, problems));
        checkCount(path);
    }

    private boolean metBefore(RepoPath path, RepoPath real) {
        RepoPath before = met.get(real);
        if (before == null) {
            return false;
        }
        warnings.add(new Warning(
                Places.of(path),
                "this is the same as " + Places.of(before)
                        + " by a link, and is rendered once, as that; to be rid of this" + " warning, exclude one: "
                        + excluding(path)));
        return true;
    }

    private void checkCount(RepoPath path) {
        if (manifests.size() > request.limits().manifests()) {
            throw over(path, "the folder has over " + request.limits().manifests() + " objects");
        }
    }

    private GitOpsException over(RepoPath path, String what) {
        return new GitOpsException(Problem.of(
                Code.LIMIT, Places.of(path), what + "; if the repository is trusted, raise the limit in RenderLimits"));
    }

    private boolean selected(RepoPath path) {
        return include.isEmpty() || include.match(below(path));
    }

    private String below(RepoPath path) {
        return path.from(request.base());
    }

    private String excluding(RepoPath path) {
        return "exclude: [\"/" + below(path) + "\"]";
    }

    private static boolean isManifest(RepoPath path) {
        String name = path.name().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }
}
