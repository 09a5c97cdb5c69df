package io.gitops4j.samples.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.render.RenderCall;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.RenderResult;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.MemorySnapshot;
import io.gitops4j.testkit.RendererContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All that every renderer must keep comes from the contract; only what this one does is here. */
class PropertiesRendererTest extends RendererContract<PropertiesOptions> {
    @Override
    protected Renderer<PropertiesOptions> renderer() {
        return new PropertiesRenderer();
    }

    @Override
    protected MemorySnapshot.Builder folder() {
        return MemorySnapshot.builder()
                .file("deploy/configmaps.marker", "")
                .file("deploy/payment.properties", "retries=3\n")
                .file("deploy/shop.properties", "# the shop\ngreeting = Gr\\u00fc\\u00df Gott\nsize: 20\n")
                .file("deploy/notes.txt", "no properties");
    }

    @Override
    protected String input() {
        return "deploy/shop.properties";
    }

    @Override
    protected PropertiesOptions options() {
        return PropertiesOptions.defaults().namePrefix("eu-").label("team", "shop");
    }

    @Test
    void makes_a_config_map_of_each_file() {
        Rendered rendered =
                renderer().render(RenderRequest.of(folder().build(), base(), options()), Cancellation.none());
        assertThat(rendered.manifests()).hasToString("[ConfigMap eu-payment, ConfigMap eu-shop]");
        Node.Obj shop = rendered.manifests().get(1).body();
        assertThat(shop.text("metadata", "labels", "team")).contains("shop");
        assertThat(shop.text("data", "greeting")).contains("Grüß Gott");
        assertThat(shop.text("data", "size")).contains("20");
    }

    @Test
    void names_the_file_and_property_that_make_no_config_map() {
        MemorySnapshot snapshot = folder().file("deploy/payment.properties", "a/b=1\n")
                .file("deploy/shop.properties", "x=\\u12")
                .build();
        assertThatThrownBy(() -> render(snapshot))
                .hasMessage(
                        "deploy/payment.properties: a key of a ConfigMap is letters, digits, '-', '_' and '.', at most"
                                + " 253: rename the property \"a/b\"\n"
                                + "deploy/shop.properties: a \\u in this file is not followed by four hexadecimal digits");
    }

    @Test
    void names_a_misspelt_option() {
        assertThatThrownBy(() -> renderer().parse(Node.object().with("nameprefix", Node.of("eu-"))))
                .hasMessage(
                        "nameprefix: unknown option \"nameprefix\"; did you mean \"namePrefix\"? (there are namePrefix,"
                                + " labels)");
    }

    @Test
    void is_found_on_the_class_path_and_works_when_given_directly() {
        List<Renderer<?>> discovered = Renderers.discover(getClass().getClassLoader());
        assertThat(discovered.stream().map(Renderer::id)).containsExactly("properties");
        for (Renderers renderers : List.of(Renderers.of(discovered), Renderers.of(List.of(new PropertiesRenderer())))) {
            RenderResult result = renderers.render(RenderCall.of(folder().build(), base()), Cancellation.none());
            assertThat(result.renderer()).isEqualTo("properties");
            assertThat(result.rendered().manifests()).hasSize(2);
        }
    }

    @Test
    void takes_part_in_a_folder_of_plain_manifests() {
        MemorySnapshot snapshot = folder().file("web.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n")
                .build();
        RenderResult result =
                Renderers.of(List.of(renderer())).render(RenderCall.of(snapshot, RepoPath.root()), Cancellation.none());
        assertThat(result.renderer()).isEqualTo("plain");
        assertThat(result.rendered().manifests()).hasToString("[ConfigMap payment, ConfigMap shop, Service web]");
    }
}
