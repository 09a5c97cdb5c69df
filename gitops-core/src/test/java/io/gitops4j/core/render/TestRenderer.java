package io.gitops4j.core.render;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.function.Function;

/** A renderer whose rendering is a function; it claims folders that hold a file of its id. Public for ServiceLoader. */
public final class TestRenderer implements Renderer<TestRenderer.Options> {
    record Options() implements RenderOptions {}

    private final String id;
    private final Function<RenderRequest<Options>, Rendered> rendering;

    /** As ServiceLoader makes it. */
    public TestRenderer() {
        this("discovered", request -> Rendered.of(List.of()));
    }

    TestRenderer(String id, Function<RenderRequest<Options>, Rendered> rendering) {
        this.id = id;
        this.rendering = rendering;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Options parse(Node.Obj stored) {
        OptionFields.of(stored);
        return new Options();
    }

    @Override
    public Node.Obj print(Options options) {
        return Node.object();
    }

    @Override
    public Detection detect(Snapshot snapshot, RepoPath base) {
        return snapshot.find(base.child(id)).isPresent() ? Detection.YES : Detection.NO;
    }

    @Override
    public Rendered render(RenderRequest<Options> request, Cancellation cancellation) {
        return rendering.apply(request);
    }
}
