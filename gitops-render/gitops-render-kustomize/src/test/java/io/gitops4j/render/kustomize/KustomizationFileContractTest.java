package io.gitops4j.render.kustomize;

import io.gitops4j.core.render.Renderer;
import io.gitops4j.testkit.MemorySnapshot;
import io.gitops4j.testkit.RendererContract;

/** The contract with the kustomization itself as the hostile file. */
class KustomizationFileContractTest extends RendererContract<Kustomize> {
    @Override
    protected Renderer<Kustomize> renderer() {
        return new KustomizeRenderer();
    }

    @Override
    protected MemorySnapshot.Builder folder() {
        return MemorySnapshot.builder()
                .file("deploy/kustomization.yaml", "resources: [a.yaml]\n")
                .file(
                        "deploy/a.yaml",
                        "apiVersion: v1\nkind: A\nmetadata: {name: a}\n---\napiVersion: v1\nkind: B\nmetadata: {name: b}\n");
    }

    @Override
    protected String input() {
        return "deploy/kustomization.yaml";
    }

    @Override
    protected Kustomize options() {
        return Kustomize.build().namespace("shop").images("a=b:c");
    }
}
