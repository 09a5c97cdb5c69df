package io.gitops4j.e2e;

import io.gitops4j.testing.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folders of a tree of repositories that can be delivered by themselves: kustomizations, and plain manifests. */
final class RealFolders {
    private static final Set<String> KUSTOMIZATIONS =
            Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private final Path root;
    private final List<String> found = new ArrayList<>();

    private RealFolders(Path root) {
        this.root = root;
    }

    /** Their paths below {@code root}, sorted; charts and templates are none, components are built in what names them. */
    static List<String> of(Path root) {
        RealFolders folders = new RealFolders(root);
        children(root).filter(Files::isDirectory).forEach(folders::visit);
        return folders.found.stream().sorted().toList();
    }

    private void visit(Path folder) {
        if (Files.exists(folder.resolve("Chart.yaml"))) {
            return;
        }
        List<Path> kustomizations = Shared.files(folder).stream()
                .filter(RealFolders::isKustomization)
                .toList();
        boolean here = kustomizations.stream().anyMatch(file -> folder.equals(file.getParent()));
        boolean charts = Shared.files(folder).stream().anyMatch(file -> file.endsWith("Chart.yaml"));
        if (here ? !component(folder) : kustomizations.isEmpty() && !charts && hasManifests(folder)) {
            found.add(root.relativize(folder).toString().replace('\\', '/'));
        }
        if (!kustomizations.isEmpty() || charts) {
            children(folder).filter(Files::isDirectory).forEach(this::visit);
        }
    }

    static boolean isKustomization(Path file) {
        return KUSTOMIZATIONS.contains(file.getFileName().toString());
    }

    private static boolean component(Path folder) {
        return children(folder)
                .filter(RealFolders::isKustomization)
                .anyMatch(file -> SafetyCases.text(file).contains("kind: Component"));
    }

    private static boolean hasManifests(Path folder) {
        return Shared.files(folder).stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .anyMatch(file -> SafetyCases.text(file).contains("apiVersion:"));
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
