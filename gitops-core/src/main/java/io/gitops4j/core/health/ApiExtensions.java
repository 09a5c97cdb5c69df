package io.gitops4j.core.health;

import io.gitops4j.core.health.Conditions.Condition;
import java.util.Optional;

/** What makes a cluster serve more kinds. */
final class ApiExtensions {
    private ApiExtensions() {}

    /**
     * A definition counts once its names are accepted and it is established. {@code Installing} is the time in between
     * (apiextensions-apiserver {@code pkg/controller/establish}); any other reason is a failure.
     */
    static Health definition(Fields fields) {
        Conditions conditions = fields.conditions();
        if (conditions.holding("Terminating").isPresent()) {
            return Health.terminating("Terminating", "the definition and its objects are being deleted");
        }
        Optional<Condition> refused = conditions
                .failing("NamesAccepted")
                .or(() -> conditions
                        .failing("Established")
                        .filter(condition -> !condition.reason().equals("Installing")));
        if (refused.isPresent()) {
            return Health.degraded(refused.get().word(), refused.get().message());
        }
        if (conditions.holding("Established").isEmpty()) {
            return Health.progressing("NotEstablished", "the cluster does not serve the kind yet");
        }
        return conditions
                .holding("NonStructuralSchema")
                .map(schema -> Health.degraded(schema.word(), schema.message()).withVerdict(Health.Wait.PASS_THROUGH))
                .orElseGet(() -> Health.healthy("Established", ""));
    }

    static Health service(Fields fields) {
        Optional<Condition> available = fields.conditions().find("Available");
        if (available.isEmpty()) {
            return Health.progressing("NotObserved", "nobody has asked the service yet");
        }
        return available.get().isTrue()
                ? Health.healthy(available.get().word(), available.get().message())
                : Health.progressing(available.get().word(), available.get().message());
    }
}
