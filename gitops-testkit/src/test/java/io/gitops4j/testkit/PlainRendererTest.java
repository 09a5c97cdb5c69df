package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.render.PlainOptions;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.render.Warning;
import io.gitops4j.core.resource.Manifest;
import org.junit.jupiter.api.Test;

class PlainRendererTest extends RendererContract<PlainOptions> {
    private static final String WEB = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n";
    private static final String API = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: api}\n";

    @Override
    protected Renderer<PlainOptions> renderer() {
        return Renderers.plain();
    }

    @Override
    protected MemorySnapshot.Builder folder() {
        return MemorySnapshot.builder().file("deploy/api.yaml", API).file("deploy/web.yaml", WEB);
    }

    @Override
    protected String input() {
        return "deploy/web.yaml";
    }

    @Override
    protected PlainOptions options() {
        return PlainOptions.defaults()
                .include("**/*.yaml")
                .exclude("tests/**", "values.yaml")
                .withoutSubfolders();
    }

    @Test
    void follows_links_to_files_and_folders_inside_the_repository() {
        MemorySnapshot snapshot = MemorySnapshot.builder()
                .link("deploy/api.yaml", "../shared/api.yaml")
                .link("deploy/web", "../shared/web")
                .file("shared/api.yaml", API)
                .file("shared/web/web.yaml", WEB)
                .build();
        assertThat(render(snapshot).manifests().stream().map(PlainRendererTest::placed))
                .containsExactly("ConfigMap api deploy/api.yaml:1:1", "ConfigMap web deploy/web/web.yaml:1:1");
    }

    @Test
    void renders_once_what_links_lead_to_twice_and_says_so() {
        MemorySnapshot snapshot = folder().link("deploy/again.yaml", "web.yaml")
                .link("deploy/circle", "../deploy")
                .build();
        Rendered rendered = render(snapshot);
        assertThat(rendered.manifests().stream().map(PlainRendererTest::placed))
                .containsExactly("ConfigMap web deploy/again.yaml:1:1", "ConfigMap api deploy/api.yaml:1:1");
        assertThat(rendered.warnings().stream().map(Warning::text))
                .containsExactly(
                        "deploy/circle: this is the same as deploy by a link, and is rendered once, as that; to be rid"
                                + " of this warning, exclude one: exclude: [\"/circle\"]",
                        "deploy/web.yaml: this is the same as deploy/again.yaml by a link, and is rendered once, as"
                                + " that; to be rid of this warning, exclude one: exclude: [\"/web.yaml\"]");
    }

    @Test
    void names_a_link_to_nothing() {
        MemorySnapshot snapshot =
                folder().link("deploy/gone.yaml", "../gone.yaml").build();
        assertThatThrownBy(() -> render(snapshot))
                .hasMessage("deploy/gone.yaml: this link leads to nothing; correct it, or exclude it:"
                        + " exclude: [\"/gone.yaml\"]");
    }

    @Test
    void passes_on_what_the_source_says_of_a_submodule() {
        MemorySnapshot snapshot = folder().submodule("deploy/lib", "5716ca5").build();
        assertThatThrownBy(() -> render(snapshot)).hasMessage("deploy/lib: \"deploy/lib\" is a submodule");
    }

    private static String placed(Manifest manifest) {
        return manifest.title() + " " + manifest.origin(io.gitops4j.core.tree.Path.root());
    }
}
