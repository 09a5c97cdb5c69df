package io.gitops4j.testing;

import io.gitops4j.testkit.GitFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A repository that another project publishes, and those of its kustomizations that can be delivered as they stand: all but
 * components, and but those whose place for what a tool generates is still empty. The copies lie in the folder that {@code
 * GITOPS4J_REALWORLD} names; where there is none, the test that asks is skipped.
 */
public final class RealRepository {
    /** Kustomizations of one application, and of several with overlays. */
    public static final RealRepository PODINFO = new RealRepository("podinfo", Set.of(), Map.of());

    /** The examples of Argo CD. */
    public static final RealRepository ARGOCD_EXAMPLE_APPS =
            new RealRepository("argocd-example-apps", Set.of(), Map.of());

    /** The example of Flux, whose objects are of kinds that its controllers and charts bring. */
    public static final RealRepository FLUX2_KUSTOMIZE_HELM_EXAMPLE = new RealRepository(
            "flux2-kustomize-helm-example",
            Set.of("clusters/production/flux-system", "clusters/staging/flux-system"),
            Map.of("infrastructure/configs", "infrastructure/controllers"),
            "helm.toolkit.fluxcd.io/v2 HelmRelease helmreleases Namespaced",
            "source.toolkit.fluxcd.io/v1 HelmRepository helmrepositories Namespaced",
            "source.toolkit.fluxcd.io/v1 OCIRepository ocirepositories Namespaced",
            "cert-manager.io/v1 ClusterIssuer clusterissuers Cluster",
            "gateway.networking.k8s.io/v1 GatewayClass gatewayclasses Cluster",
            "gateway.networking.k8s.io/v1 Gateway gateways Namespaced");

    private static final Set<String> NAMES = Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");
    private static final String DEFINITIONS = "definitions";

    private final String folder;
    private final Set<String> empty;
    private final Map<String, String> after;
    private final List<String> kinds;

    /**
     * @param empty the kustomizations that wait for what a tool generates
     * @param after which kustomization must be there before another one, as the repository orders them
     * @param kinds what has to be defined before: version, kind, plural and scope
     */
    private RealRepository(String folder, Set<String> empty, Map<String, String> after, String... kinds) {
        this.folder = folder;
        this.empty = empty;
        this.after = after;
        this.kinds = List.of(kinds);
    }

    /** All of them. */
    public static List<RealRepository> all() {
        return List.of(PODINFO, ARGOCD_EXAMPLE_APPS, FLUX2_KUSTOMIZE_HELM_EXAMPLE);
    }

    /** Commits the repository as it stands, and beside it the definitions of the kinds that it needs. */
    public void commitTo(GitFixture git) {
        for (Path file : Shared.files(root())) {
            git.write(relative(file), Shared.bytes(file));
        }
        if (!kinds.isEmpty()) {
            String definitions = String.join(
                    "---\n", kinds.stream().map(RealRepository::definition).toList());
            git.write(DEFINITIONS + "/all.yaml", definitions);
        }
        git.commit(folder);
    }

    /** The folders of its kustomizations, sorted. */
    public List<String> kustomizations() {
        return Shared.files(root()).stream()
                .filter(file -> NAMES.contains(file.getFileName().toString()))
                .filter(file -> !new String(Shared.bytes(file), StandardCharsets.UTF_8).contains("kind: Component"))
                .map(file -> relative(file.resolveSibling("")))
                .filter(found -> !empty.contains(found))
                .sorted()
                .toList();
    }

    /** The folders that have to be delivered before {@code kustomization}, in order. */
    public List<String> before(String kustomization) {
        List<String> before = new ArrayList<>();
        if (!kinds.isEmpty()) {
            before.add(DEFINITIONS);
        }
        if (after.containsKey(kustomization)) {
            before.add(after.get(kustomization));
        }
        return before;
    }

    private Path root() {
        return Shared.folder("GITOPS4J_REALWORLD", "shared/realworld").resolve(folder);
    }

    private String relative(Path file) {
        return root().relativize(file).toString().replace('\\', '/');
    }

    private static String definition(String kind) {
        String[] parts = kind.split("[/ ]");
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata:
                  name: %4$s.%1$s
                  annotations: {api-approved.kubernetes.io: "unapproved, a stand-in for tests"}
                spec:
                  group: %1$s
                  scope: %5$s
                  names: {kind: %3$s, plural: %4$s}
                  versions:
                  - name: %2$s
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted((Object[]) parts);
    }

    /** As it is published. */
    @Override
    public String toString() {
        return folder;
    }
}
