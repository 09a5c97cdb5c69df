package io.gitops4j.core.diff;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fields without which the API server takes no object of a kind though no schema says so (pkg/apis/…/validation): an apply that
 * would take one away fails for sure, which is better said before it is tried.
 */
final class Requirements {
    private static final Path PORTS = Path.of("spec", "ports");
    private static final Path CONTAINERS = Path.of("spec", "template", "spec", "containers");
    private static final Map<String, List<Path>> REQUIRED = Map.of(
            "v1 Service", List.of(PORTS),
            "apps/v1 Deployment", List.of(CONTAINERS),
            "apps/v1 StatefulSet", List.of(CONTAINERS),
            "apps/v1 DaemonSet", List.of(CONTAINERS),
            "batch/v1 Job", List.of(CONTAINERS));

    private Requirements() {}

    /** The first such field that {@code live} has and {@code predicted} has not. */
    static Optional<Problem> broken(Node.Obj live, Node.Obj predicted) {
        String kind = predicted.text("apiVersion").orElse("") + " "
                + predicted.text("kind").orElse("");
        for (Path field : REQUIRED.getOrDefault(kind, List.of())) {
            if (!Meaning.empty(live.at(field).orElse(Node.nil()))
                    && Meaning.empty(predicted.at(field).orElse(Node.nil()))
                    && !(field.equals(PORTS) && portless(predicted))) {
                return Optional.of(
                        Problem.of(
                                Code.INVALID_OBJECT,
                                Location.nowhere().withField(field.toString()),
                                "the API server requires it, and the declaration takes it away; declare it, or remove the object"));
            }
        }
        return Optional.empty();
    }

    private static boolean portless(Node.Obj service) {
        return service.text("spec", "type").filter("ExternalName"::equals).isPresent()
                || service.text("spec", "clusterIP").filter("None"::equals).isPresent();
    }
}
