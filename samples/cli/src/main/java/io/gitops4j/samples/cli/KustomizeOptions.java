package io.gitops4j.samples.cli;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.render.kustomize.Kustomize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is wanted beside what a kustomization says; each counts as if its file said it. */
final class KustomizeOptions {
    @Option(names = "--kustomize-namespace", paramLabel = "NS", description = "The namespace of all objects")
    private @Nullable String namespace;

    @Option(names = "--kustomize-prefix", paramLabel = "TEXT", description = "What every name begins with")
    private @Nullable String prefix;

    @Option(names = "--kustomize-suffix", paramLabel = "TEXT", description = "What every name ends with")
    private @Nullable String suffix;

    @Option(
            names = "--kustomize-image",
            paramLabel = "IMAGE",
            description =
                    "name=newName:tag, name=newName, name:tag or name@digest; may be repeated, as all that follow")
    private List<String> images = new ArrayList<>();

    @Option(names = "--kustomize-replicas", paramLabel = "NAME=COUNT", description = "Replicas of a workload")
    private Map<String, Long> replicas = new LinkedHashMap<>();

    @Option(names = "--kustomize-label", paramLabel = "KEY=VALUE", description = "A label of all objects")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--kustomize-annotation", paramLabel = "KEY=VALUE", description = "An annotation of all objects")
    private Map<String, String> annotations = new LinkedHashMap<>();

    @Option(names = "--kustomize-patch", paramLabel = "FILE", description = "A strategic merge patch on this machine")
    private List<Path> patches = new ArrayList<>();

    @Option(names = "--kustomize-component", paramLabel = "DIR", description = "A component, beside the kustomization")
    private List<String> components = new ArrayList<>();

    /** Whether anything is wanted. */
    boolean given() {
        return !options().equals(Kustomize.build());
    }

    /** All that is wanted. */
    Kustomize options() {
        Kustomize options = Kustomize.build();
        options = namespace == null ? options : options.namespace(namespace);
        options = prefix == null ? options : options.namePrefix(prefix);
        options = suffix == null ? options : options.nameSuffix(suffix);
        options = options.images(images.toArray(new String[0])).components(components.toArray(new String[0]));
        for (Map.Entry<String, Long> one : replicas.entrySet()) {
            options = options.replicas(one.getKey(), one.getValue());
        }
        for (Map.Entry<String, String> one : labels.entrySet()) {
            options = options.label(one.getKey(), one.getValue());
        }
        for (Map.Entry<String, String> one : annotations.entrySet()) {
            options = options.annotation(one.getKey(), one.getValue());
        }
        for (Path one : patches) {
            options = options.patch(text(one));
        }
        return options;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.file(file.toString()),
                    Files.exists(file) ? "the patch cannot be read" : "there is no such patch"));
        }
    }
}
