package io.gitops4j.core.health;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.health.Conditions.Condition;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Optional;

/**
 * HorizontalPodAutoscalers (argoproj/gitops-engine {@code pkg/health/health_hpa.go}; kubernetes {@code
 * pkg/controller/podautoscaler/horizontal.go} writes the conditions).
 */
final class Autoscalers {
    private static final String V1_CONDITIONS = "autoscaling.alpha.kubernetes.io/conditions";
    private static final Parser JSON = Parser.tolerant();

    private Autoscalers() {}

    /**
     * An autoscaler that cannot read its metrics, or cannot scale, is degraded; waiting helps, since metrics come a
     * while after the pods do. One that is able to scale, or that is held by a bound, is healthy.
     */
    static Health horizontal(Fields fields) {
        Conditions conditions = conditions(fields);
        Optional<Condition> broken =
                conditions.all().stream().filter(Autoscalers::isBroken).findFirst();
        if (broken.isPresent()) {
            return Health.degraded(broken.get().word(), broken.get().message()).withVerdict(Health.Wait.WAIT);
        }
        return conditions.all().stream()
                .filter(Autoscalers::isSound)
                .findFirst()
                .map(condition -> Health.healthy(condition.word(), condition.message()))
                .orElseGet(() -> Health.progressing("NotAbleToScale", "the autoscaler is not able to scale yet"));
    }

    /**
     * Told by the reason: {@code ScalingDisabled} is a target of 0 replicas, {@code Backoff…} a pause between
     * decisions.
     */
    private static boolean isBroken(Condition condition) {
        boolean tells =
                condition.type().equals("AbleToScale") || condition.type().equals("ScalingActive");
        return tells
                && (condition.reason().startsWith("Failed")
                        || condition.reason().startsWith("Invalid"));
    }

    private static boolean isSound(Condition condition) {
        boolean tells =
                condition.type().equals("AbleToScale") || condition.type().equals("ScalingLimited");
        return tells && condition.isTrue();
    }

    /** {@code autoscaling/v1} has no conditions in its status: they are JSON in an annotation. */
    private static Conditions conditions(Fields fields) {
        Optional<String> annotation = fields.live().text("metadata", "annotations", V1_CONDITIONS);
        if (!fields.conditions().isEmpty() || annotation.isEmpty()) {
            return fields.conditions();
        }
        try {
            List<Document> documents = JSON.parseJson(V1_CONDITIONS, annotation.get());
            boolean list = documents.size() == 1 && documents.get(0).root() instanceof Node.Arr;
            return list ? Conditions.of((Node.Arr) documents.get(0).root()) : fields.conditions();
        } catch (GitOpsException noJson) {
            return fields.conditions();
        }
    }
}
