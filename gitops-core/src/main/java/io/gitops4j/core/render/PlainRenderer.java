package io.gitops4j.core.render;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.tree.Node;

/** The renderer that core brings: takes the YAML and JSON files of a folder as they are. See {@link PlainWalk} for the rules. */
final class PlainRenderer implements Renderer<PlainOptions> {
    static final String ID = "plain";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public PlainOptions parse(Node.Obj stored) {
        return PlainOptions.parse(stored);
    }

    @Override
    public Node.Obj print(PlainOptions options) {
        return options.print();
    }

    @Override
    public Detection detect(Snapshot snapshot, RepoPath base) {
        return snapshot.find(base).isPresent() ? Detection.FALLBACK : Detection.NO;
    }

    @Override
    public Rendered render(RenderRequest<PlainOptions> request, Cancellation cancellation) {
        return new PlainWalk(request, cancellation).render();
    }
}
