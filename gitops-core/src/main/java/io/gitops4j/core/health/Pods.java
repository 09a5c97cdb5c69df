package io.gitops4j.core.health;

import io.gitops4j.core.tree.Node;
import java.util.Optional;
import java.util.stream.Stream;

/** Pods (argoproj/gitops-engine {@code pkg/health/health_pod.go}). */
final class Pods {
    private Pods() {}

    /**
     * A pod that always restarts and whose container cannot start is degraded. One that ends by itself is not: it may
     * be a hook, and were it given up, it could still run after the image arrived.
     */
    static Health pod(Fields fields) {
        String policy = fields.text("spec", "restartPolicy");
        boolean restarts = policy.isEmpty() || policy.equals("Always");
        Optional<Health> stuck = restarts ? stuck(fields) : Optional.empty();
        if (stuck.isPresent()) {
            return stuck.get();
        }
        String phase = fields.text("status", "phase");
        String message = fields.text("status", "message");
        return switch (phase) {
            case "Succeeded" -> Health.healthy(phase, message);
            case "Failed" -> Health.degraded(word(fields, phase), message.isEmpty() ? failure(fields) : message);
            case "Running" -> restarts ? running(fields) : Health.progressing(phase, "the pod runs to its end");
            case "", "Pending" -> Health.progressing("Pending", message.isEmpty() ? unscheduled(fields) : message);
            default -> Health.unknown(phase, message);
        };
    }

    private static Health running(Fields fields) {
        if (fields.conditions().holding("Ready").isPresent()) {
            return Health.healthy("Ready", fields.text("status", "message"));
        }
        boolean restarted = fields.array("status", "containerStatuses").items().stream()
                .anyMatch(container -> container.at("lastState", "terminated").isPresent());
        return restarted
                ? Health.degraded("Restarting", "a container ended before the pod was ready, and was started again")
                : Health.progressing("NotReady", "the pod is running and not ready yet");
    }

    /** The words are kubelet's: {@code ErrImagePull}, {@code ImagePullBackOff}, {@code CreateContainerConfigError}. */
    private static Optional<Health> stuck(Fields fields) {
        return containers(fields)
                .map(container -> container.at("state", "waiting"))
                .flatMap(Optional::stream)
                .filter(waiting -> {
                    String reason = waiting.text("reason").orElse("");
                    return reason.startsWith("Err") || reason.endsWith("Error") || reason.endsWith("BackOff");
                })
                .findFirst()
                .map(waiting -> Health.degraded(
                        waiting.text("reason").orElse(""),
                        waiting.text("message").orElse("")));
    }

    private static String failure(Fields fields) {
        return containers(fields)
                .map(Pods::failure)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String failure(Node container) {
        Optional<Node> ended = container.at("state", "terminated");
        if (ended.isEmpty()) {
            return "";
        }
        String message = ended.get().text("message").orElse("");
        if (!message.isEmpty()) {
            return message;
        }
        String name = container.text("name").orElse("");
        if (ended.get().text("reason").filter("OOMKilled"::equals).isPresent()) {
            return "the container " + name + " ran out of memory (OOMKilled)";
        }
        long exit = ended.get()
                .at("exitCode")
                .map(code -> Fields.number(code).orElse(0))
                .orElse(0L);
        return exit == 0 ? "" : "the container " + name + " failed with exit code " + exit;
    }

    private static String unscheduled(Fields fields) {
        return fields.conditions()
                .failing("PodScheduled")
                .map(Conditions.Condition::message)
                .orElse("the pod has not started yet");
    }

    private static String word(Fields fields, String phase) {
        String reason = fields.text("status", "reason");
        return reason.isEmpty() ? phase : reason;
    }

    private static Stream<Node> containers(Fields fields) {
        return Stream.concat(
                fields.array("status", "initContainerStatuses").items().stream(),
                fields.array("status", "containerStatuses").items().stream());
    }
}
