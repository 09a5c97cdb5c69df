package io.gitops4j.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderersTest {
    private static final RepoPath BASE = RepoPath.of("deploy");
    private static final String OBJECT = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

    @Test
    void render_a_folder_that_nobody_claims_as_plain_files() {
        RenderResult result = render(FilesSnapshot.of("deploy/a.yaml", OBJECT), renderer("foo", none()));
        assertThat(result.renderer()).isEqualTo("plain");
        assertThat(result.rendered().manifests()).hasSize(1);
    }

    @Test
    void render_a_folder_by_the_one_renderer_that_claims_it() {
        RenderResult result =
                render(FilesSnapshot.of("deploy/foo", ""), renderer("foo", none()), renderer("bar", none()));
        assertThat(result.renderer()).isEqualTo("foo");
    }

    @Test
    void name_both_renderers_that_claim_one_folder() {
        FilesSnapshot snapshot = FilesSnapshot.of("deploy/foo", "", "deploy/bar", "");
        assertRefused(
                Code.RENDERER,
                "deploy: the renderers \"bar\" and \"foo\" claim this folder; choose one for it, or remove the file"
                        + " that one of them goes by",
                () -> render(snapshot, renderer("foo", none()), renderer("bar", none())));
    }

    @Test
    void render_by_the_chosen_renderer_whoever_claims_the_folder() {
        FilesSnapshot snapshot = FilesSnapshot.of("deploy/foo", "", "deploy/a.yaml", OBJECT);
        RenderCall call = RenderCall.of(snapshot, BASE).by("plain", Node.object());
        RenderResult result = Renderers.of(List.of(renderer("foo", none()))).render(call, Cancellation.none());
        assertThat(result.renderer()).isEqualTo("plain");
    }

    @Test
    void name_the_artifact_of_a_renderer_that_is_not_there() {
        String wayOut =
                "add io.gitops4j:gitops-render-kustomize; if it is there, in a fat jar, META-INF/services may not have"
                        + " been merged: give the host its renderer directly";
        assertRefused(
                Code.RENDERER,
                "deploy: the file \"kustomization.yaml\" makes this a folder of the renderer \"kustomize\", which is"
                        + " not there: "
                        + wayOut + "; or choose the renderer \"plain\" for the folder, or exclude it",
                () -> render(FilesSnapshot.of("deploy/kustomization.yaml", "")));
        RenderCall call = RenderCall.of(FilesSnapshot.of("deploy/a.yaml", OBJECT), BASE);
        assertRefused(
                Code.RENDERER,
                "deploy: there is no renderer \"kustomize\": " + wayOut,
                () -> Renderers.of(List.of()).render(call.by("kustomize", Node.object()), Cancellation.none()));
        assertRefused(
                Code.RENDERER,
                "deploy: there is no renderer \"plian\"; did you mean \"plain\"? (there are foo, plain)",
                () -> Renderers.of(List.of(renderer("foo", none())))
                        .render(call.by("plian", Node.object()), Cancellation.none()));
    }

    @Test
    void find_the_marks_of_missing_renderers_in_subfolders_too() {
        for (String mark : List.of("Chart.yaml", "main.jsonnet", "Kustomization")) {
            FilesSnapshot snapshot = FilesSnapshot.of("deploy/a.yaml", OBJECT, "deploy/sub/" + mark, "");
            assertThatThrownBy(() -> render(snapshot))
                    .hasMessageStartingWith("deploy/sub: the file \"" + mark + "\" makes");
            RenderCall call = RenderCall.of(snapshot, BASE)
                    .by("plain", PlainOptions.defaults().exclude("sub").print());
            assertThat(Renderers.of(List.of())
                            .render(call, Cancellation.none())
                            .rendered()
                            .manifests())
                    .hasSize(1);
        }
    }

    @Test
    void render_units_by_the_renderers_that_claim_them() {
        FilesSnapshot snapshot = FilesSnapshot.of(
                "deploy/a.yaml", OBJECT, "deploy/sub/foo", "", "deploy/sub/plain/a.yaml", OBJECT.replace("a}", "b}"));
        TestRenderer foo = renderer("foo", request -> {
            assertThat(request.units().render(request.base().child("plain"))).isEmpty();
            return Renderers.plain()
                    .render(
                            RenderRequest.of(
                                    request.snapshot(), request.base().child("plain"), PlainOptions.defaults()),
                            Cancellation.none());
        });
        assertThat(render(snapshot, foo).rendered().manifests()).hasToString("[ConfigMap a, ConfigMap b]");
    }

    @Test
    void name_a_folder_that_is_a_unit_of_itself() {
        FilesSnapshot snapshot = FilesSnapshot.of("deploy/foo", "", "other/foo", "");
        TestRenderer foo = renderer(
                "foo",
                request -> request.units()
                        .render(request.base().equals(BASE) ? RepoPath.of("other") : BASE)
                        .orElseThrow());
        assertRefused(
                Code.RENDERER,
                "deploy: this folder is a unit of itself: deploy -> other -> deploy",
                () -> render(snapshot, foo));
    }

    @Test
    void bound_what_all_renderers_together_read() {
        FilesSnapshot snapshot = FilesSnapshot.of("deploy/a.yaml", OBJECT, "deploy/b.yaml", OBJECT);
        RenderCall call = RenderCall.of(snapshot, BASE);
        assertRefused(
                Code.LIMIT,
                "deploy/b.yaml: the rendering reads over 1 files; if the repository is trusted, raise the limit in"
                        + " RenderLimits",
                () -> Renderers.of(List.of())
                        .render(
                                call.with(new RenderLimits(1, 1_000, 9, 9, TextLimits.defaults())),
                                Cancellation.none()));
        assertRefused(
                Code.LIMIT,
                "deploy/b.yaml: the rendering reads over 60 bytes in all; if the repository is trusted, raise the"
                        + " limit in RenderLimits",
                () -> Renderers.of(List.of())
                        .render(call.with(new RenderLimits(9, 60, 9, 9, TextLimits.defaults())), Cancellation.none()));
    }

    @Test
    void turn_a_stack_overflow_into_a_limit() {
        assertRefused(
                Code.LIMIT,
                "deploy: the renderer \"foo\" ran out of stack: something in this folder nests too deep",
                () -> render(FilesSnapshot.of("deploy/foo", ""), renderer("foo", RenderersTest::endless)));
    }

    @Test
    void name_the_renderer_that_fails_and_keep_its_message_to_itself() {
        TestRenderer foo = renderer("foo", request -> {
            throw new IllegalArgumentException("password=hunter2");
        });
        assertRefused(
                Code.INTERNAL,
                "deploy: the renderer \"foo\" (io.gitops4j.core.render.TestRenderer) failed with"
                        + " java.lang.IllegalArgumentException; this is a bug of the renderer, not of the folder",
                () -> render(FilesSnapshot.of("deploy/foo", ""), foo));
    }

    @Test
    void let_problems_and_cancellation_through() {
        assertRefused(
                Code.SOURCE_NOT_FOUND,
                "deploy: there is no such path in main@0123456",
                () -> Renderers.of(List.of()).render(RenderCall.of(FilesSnapshot.of(), BASE), Cancellation.none()));
        assertThatThrownBy(() -> Renderers.of(List.of())
                        .render(
                                RenderCall.of(FilesSnapshot.of("deploy/a.yaml", OBJECT), BASE),
                                Cancellation.after(java.time.Duration.ofSeconds(-1))))
                .hasMessage("cancelled: the deadline passed");
        assertThatThrownBy(() -> Imports.refused()
                        .open(
                                io.gitops4j.core.source.SourceRef.of("git", "https://git.example/x", ""),
                                Location.file("a.yaml")))
                .hasMessage("a.yaml: reading from another repository is not allowed here; copy what is needed into this"
                        + " repository");
    }

    @Test
    void refuse_two_renderers_with_one_id_and_a_malformed_id() {
        assertRefused(
                Code.INVALID_CONFIGURATION,
                "two renderers have the id \"foo\": io.gitops4j.core.render.TestRenderer and"
                        + " io.gitops4j.core.render.TestRenderer; give the host one of them",
                () -> Renderers.of(List.of(renderer("foo", none()), renderer("foo", none()))));
        assertRefused(
                Code.INVALID_CONFIGURATION,
                "two renderers have the id \"plain\": io.gitops4j.core.render.PlainRenderer and"
                        + " io.gitops4j.core.render.TestRenderer; give the host one of them",
                () -> Renderers.of(List.of(renderer("plain", none()))));
        assertRefused(
                Code.INVALID_CONFIGURATION,
                "the id of the renderer io.gitops4j.core.render.TestRenderer is lower-case letters, digits and '-', not"
                        + " \"Foo\"",
                () -> Renderers.of(List.of(renderer("Foo", none()))));
    }

    @Test
    void find_renderers_on_a_class_path(@TempDir Path classPath) throws IOException {
        Path services = Files.createDirectories(classPath.resolve("META-INF/services"));
        Path file = services.resolve(Renderer.class.getName());
        Files.writeString(file, TestRenderer.class.getName() + "\n");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classPath.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(Renderers.discover(loader).stream().map(Renderer::id)).containsExactly("discovered");
        }
        Files.writeString(file, "no.such.Renderer\n");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classPath.toUri().toURL()}, getClass().getClassLoader())) {
            assertRefused(
                    Code.INVALID_CONFIGURATION,
                    "a renderer on the class path cannot be loaded: io.gitops4j.core.render.Renderer: Provider"
                            + " no.such.Renderer not found",
                    () -> Renderers.discover(loader));
        }
    }

    private static void assertRefused(Code code, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code))
                .hasMessage(message);
    }

    private static RenderResult render(FilesSnapshot snapshot, TestRenderer... renderers) {
        return Renderers.of(List.of(renderers)).render(RenderCall.of(snapshot, BASE), Cancellation.none());
    }

    private static TestRenderer renderer(String id, Function<RenderRequest<TestRenderer.Options>, Rendered> rendering) {
        return new TestRenderer(id, rendering);
    }

    private static Function<RenderRequest<TestRenderer.Options>, Rendered> none() {
        return request -> Rendered.of(List.of());
    }

    @SuppressWarnings("InfiniteRecursion") // the bug that it plays
    private static Rendered endless(RenderRequest<TestRenderer.Options> request) {
        return endless(request);
    }
}
