package io.gitops4j.render.kustomize;

import io.gitops4j.core.render.Renderer;
import io.gitops4j.testkit.MemorySnapshot;
import io.gitops4j.testkit.RendererContract;

/** The contract with the kustomization itself as the hostile file. */
class KustomizationFileContractTest extends RendererContract<KustomizeOptions> {
    @Override
    protected Renderer<KustomizeOptions> renderer() {
        return new KustomizeRenderer();
    }

    @Override
    protected MemorySnapshot.Builder folder() {
        return MemorySnapshot.builder()
                .file("deploy/kustomization.yaml", "resources: [a.yaml]\n")
                .file("deploy/a.yaml", "apiVersion: v1\nkind: A\n---\napiVersion: v1\nkind: B\n");
    }

    @Override
    protected String input() {
        return "deploy/kustomization.yaml";
    }

    @Override
    protected KustomizeOptions options() {
        return KustomizeOptions.defaults();
    }
}
