package io.gitops4j.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainWalkTest {
    private static final PlainOptions ALL = PlainOptions.defaults();

    @Test
    void takes_yaml_and_json_files_in_the_order_of_their_names_at_any_depth() {
        FilesSnapshot snapshot = FilesSnapshot.of(
                "deploy/b.yaml",
                object("b"),
                "deploy/c/d.yml",
                object("d"),
                "deploy/a.JSON",
                "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"a\"}}",
                "deploy/e.yaml",
                object("e") + "---\n" + object("f"),
                "deploy/README.md",
                "# no manifest",
                "other/x.yaml",
                object("x"));
        assertThat(places(render(snapshot, ALL)))
                .containsExactly(
                        "a deploy/a.JSON:1:1",
                        "b deploy/b.yaml:1:1",
                        "d deploy/c/d.yml:1:1",
                        "e deploy/e.yaml:1:1",
                        "f deploy/e.yaml:5:1");
    }

    @Test
    void gives_nothing_for_empty_files_and_documents() {
        FilesSnapshot snapshot = FilesSnapshot.of(
                "deploy/empty.yaml",
                "",
                "deploy/comment.yaml",
                "# later\n---\n---\n# more\n",
                "deploy/null.yaml",
                "~\n");
        assertThat(render(snapshot, ALL).manifests()).isEmpty();
    }

    @Test
    void leaves_out_names_that_begin_with_a_dot() {
        FilesSnapshot snapshot = FilesSnapshot.of(
                "deploy/.github/ci.yaml", "on: push", "deploy/.sops.yaml", "rules: []", "deploy/a.yaml", object("a"));
        assertThat(places(render(snapshot, ALL))).containsExactly("a deploy/a.yaml:1:1");
    }

    @Test
    void keeps_lists_as_they_are() {
        FilesSnapshot snapshot = FilesSnapshot.of("deploy/list.yaml", "apiVersion: v1\nkind: List\nitems: []\n");
        assertThat(render(snapshot, ALL).manifests()).hasSize(1);
    }

    @Test
    void names_every_file_that_holds_no_object_and_the_way_out() {
        FilesSnapshot snapshot = FilesSnapshot.of(
                "deploy/a.yaml", object("a") + "---\nreplicas: 3\n",
                "deploy/b/values.yaml", "image: shop\n",
                "deploy/c.json", "[1]",
                "deploy/d.yaml", "apiVersion: v1\n",
                "deploy/e.yaml", "words\n",
                "deploy/f.yaml", "a: [\n");
        assertThatThrownBy(() -> render(snapshot, ALL)).isInstanceOfSatisfying(GitOpsException.class, refused -> {
            assertThat(refused.problems().stream().map(problem -> problem.code().id()))
                    .containsExactly(
                            "invalid-object",
                            "invalid-object",
                            "invalid-object",
                            "invalid-object",
                            "invalid-object",
                            "invalid-text");
            assertThat(refused.getMessage().lines().limit(5))
                    .containsExactly(
                            "deploy/a.yaml:5:1: this is no Kubernetes object: it has no apiVersion and no kind; if it"
                                    + " is not meant for the cluster, exclude it: exclude: [\"/a.yaml\"]",
                            "deploy/b/values.yaml:1:1: this is no Kubernetes object: it has no apiVersion and no kind;"
                                    + " if it is not meant for the cluster, exclude it: exclude: [\"/b/values.yaml\"]",
                            "deploy/c.json:1:1: this is no Kubernetes object: it is a list; if it is not meant for the"
                                    + " cluster, exclude it: exclude: [\"/c.json\"]",
                            "deploy/d.yaml:1:1: this is no Kubernetes object: it has no kind; if it is not meant for"
                                    + " the cluster, exclude it: exclude: [\"/d.yaml\"]",
                            "deploy/e.yaml:1:1: this is no Kubernetes object: it is no mapping; if it is not meant for"
                                    + " the cluster, exclude it: exclude: [\"/e.yaml\"]");
        });
        PlainOptions some = ALL.exclude("values.yaml", "[c-f].*");
        assertThatThrownBy(() -> render(snapshot, some)).hasMessageStartingWith("deploy/a.yaml:5:1: ");
    }

    @Test
    void names_twenty_problems_and_counts_the_rest() {
        FilesSnapshot snapshot = FilesSnapshot.of();
        for (int i = 10; i < 40; i++) {
            snapshot = snapshot.with("deploy/" + i + ".yaml", "a: b");
        }
        FilesSnapshot many = snapshot;
        assertThatThrownBy(() -> render(many, ALL)).isInstanceOfSatisfying(GitOpsException.class, refused -> {
            assertThat(refused.problems()).hasSize(21);
            assertThat(refused.problems().get(20).text()).isEqualTo("and 10 more");
        });
    }

    @Test
    void takes_what_is_included_and_not_excluded() {
        FilesSnapshot snapshot = FilesSnapshot.of(
                "deploy/dev/a.yaml", object("a"),
                "deploy/prod/b.yaml", object("b"),
                "deploy/prod/b-test.yaml", object("t"),
                "deploy/c.yaml", object("c"));
        assertThat(names(render(snapshot, ALL.include("prod/**", "/c.yaml").exclude("*-test.yaml"))))
                .containsExactly("c", "b");
        assertThat(names(render(snapshot, ALL.exclude("prod")))).containsExactly("c", "a");
        assertThat(names(render(snapshot, ALL.withoutSubfolders()))).containsExactly("c");
    }

    @Test
    void renders_a_subfolder_that_a_renderer_claims_as_a_unit_in_its_place() {
        FilesSnapshot snapshot = FilesSnapshot.of(
                "deploy/a.yaml", object("a"),
                "deploy/base/kustomization.yaml", "resources: [x.yaml]",
                "deploy/base/x.yaml", object("x"),
                "deploy/c.yaml", object("c"));
        Rendered unit = Rendered.of(List.of(render(FilesSnapshot.of("deploy/u.yaml", object("u")), ALL)
                        .manifests()
                        .get(0)))
                .notRepeatable();
        Units units = folder -> folder.name().equals("base") ? Optional.of(unit) : Optional.empty();
        Rendered rendered = render(request(snapshot, ALL).with(units));
        assertThat(names(rendered)).containsExactly("a", "u", "c");
        assertThat(rendered.repeatable()).isFalse();
        assertThat(names(render(request(snapshot, ALL.exclude("base")).with(units))))
                .containsExactly("a", "c");
        assertThat(names(render(request(snapshot, ALL.include("[ac].yaml")).with(units))))
                .containsExactly("a", "c");
    }

    @Test
    void warns_of_a_kustomization_that_it_does_not_use() {
        FilesSnapshot snapshot =
                FilesSnapshot.of("deploy/kustomization.yaml", "resources: [a.yaml]", "deploy/a.yaml", object("a"));
        Rendered rendered = render(snapshot, ALL);
        assertThat(names(rendered)).containsExactly("a");
        assertThat(rendered.warnings().stream().map(Warning::text))
                .containsExactly(
                        "deploy/kustomization.yaml: this kustomization is not used, because the folder is rendered as"
                                + " plain files; choose the renderer \"kustomize\" for the folder, or exclude the file:"
                                + " exclude: [\"/kustomization.yaml\"]");
        assertThat(render(snapshot, ALL.exclude("kustomization.yaml")).warnings())
                .isEmpty();
    }

    @Test
    void renders_just_the_file_that_it_is_given() {
        FilesSnapshot snapshot = FilesSnapshot.of(
                "deploy/a.yaml",
                object("a"),
                "deploy/b.yaml",
                object("b"),
                "deploy/kustomization.yaml",
                "resources: []");
        assertThat(names(render(RenderRequest.of(snapshot, RepoPath.of("deploy/b.yaml"), ALL))))
                .containsExactly("b");
        assertThatThrownBy(() -> render(RenderRequest.of(snapshot, RepoPath.of("deploy/kustomization.yaml"), ALL)))
                .hasMessage(
                        "deploy/kustomization.yaml: this is a kustomization, not a file of objects: give its folder as"
                                + " the path");
    }

    @Test
    void names_what_is_there_in_place_of_a_missing_path() {
        FilesSnapshot snapshot = FilesSnapshot.of("deploy/prod/a.yaml", object("a"), "deploy/dev/a.yaml", object("a"));
        assertThatThrownBy(() -> render(RenderRequest.of(snapshot, RepoPath.of("deploy/prdo"), ALL)))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.SOURCE_NOT_FOUND))
                .hasMessage("deploy/prdo: there is no such path in main@0123456; beside it is prod");
        assertThatThrownBy(() -> render(RenderRequest.of(snapshot, RepoPath.of("deply/prod/eu"), ALL)))
                .hasMessage(
                        "deply/prod/eu: there is no such path in main@0123456, because there is no \"deply\"; beside"
                                + " it is deploy");
        assertThatThrownBy(() -> render(RenderRequest.of(snapshot, RepoPath.of("deploy/staging"), ALL)))
                .hasMessage("deploy/staging: there is no such path in main@0123456; beside it are dev, prod");
    }

    @Test
    void renders_the_root_of_a_repository() {
        assertThat(names(render(RenderRequest.of(FilesSnapshot.of("a.yaml", object("a")), RepoPath.root(), ALL))))
                .containsExactly("a");
    }

    @Test
    void stops_at_its_limits() {
        RenderLimits limits = new RenderLimits(
                10, 1_000, 1, 1, TextLimits.builder().bytes(100).build());
        FilesSnapshot deep = FilesSnapshot.of("deploy/a/b/c.yaml", object("c"));
        assertThatThrownBy(() -> render(request(deep, ALL).with(limits)))
                .hasMessage("deploy/a/b: folders nest over 1 levels; if the repository is trusted, raise the limit in"
                        + " RenderLimits");
        FilesSnapshot two = FilesSnapshot.of("deploy/a.yaml", object("a"), "deploy/b.yaml", object("b"));
        assertThatThrownBy(() -> render(request(two, ALL).with(limits)))
                .hasMessage(
                        "deploy/b.yaml: the folder has over 1 objects; if the repository is trusted, raise the limit in"
                                + " RenderLimits");
        FilesSnapshot large = FilesSnapshot.of("deploy/a.yaml", "#".repeat(101));
        assertThatThrownBy(() -> render(request(large, ALL).with(limits)))
                .hasMessage("deploy/a.yaml: this file has 101 bytes, over the limit of 100");
    }

    private static RenderRequest<PlainOptions> request(FilesSnapshot snapshot, PlainOptions options) {
        return RenderRequest.of(snapshot, RepoPath.of("deploy"), options);
    }

    private static Rendered render(FilesSnapshot snapshot, PlainOptions options) {
        return render(request(snapshot, options));
    }

    private static Rendered render(RenderRequest<PlainOptions> request) {
        return Renderers.plain().render(request, Cancellation.none());
    }

    private static List<String> names(Rendered rendered) {
        return rendered.manifests().stream()
                .map(manifest -> manifest.name().orElse("?"))
                .toList();
    }

    private static List<String> places(Rendered rendered) {
        return rendered.manifests().stream().map(PlainWalkTest::place).toList();
    }

    private static String place(Manifest manifest) {
        return manifest.name().orElse("?") + " " + manifest.origin(Path.root());
    }

    private static String object(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\n";
    }
}
