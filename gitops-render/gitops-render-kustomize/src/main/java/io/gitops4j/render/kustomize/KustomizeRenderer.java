package io.gitops4j.render.kustomize;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.render.Detection;
import io.gitops4j.core.render.OptionFields;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.tree.Node;

/** Renders folders that hold a {@code kustomization.yaml}, {@code kustomization.yml} or {@code Kustomization}. */
public final class KustomizeRenderer implements Renderer<KustomizeOptions> {
    /** A renderer; it has no state. */
    public KustomizeRenderer() {}

    /** {@code kustomize}. */
    @Override
    public String id() {
        return "kustomize";
    }

    @Override
    public KustomizeOptions parse(Node.Obj stored) {
        OptionFields.of(stored);
        return KustomizeOptions.defaults();
    }

    @Override
    public Node.Obj print(KustomizeOptions options) {
        return Node.object();
    }

    @Override
    public Detection detect(Snapshot snapshot, RepoPath base) {
        boolean found = Kustomization.NAMES.stream()
                .flatMap(name -> snapshot.find(base.child(name)).stream())
                .anyMatch(entry -> entry.type() == Entry.Type.FILE);
        return found ? Detection.YES : Detection.NO;
    }

    @Override
    public Rendered render(RenderRequest<KustomizeOptions> request, Cancellation cancellation) {
        return new Build(request, cancellation).render();
    }
}
