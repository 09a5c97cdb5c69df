package io.gitops4j.render.kustomize;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.render.Detection;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.build.Build;
import io.gitops4j.render.kustomize.internal.build.FolderCache;
import io.gitops4j.render.kustomize.internal.build.Overrides;
import java.util.List;

/**
 * Builds folders that hold a {@code kustomization.yaml}, {@code kustomization.yml} or {@code Kustomization}, as {@code kustomize
 * build} does, in the host's own process: without the program, the network, or any file but the snapshot's. Function and exec
 * plugins are refused, since code of a repository must not run in the host.
 */
public final class KustomizeRenderer implements Renderer<Kustomize> {
    static final String ID = "kustomize";

    private static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private static final long KEPT = 200_000;

    private final FolderCache cache = new FolderCache(KEPT);

    /**
     * A renderer. It keeps what folders came to, up to 200,000 objects and lookups in all, and takes it again where nothing that
     * was read for it has changed; give all applications one renderer.
     */
    public KustomizeRenderer() {}

    /** {@code kustomize}. */
    @Override
    public String id() {
        return ID;
    }

    @Override
    public Kustomize parse(Node.Obj stored) {
        return Kustomize.of(stored);
    }

    @Override
    public Node.Obj print(Kustomize options) {
        return options.stored();
    }

    @Override
    public Detection detect(Snapshot snapshot, RepoPath base) {
        boolean found = NAMES.stream()
                .flatMap(name -> snapshot.find(base.child(name)).stream())
                .anyMatch(entry -> entry.type() == Entry.Type.FILE);
        return found ? Detection.YES : Detection.NO;
    }

    @Override
    public Rendered render(RenderRequest<Kustomize> request, Cancellation cancellation) {
        return Build.render(request, Overrides.of(request.options().stored()), cache, cancellation);
    }
}
