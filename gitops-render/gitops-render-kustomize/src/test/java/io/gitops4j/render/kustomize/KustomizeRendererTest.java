package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.RenderCall;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.RenderResult;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.tree.Path;
import io.gitops4j.testkit.MemorySnapshot;
import io.gitops4j.testkit.RendererContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class KustomizeRendererTest extends RendererContract<Kustomize> {
    @Override
    protected Renderer<Kustomize> renderer() {
        return new KustomizeRenderer();
    }

    @Override
    protected MemorySnapshot.Builder folder() {
        return MemorySnapshot.builder()
                .file("deploy/kustomization.yaml", "resources:\n- web.yaml\n- ../base\n")
                .file("deploy/web.yaml", object("web"))
                .file("base/kustomization.yaml", "resources: [api.yaml]\n")
                .file("base/api.yaml", object("api"));
    }

    @Override
    protected String input() {
        return "deploy/web.yaml";
    }

    @Override
    protected Kustomize options() {
        return Kustomize.build().namespace("shop").images("a=b:c");
    }

    @Test
    void builds_resources_depth_first_in_the_order_in_which_they_are_listed() {
        MemorySnapshot snapshot = folder().file(
                        "deploy/kustomization.yaml", "resources: [z.yaml, ../base, sub/a.yaml, nested/]")
                .file("deploy/z.yaml", object("z") + "---\n" + object("more"))
                .file("deploy/sub/a.yaml", object("a"))
                .file("deploy/nested/Kustomization", "resources: [n.yaml]")
                .file("deploy/nested/n.yaml", object("nested"))
                .file("deploy/unlisted.yaml", object("unlisted"))
                .build();
        Rendered listed = renderer()
                .render(RenderRequest.of(snapshot, base(), Kustomize.build().inListedOrder()), Cancellation.none());
        assertThat(places(listed))
                .containsExactly(
                        "z deploy/z.yaml:1:1",
                        "more deploy/z.yaml:5:1",
                        "api base/api.yaml:1:1",
                        "a deploy/sub/a.yaml:1:1",
                        "nested deploy/nested/n.yaml:1:1");
    }

    @Test
    void names_every_field_that_it_does_not_know() {
        refuses(
                """
                apiVersion: kustomize.config.k8s.io/v1
                kind: Kustomisation
                namePrefix: dev-
                patches:
                - path: web.yaml
                bases: [../base]
                vars: []
                resource: [web.yaml]
                foo: bar
                """,
                "deploy/kustomization.yaml:2:1, kind: kind should be Kustomization or Component",
                "deploy/kustomization.yaml:1:1, apiVersion: apiVersion for Kustomisation should be"
                        + " kustomize.config.k8s.io/v1beta1",
                "deploy/kustomization.yaml:9:1, foo: unknown field \"foo\"",
                "deploy/kustomization.yaml:8:1, resource: unknown field \"resource\"; did you mean \"resources\"?");
    }

    @Test
    void names_every_resource_that_it_cannot_read() {
        refuses("""
            resources:
            - wep.yaml
            - ../base/api.yaml
            - ../base/kustomization.yaml
            - https://github.com/acme/shop//deploy?ref=v1
            - github.com/acme/shop
            - git@github.com:acme/shop.git
            - ../../outside
            - /etc/passwd
            - kustomization.yaml
            - ../docs
            - ..
            - .
            - 7
            """, "deploy/kustomization.yaml:14:3, resources[12]: resources[12] must be a string, not a number");
        refuses(
                """
                resources:
                - wep.yaml
                - ../base/api.yaml
                - https://github.com/acme/shop//deploy?ref=v1
                - github.com/acme/shop
                - git@github.com:acme/shop.git
                - ../../outside
                - /etc/passwd
                - kustomization.yaml
                - ../docs
                - ..
                - .
                """,
                "deploy/kustomization.yaml:2:3, resources[0]: there is no file or folder \"wep.yaml\"; did"
                        + " you mean \"web.yaml\"? (accumulating resources: accumulation err='accumulating resources"
                        + " from 'wep.yaml': evalsymlink failure on '/deploy/wep.yaml' : '/deploy/wep.yaml' doesn't"
                        + " exist': must build at directory: not a valid directory: evalsymlink failure on"
                        + " '/deploy/wep.yaml' : '/deploy/wep.yaml' doesn't exist)",
                "deploy/kustomization.yaml:3:3, resources[1]: security; file '/base/api.yaml' is not in or"
                        + " below '/deploy': move it there, or list a folder that has it in a kustomization of its"
                        + " own (accumulating resources: accumulation err='accumulating resources from"
                        + " '../base/api.yaml': security; file '/base/api.yaml' is not in or below '/deploy'': must"
                        + " build at directory: '/base/api.yaml': file is not directory)",
                "deploy/kustomization.yaml:4:3, resources[2]: reading from another repository is not"
                        + " allowed here; copy what is needed into this repository",
                "deploy/kustomization.yaml:5:3, resources[3]: reading from another repository is not"
                        + " allowed here; copy what is needed into this repository",
                "deploy/kustomization.yaml:6:3, resources[4]: reading from another repository is not"
                        + " allowed here; copy what is needed into this repository",
                "deploy/kustomization.yaml:7:3, resources[5]: the path \"../../outside\" leaves the" + " repository",
                "deploy/kustomization.yaml:8:3, resources[6]: there is no file or folder \"/etc/passwd\""
                        + " (accumulating resources: accumulation err='accumulating resources from '/etc/passwd':"
                        + " evalsymlink failure on '/etc/passwd' : '/etc/passwd' doesn't exist': new root"
                        + " '/etc/passwd' cannot be absolute)",
                "deploy/kustomization.yaml:9:3, resources[7]: \"kustomization.yaml\" is a kustomization"
                        + " file, no resource: list its folder",
                "deploy/kustomization.yaml:10:3, resources[8]: accumulating resources: unable to find one"
                        + " of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '/docs'",
                "deploy/kustomization.yaml:11:3, resources[9]: cycle detected: candidate root '/' contains"
                        + " visited root '/deploy' (/deploy -> /)",
                "deploy/kustomization.yaml:12:3, resources[10]: cycle detected: candidate root '/deploy'"
                        + " contains visited root '/deploy' (/deploy -> /deploy)");
    }

    @Test
    void names_a_circle_with_its_whole_way() {
        MemorySnapshot snapshot = folder().file("base/kustomization.yaml", "resources: [../more]\n")
                .file("more/kustomization.yaml", "resources: [../deploy]\n")
                .build();
        assertThatThrownBy(() -> render(snapshot))
                .hasMessage(
                        "more/kustomization.yaml:1:13, resources[0]: cycle detected: candidate root '/deploy' contains"
                                + " visited root '/deploy' (/deploy -> /base -> /more -> /deploy)");
    }

    @Test
    void refuses_an_object_that_comes_twice_and_names_both_places() {
        MemorySnapshot snapshot = folder().file(
                        "deploy/kustomization.yaml", "resources: [web.yaml, ../base, again.yaml]")
                .file(
                        "deploy/again.yaml",
                        object("other") + "---\n" + object("web").replace("}", ", namespace: default}"))
                .build();
        assertThatThrownBy(() -> render(snapshot))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.DUPLICATE_OBJECT))
                .hasMessage(
                        "deploy/again.yaml:5:1, ConfigMap default/web: may not add resource with an already registered"
                                + " id: ConfigMap.v1.[noGrp]/web.default; it comes from deploy/web.yaml:1:1 already");
    }

    @Test
    void names_what_is_no_object_in_a_resource() {
        MemorySnapshot snapshot =
                folder().file("deploy/web.yaml", "replicas: 3\n").build();
        assertThatThrownBy(() -> render(snapshot))
                .hasMessage(
                        "deploy/web.yaml:1:1: accumulating resources: accumulating resources from 'web.yaml': missing"
                                + " Resource metadata: this is no Kubernetes object");
    }

    @Test
    void refuses_two_kustomization_files_and_an_empty_one() {
        MemorySnapshot two =
                folder().file("deploy/Kustomization", "resources: []").build();
        assertThatThrownBy(() -> render(two))
                .hasMessage("deploy: Found multiple kustomization files: kustomization.yaml, Kustomization; keep one of"
                        + " them");
        refuses(
                "# nothing yet\n",
                "deploy/kustomization.yaml: kustomization.yaml is empty: list at least one file under resources");
        refuses(
                "kind: Kustomization\n",
                "deploy/kustomization.yaml:1:1: kustomization.yaml is empty: list at least one file under resources");
    }

    @Test
    void builds_a_base_once_however_many_ways_lead_to_it() {
        MemorySnapshot.Builder builder = MemorySnapshot.builder();
        int levels = 40;
        for (int i = 0; i < levels; i++) {
            for (String side : List.of("a", "b")) {
                builder.file(
                        "l" + i + side + "/kustomization.yaml",
                        i + 1 == levels
                                ? "resources: [../base]"
                                : "resources: [../l" + (i + 1) + "a, ../l" + (i + 1) + "b]");
            }
        }
        MemorySnapshot snapshot = builder.file("deploy/kustomization.yaml", "resources: [../l0a]")
                .file("base/kustomization.yaml", "resources: [api.yaml]")
                .file("base/api.yaml", object("api"))
                .build();
        assertThatThrownBy(() -> render(snapshot)).hasMessageContaining("already registered id");
    }

    @Test
    void is_found_by_service_loader_and_claims_its_folders() {
        List<Renderer<?>> found = Renderers.discover(getClass().getClassLoader());
        assertThat(found.stream().map(Renderer::id)).containsExactly("kustomize");
        RenderResult result =
                Renderers.of(found).render(RenderCall.of(folder().build(), RepoPath.root()), Cancellation.none());
        assertThat(result.renderer()).isEqualTo("plain");
        assertThat(result.rendered().manifests()).hasToString("[ConfigMap api, ConfigMap api, ConfigMap web]");
    }

    private void refuses(String kustomization, String... lines) {
        MemorySnapshot snapshot = folder().file("deploy/kustomization.yaml", kustomization)
                .file("docs/README.md", "words")
                .build();
        assertThatThrownBy(() -> render(snapshot)).hasMessage(String.join("\n", lines));
    }

    private static List<String> places(Rendered rendered) {
        return rendered.manifests().stream()
                .map(manifest -> manifest.name().orElse("?") + " " + manifest.origin(Path.root()))
                .toList();
    }

    private static String object(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\n";
    }
}
