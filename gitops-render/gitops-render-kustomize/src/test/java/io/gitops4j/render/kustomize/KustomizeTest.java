package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.testkit.MemorySnapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a host adds, where values come from, and what is taken from builds before. */
class KustomizeTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: 1
              template:
                spec:
                  containers:
                  - name: app
                    image: shop/web:1
            """;

    /** Counts the files that are read. */
    private static final class Counting implements Snapshot {
        private final Snapshot snapshot;
        private int read;

        Counting(Snapshot snapshot) {
            this.snapshot = snapshot;
        }

        @Override
        public Revision revision() {
            return snapshot.revision();
        }

        @Override
        public Optional<Entry> find(RepoPath path) {
            return snapshot.find(path);
        }

        @Override
        public List<Entry> list(RepoPath directory) {
            return snapshot.list(directory);
        }

        @Override
        public byte[] read(RepoPath path, long limit) {
            read++;
            return snapshot.read(path, limit);
        }

        @Override
        public void close() {
            snapshot.close();
        }
    }

    private final KustomizeRenderer renderer = new KustomizeRenderer();

    private static MemorySnapshot.Builder shop(String kustomization) {
        return MemorySnapshot.builder()
                .file("base/kustomization.yaml", "resources:\n- web.yaml\n")
                .file("base/web.yaml", DEPLOYMENT)
                .file("prod/kustomization.yaml", kustomization);
    }

    private List<Manifest> build(MemorySnapshot snapshot, Kustomize options) {
        return renderer.render(RenderRequest.of(snapshot, RepoPath.of("prod"), options), Cancellation.none())
                .manifests();
    }

    private static String text(Manifest manifest, String... keys) {
        return manifest.body()
                .at(keys)
                .map(node -> Printer.yaml(node, Mask.none()).strip())
                .orElse("");
    }

    private static Path image() {
        return Path.of("spec", "template", "spec", "containers").index(0).key("image");
    }

    @Test
    void what_a_host_sets_counts_as_if_the_file_said_it() {
        MemorySnapshot snapshot = shop("""
                        resources: [../base]
                        namespace: from-git
                        namePrefix: a-
                        images: [{name: shop/web, newTag: "2"}]
                        replicas: [{name: web, count: 2}]
                        commonAnnotations: {kept: git}
                        """).build();
        Kustomize options = Kustomize.build()
                .namespace("acme")
                .namePrefix("b-")
                .images("shop/web=registry.example/shop/web:3")
                .replicas("web", 5)
                .label("team", "shop")
                .annotation("added", "host")
                .patch("Deployment", "", "[{op: add, path: /spec/paused, value: true}]");
        Manifest web = build(snapshot, options).get(0);
        assertThat(web.namespace()).contains("acme");
        assertThat(web.name()).contains("b-web");
        assertThat(web.body().at(image())).contains(Node.of("registry.example/shop/web:3"));
        assertThat(text(web, "spec", "replicas")).isEqualTo("5");
        assertThat(text(web, "spec", "paused")).isEqualTo("true");
        assertThat(text(web, "metadata", "labels")).isEqualTo("team: shop");
        assertThat(text(web, "metadata", "annotations")).isEqualTo("added: host\nkept: git");
    }

    @Test
    void the_stored_form_gives_the_same_options_and_says_what_is_wrong() {
        Kustomize options = Kustomize.build()
                .images("a@sha256:0123", "b:1", "c=d", "registry.example:5000/e:1")
                .components("../part")
                .inListedOrder()
                .filesFromAnywhere()
                .managedByLabel();
        assertThat(renderer.parse(renderer.print(options))).isEqualTo(options);
        assertThat(Printer.yaml(renderer.print(options).array("images"), Mask.none()))
                .isEqualTo("""
                        - digest: sha256:0123
                          name: a
                        - name: b
                          newTag: "1"
                        - name: c
                          newName: d
                        - name: registry.example:5000/e
                          newTag: "1"
                        """);
        Node.Obj wrong = Parser.tolerant()
                .parseOne("x.yaml", "{image: [], order: up, patches: [x]}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> renderer.parse(wrong))
                .isInstanceOf(GitOpsException.class)
                .hasMessageContaining("order: must be legacy or fifo")
                .hasMessageContaining("unknown field \"image\"; did you mean \"images\"?")
                .hasMessageContaining("patches[0] must be a map");
        assertThatThrownBy(() -> Kustomize.build().images("nginx")).hasMessageContaining("is no image to set");
    }

    @Test
    void each_value_tells_where_it_was_written_and_what_set_it() {
        MemorySnapshot snapshot = shop("""
                        resources:
                        - ../base
                        namePrefix: x-
                        configMapGenerator:
                        - name: settings
                          literals:
                          - mode=fast
                        patches:
                        - path: more.yaml
                        """).file("prod/more.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          template:
                            spec:
                              containers:
                              - name: side
                                image: side:1
                              - name: app
                                image: shop/web:7
                        """).build();
        List<Manifest> built = build(snapshot, Kustomize.build());
        Manifest settings = built.get(0);
        Manifest web = built.get(1);
        Path containers = Path.of("spec", "template", "spec", "containers");
        assertThat(web.origin(Path.of("spec", "replicas"))).hasToString("base/web.yaml:6:13, spec.replicas");
        assertThat(web.origin(Path.of("metadata", "name")).toString())
                .isEqualTo("prod/kustomization.yaml:3:1, namePrefix (PrefixTransformer)");
        assertThat(web.body().at(containers.index(0).key("name"))).contains(Node.of("side"));
        assertThat(web.origin(containers.index(0).key("image")).toString())
                .startsWith("prod/more.yaml:9:16")
                .endsWith("(PatchTransformer)");
        assertThat(web.origin(containers.index(1).key("image")).toString())
                .startsWith("prod/more.yaml:11:16")
                .endsWith("(PatchTransformer)");
        assertThat(web.origin(containers.index(1).key("name")).toString()).startsWith("base/web.yaml:10:15");
        assertThat(settings.origin(Path.of("data", "mode")).toString())
                .startsWith("prod/kustomization.yaml:7:5")
                .endsWith("(ConfigMapGenerator)");
    }

    @Test
    void a_secret_stays_one_wherever_a_replacement_puts_it() {
        MemorySnapshot snapshot = shop("""
                        resources: [../base]
                        secretGenerator:
                        - name: login
                          literals: [password=hunter2]
                        replacements:
                        - source: {kind: Secret, name: login, fieldPath: data.password}
                          targets:
                          - select: {kind: Deployment}
                            fieldPaths: [metadata.annotations.hint]
                            options: {create: true}
                        """).build();
        Manifest web = build(snapshot, Kustomize.build()).stream()
                .filter(manifest -> manifest.kind().equals("Deployment"))
                .findFirst()
                .orElseThrow();
        assertThat(web.body().text("metadata", "annotations", "hint")).contains("aHVudGVyMg==");
        assertThat(web.sensitive(Path.of("metadata", "annotations", "hint"))).isTrue();
        assertThat(Printer.yaml(web.body(), web.mask())).doesNotContain("aHVudGVyMg");
    }

    @Test
    void folders_that_did_not_change_are_taken_from_builds_before() {
        String overlay = "resources: [../base]\nnamePrefix: p-\n";
        Counting first = new Counting(shop(overlay).build());
        Counting again = new Counting(shop(overlay).build());
        renderer.render(RenderRequest.of(first, RepoPath.of("prod"), Kustomize.build()), Cancellation.none());
        renderer.render(RenderRequest.of(again, RepoPath.of("prod"), Kustomize.build()), Cancellation.none());
        assertThat(first.read).isEqualTo(3);
        assertThat(again.read).isEqualTo(1);

        MemorySnapshot edited = shop(overlay)
                .file("base/web.yaml", DEPLOYMENT.replace("web:1", "web:2"))
                .build();
        assertThat(build(edited, Kustomize.build()).get(0).body().at(image())).contains(Node.of("shop/web:2"));
        // a second file that makes the folder ambiguous was looked for, and was not there
        MemorySnapshot ambiguous =
                shop(overlay).file("base/Kustomization", "resources: []").build();
        assertThatThrownBy(() -> build(ambiguous, Kustomize.build()))
                .hasMessageContaining("Found multiple kustomization files");
    }

    @Test
    void what_is_wrong_in_a_file_of_replacements_has_its_line_there() {
        MemorySnapshot snapshot = shop("resources: [../base]\nreplacements: [{path: r.yaml}]\n")
                .file("prod/r.yaml", """
                        - source: {kind: Deployment}
                          targets: [{select: {kind: Deployment}, fieldPaths: [spec.none]}]
                        """)
                .build();
        assertThatThrownBy(() -> build(snapshot, Kustomize.build()))
                .hasMessage(
                        "prod/r.yaml:1:3, [0]: unable to find field \"spec.none\" in replacement target; the target "
                                + "is Deployment.v1.apps/web.[noNs] of base/web.yaml:1:1");
    }

    @Test
    void a_generator_of_service_accounts_is_a_plugin_too() {
        MemorySnapshot snapshot = shop("""
                        generators:
                        - |-
                          apiVersion: builtin
                          kind: IAMPolicyGenerator
                          metadata: {name: i}
                          cloud: gke
                          kubernetesService: {namespace: n, name: k}
                          serviceAccount: {name: s, projectId: p}
                        """).build();
        assertThat(KustomizeText.of(build(snapshot, Kustomize.build()).stream()
                        .map(Manifest::body)
                        .toList()))
                .isEqualTo("""
                        apiVersion: v1
                        kind: ServiceAccount
                        metadata:
                          annotations:
                            iam.gke.io/gcp-service-account: s@p.iam.gserviceaccount.com
                          name: k
                          namespace: "n"
                        """);
    }
}
