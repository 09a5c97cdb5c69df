package io.gitops4j.testkit;

import io.gitops4j.core.health.Health;
import io.gitops4j.core.health.HealthAssessor;
import io.gitops4j.core.health.HealthInput;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.Optional;

/** An assessor of a custom kind keeps the contract. */
class PhaseAssessorTest extends HealthAssessorContract {
    @Override
    protected HealthAssessor assessor() {
        return new PhaseAssessor();
    }

    @Override
    protected ResourceKey key() {
        return new ResourceKey("shop.example", "Widget", "shop", "w");
    }

    @Override
    protected Node.Obj live() {
        return Node.object().with("status", Node.object().with("phase", Node.of("Ready")));
    }

    private static final class PhaseAssessor implements HealthAssessor {
        @Override
        public String id() {
            return "widget";
        }

        @Override
        public Optional<Health> assess(HealthInput in) {
            if (!in.key().kind().equals("Widget")) {
                return Optional.empty();
            }
            String phase = in.live().text("status", "phase").orElse("none");
            return Optional.of(phase.equals("Ready") ? Health.healthy() : Health.progressing("Phase", phase));
        }
    }
}
