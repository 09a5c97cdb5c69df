package io.gitops4j.core.resource;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Where the API takes nothing but strings and people write numbers: labels and annotations (ObjectMeta, also where
 * built-in workloads embed it), selectors, the data of a ConfigMap or Secret, and the values of environment variables.
 * A commit hash such as {@code 72043e2} is a number to YAML, and must not become another hash in silence. Null is left
 * alone: the API reads it as the empty string.
 */
final class StringFields {
    private static final Set<String> WORKLOADS = Set.of(
            "Deployment.apps",
            "StatefulSet.apps",
            "DaemonSet.apps",
            "ReplicaSet.apps",
            "Job.batch",
            "ReplicationController");
    private static final Map<String, List<String>> MAPS = Map.of(
            "ConfigMap", List.of("data", "binaryData"),
            "Secret", List.of("data", "stringData"),
            "Service", List.of("spec.selector"),
            "ReplicationController", List.of("spec.selector"),
            "Deployment.apps", List.of("spec.selector.matchLabels"),
            "StatefulSet.apps", List.of("spec.selector.matchLabels"),
            "DaemonSet.apps", List.of("spec.selector.matchLabels"),
            "ReplicaSet.apps", List.of("spec.selector.matchLabels"));
    private static final List<String> CONTAINERS = List.of("containers", "initContainers", "ephemeralContainers");

    private final Manifest manifest;
    private final BiConsumer<Path, String> problems;

    private StringFields(Manifest manifest, BiConsumer<Path, String> problems) {
        this.manifest = manifest;
        this.problems = problems;
    }

    /** Reports every value of {@code manifest} that must be a string and is none. */
    static void check(Manifest manifest, BiConsumer<Path, String> problems) {
        new StringFields(manifest, problems).check();
    }

    /** What to say of {@code node}, which must be a string and is none. */
    static String noString(Path path, Node node) {
        boolean scalar = node instanceof Node.Num || node instanceof Node.Bool;
        String last = path.isIndex(path.length() - 1) ? "- " : path.keyAt(path.length() - 1) + ": ";
        return scalar
                ? "the value must be a string, but without quotes YAML reads it as " + Words.of(node)
                        + "; quote it, as in " + last + "\"...\""
                : "the value must be a string, but it is " + Words.of(node) + "; write a string";
    }

    private void check() {
        String kind = manifest.groupKind().toString();
        metadata(Path.of("metadata"));
        MAPS.getOrDefault(kind, List.of()).forEach(path -> strings(Path.of(path.split("\\."))));
        if (kind.equals("Pod")) {
            podSpec(Path.of("spec"));
        } else if (kind.equals("PodTemplate")) {
            template(Path.of("template"));
        } else if (kind.equals("CronJob.batch")) {
            metadata(Path.of("spec", "jobTemplate", "metadata"));
            template(Path.of("spec", "jobTemplate", "spec", "template"));
        } else if (WORKLOADS.contains(kind)) {
            template(Path.of("spec", "template"));
        }
        if (kind.equals("StatefulSet.apps")) {
            each(Path.of("spec", "volumeClaimTemplates")).forEach(claim -> metadata(claim.key("metadata")));
        }
    }

    private void template(Path template) {
        metadata(template.key("metadata"));
        podSpec(template.key("spec"));
    }

    private void podSpec(Path spec) {
        strings(spec.key("nodeSelector"));
        for (String containers : CONTAINERS) {
            for (Path container : each(spec.key(containers))) {
                each(container.key("env")).forEach(variable -> string(variable.key("value")));
            }
        }
        for (Path volume : each(spec.key("volumes"))) {
            metadata(volume.key("ephemeral").key("volumeClaimTemplate").key("metadata"));
        }
    }

    private void metadata(Path metadata) {
        strings(metadata.key("labels"));
        strings(metadata.key("annotations"));
    }

    private void strings(Path path) {
        Optional<Node> found = manifest.body().at(path);
        if (found.isEmpty() || found.get() instanceof Node.Null) {
            return;
        }
        if (found.get() instanceof Node.Obj map) {
            map.keys().forEach(key -> string(path.key(key)));
        } else {
            problems.accept(
                    path,
                    "the value must be a mapping of strings, but it is " + Words.of(found.get()) + "; write a mapping");
        }
    }

    private void string(Path path) {
        manifest.body()
                .at(path)
                .filter(node -> !(node instanceof Node.Str) && !(node instanceof Node.Null))
                .ifPresent(node -> problems.accept(path, noString(path, node)));
    }

    private List<Path> each(Path array) {
        int size = manifest.body()
                .at(array)
                .map(node -> node instanceof Node.Arr arr ? arr.size() : 0)
                .orElse(0);
        List<Path> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(array.index(i));
        }
        return items;
    }
}
