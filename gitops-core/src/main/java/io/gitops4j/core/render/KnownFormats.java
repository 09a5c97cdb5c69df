package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The formats that gitops4j has a renderer for, so that a folder of one is never taken for plain files because that renderer is
 * not on the class path.
 */
final class KnownFormats {
    private record Format(String id, Predicate<String> marker) {}

    private static final List<Format> ALL = List.of(
            new Format("kustomize", List.of("kustomization.yaml", "kustomization.yml", "Kustomization")::contains),
            new Format("helm", "Chart.yaml"::equals),
            new Format("jsonnet", name -> name.endsWith(".jsonnet")));

    private KnownFormats() {}

    /** The artifact of the renderer {@code id}, where it is one of gitops4j's. */
    static Optional<String> artifact(String id) {
        return ALL.stream()
                .filter(format -> format.id().equals(id))
                .findFirst()
                .map(format -> "io.gitops4j:gitops-render-" + format.id());
    }

    /** What to do about a renderer that is not there. */
    static String wayOut(String artifact) {
        return "add " + artifact
                + "; if it is there, in a fat jar, META-INF/services may not have been merged: give the host its"
                + " renderer directly";
    }

    /**
     * Checks that {@code folder} is none of a format whose renderer is not there.
     *
     * @throws GitOpsException with {@link Code#RENDERER} where it is
     */
    static void checkThere(Snapshot snapshot, RepoPath folder, Collection<String> there) {
        List<Format> missing =
                ALL.stream().filter(format -> !there.contains(format.id())).toList();
        boolean isFolder = snapshot.find(folder)
                .filter(entry -> entry.type() == Entry.Type.DIRECTORY)
                .isPresent();
        if (missing.isEmpty() || !isFolder) {
            return;
        }
        for (Entry entry : snapshot.list(folder)) {
            boolean folderOrSubmodule = entry.type() == Entry.Type.DIRECTORY || entry.type() == Entry.Type.SUBMODULE;
            String name = entry.path().name();
            for (Format format : missing) {
                if (!folderOrSubmodule && format.marker().test(name)) {
                    throw new GitOpsException(Problem.of(
                            Code.RENDERER,
                            Places.of(folder),
                            "the file \"" + name + "\" makes this a folder of the renderer \"" + format.id()
                                    + "\", which is not there: "
                                    + wayOut(artifact(format.id()).orElseThrow())
                                    + "; or choose the renderer \"plain\" for the folder, or exclude it"));
                }
            }
        }
    }
}
