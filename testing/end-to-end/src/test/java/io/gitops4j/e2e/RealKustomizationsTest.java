package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every kustomization of repositories that other projects publish: planned and applied from Git, and then nothing to do. */
class RealKustomizationsTest {
    private static final Set<String> NAMES = Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    /** What the controllers bring; the repository itself has a place for them that is still empty. */
    private static final String FLUX = List.of(
                    "helm.toolkit.fluxcd.io v2 HelmRelease",
                    "source.toolkit.fluxcd.io v1 HelmRepository",
                    "source.toolkit.fluxcd.io v1 OCIRepository")
            .stream()
            .map(kind -> definition(kind.split(" ")))
            .collect(Collectors.joining("---\n"));

    @Test
    void podinfo() {
        assertThat(delivered("podinfo", "", Set.of())).hasSize(8);
    }

    @Test
    void examples_of_argo_cd() {
        assertThat(delivered("argocd-example-apps", "", Set.of())).hasSize(3);
    }

    @Test
    void example_of_flux() {
        Set<String> without =
                Set.of("infrastructure/configs", "clusters/production/flux-system", "clusters/staging/flux-system");
        assertThat(delivered("flux2-kustomize-helm-example", FLUX, without)).hasSize(4);
    }

    @Test
    void an_overlay_of_flux_that_needs_kinds_which_its_charts_bring_names_them() {
        try (Host host = Host.create()) {
            commit(host, "flux2-kustomize-helm-example");
            Application configs = application(host, "infrastructure/configs");
            assertThatThrownBy(() -> host.plan(configs))
                    .isInstanceOfSatisfying(
                            GitOpsException.class,
                            refused -> assertThat(refused.code()).isEqualTo(Code.UNKNOWN_KIND));
        }
    }

    private static String definition(String... kind) {
        String plural = (kind[2].toLowerCase(Locale.ROOT) + "s").replace("ys", "ies");
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %4$s.%1$s}
                spec:
                  group: %1$s
                  scope: Namespaced
                  names: {kind: %3$s, plural: %4$s}
                  versions:
                  - name: %2$s
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted(kind[0], kind[1], kind[2], plural);
    }

    /** Delivers each kustomization to a cluster of its own, after the definitions of kinds that its objects are of. */
    private static List<String> delivered(String repository, String definitions, Set<String> without) {
        List<String> done = new ArrayList<>();
        List<String> folders = List.of();
        int next = 0;
        do {
            try (Host host = Host.create()) {
                folders = commit(host, repository).stream()
                        .filter(folder -> !without.contains(folder))
                        .toList();
                String folder = folders.get(next++);
                if (!definitions.isEmpty()) {
                    host.git.write("definitions/all.yaml", definitions).commit("definitions");
                    deliver(host, "definitions");
                }
                deliver(host, folder);
                done.add(folder);
            }
        } while (next < folders.size());
        return done;
    }

    private static void deliver(Host host, String folder) {
        Application application = application(host, folder);
        Plan plan = host.plan(application);
        assertThat(plan.changes()).as(folder).isNotEmpty();
        Run run = host.apply(plan);
        assertThat(run.outcome()).as(folder).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        Run[] again = new Run[1];
        assertThat(host.during(() -> again[0] = host.reconcile(application)).writes())
                .as(folder)
                .isZero();
        assertThat(again[0].outcome().kind()).as(folder).isEqualTo(Outcome.Kind.NO_CHANGE);
    }

    private static Application application(Host host, String folder) {
        String name = folder.replace('/', '-').toLowerCase(Locale.ROOT);
        return host.app(name, folder).timeout(Duration.ZERO).build();
    }

    /** Commits the repository; its kustomizations that are no components. */
    private static List<String> commit(Host host, String repository) {
        Path root = Shared.folder("GITOPS4J_REALWORLD", "shared/realworld").resolve(repository);
        List<Path> files = Shared.files(root);
        for (Path file : files) {
            host.git.write(root.relativize(file).toString().replace('\\', '/'), Shared.bytes(file));
        }
        host.git.commit(repository);
        return files.stream()
                .filter(file -> NAMES.contains(file.getFileName().toString()))
                .filter(file -> !new String(Shared.bytes(file), StandardCharsets.UTF_8).contains("kind: Component"))
                .map(file -> root.relativize(file.getParent()).toString())
                .sorted()
                .toList();
    }
}
