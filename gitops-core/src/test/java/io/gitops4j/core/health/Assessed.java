package io.gitops4j.core.health;

import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Objects written as YAML, and their health as text. */
final class Assessed {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Assessed() {}

    static HealthInput input(String yaml) {
        Node.Obj live = Parser.strict().parseOne("live.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        ResourceKey key = new ResourceKey(
                GroupKind.groupOf(live.text("apiVersion").orElse("")),
                live.text("kind").orElse(""),
                "shop",
                "web");
        return HealthInput.of(key, live, NOW);
    }

    static String text(String yaml) {
        return HealthRules.builtIn().assess(input(yaml)).toString();
    }
}
