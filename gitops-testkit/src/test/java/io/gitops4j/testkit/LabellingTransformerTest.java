package io.gitops4j.testkit;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.render.Facts;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Transformer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;

/** The smallest useful transformer keeps the contract. */
class LabellingTransformerTest extends TransformerContract {
    @Override
    protected Transformer transformer() {
        return new Labelling();
    }

    private static final class Labelling implements Transformer {
        private static final Path LABEL = Path.of("metadata", "labels", "team");

        @Override
        public String id() {
            return "team-label";
        }

        @Override
        public Rendered apply(Rendered in, Facts facts, Cancellation cancellation) {
            return in.withManifests(in.manifests().stream()
                    .map(manifest -> manifest.withBody(
                            (Node.Obj) manifest.body().with(LABEL, Node.of("shop")), manifest.origins()))
                    .toList());
        }
    }
}
