package io.gitops4j.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Location;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.SourceRef;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReadsTest {
    private static final RepoPath BASE = RepoPath.of("deploy");
    private static final FilesSnapshot FILES = FilesSnapshot.of(
            "deploy/a.yaml", "apiVersion: v1\nkind: ConfigMap\n", "deploy/README.md", "words", "other/b.yaml", "words");

    @Test
    void hold_while_nothing_that_was_looked_up_changes() {
        Reads reads = Renderers.of(List.of())
                .render(RenderCall.of(FILES, BASE), Cancellation.none())
                .reads();
        assertThat(reads.stillHolds(FILES)).isTrue();
        assertThat(reads.stillHolds(FILES.with("deploy/README.md", "other words")))
                .isTrue();
        assertThat(reads.stillHolds(FILES.with("other/c.yaml", "words"))).isTrue();
        assertThat(reads.stillHolds(FILES.with("deploy/a.yaml", "changed"))).isFalse();
        assertThat(reads.stillHolds(FILES.with("deploy/b.yaml", "new"))).isFalse();
        assertThat(reads.stillHolds(FILES.without("deploy/README.md"))).isFalse();
        assertThat(reads.stillHolds(FILES.without("deploy/a.yaml").with("deploy/a.yaml/x", "now a folder")))
                .isFalse();
        assertThat(reads.stillHolds(FilesSnapshot.of())).isFalse();
    }

    @Test
    void hold_no_more_when_something_that_was_missed_is_there() {
        Reads reads = reads(request -> request.snapshot().find(RepoPath.of("deploy/values.yaml")));
        assertThat(reads.stillHolds(FILES)).isTrue();
        assertThat(reads.stillHolds(FILES.with("deploy/values.yaml", "new"))).isFalse();
    }

    @Test
    void hold_for_one_revision_only_where_the_renderer_asked_which_it_is() {
        Reads reads = reads(request -> request.snapshot().revision());
        assertThat(reads.stillHolds(FILES)).isTrue();
        assertThat(reads.stillHolds(FILES.at("abcdef"))).isFalse();
        assertThat(reads(request -> {}).stillHolds(FILES.at("abcdef"))).isTrue();
    }

    @Test
    void have_a_sorted_form_in_which_no_name_can_forge_a_line() {
        Reads reads = reads(request -> {
            request.snapshot().list(BASE);
            request.snapshot().read(RepoPath.of("deploy/a.yaml"), 100);
            request.snapshot().find(RepoPath.of("x\nfact \"y\""));
            request.snapshot().revision();
            request.facts().find("cluster.version");
            request.facts().find("revision.id");
            request.imports().open(SourceRef.of("git", "https://git.example/lib", "v1"), Location.nowhere());
        });
        assertThat(reads.lines())
                .containsExactly(
                        "path \"deploy\" directory listing sha256:"
                                + "06bdeb1f398c673b54cb328d4156211decbce4342917205ab855b455167ae7de",
                        "path \"deploy/a.yaml\" file \"test:f76cc155\"",
                        "path \"x\\u000afact \\\"y\\\"\" missing",
                        "revision \"0123456789\"",
                        "import \"git:https://git.example/lib@v1\" \"0123456789\"",
                        "fact \"cluster.version\" \"1.34\"",
                        "fact \"revision.id\" missing");
    }

    @Test
    void know_which_facts_were_used() {
        Reads one = reads(request -> request.facts().find("cluster.version"));
        assertThat(one.stillHolds(Facts.of(Map.of("cluster.version", "1.34", "more", "x"))))
                .isTrue();
        assertThat(one.stillHolds(Facts.of(Map.of("cluster.version", "1.35")))).isFalse();
        assertThat(one.stillHolds(Facts.none())).isFalse();
        Reads all = reads(request -> request.facts().all());
        assertThat(all.stillHolds(Facts.of(Map.of("cluster.version", "1.34")))).isTrue();
        assertThat(all.stillHolds(Facts.of(Map.of("cluster.version", "1.34", "more", "x"))))
                .isFalse();
    }

    @Test
    void are_equal_when_the_same_was_read_in_another_order() {
        Reads one = reads(request -> {
            request.snapshot().find(RepoPath.of("a"));
            request.snapshot().find(RepoPath.of("b"));
        });
        Reads other = reads(request -> {
            request.snapshot().find(RepoPath.of("b"));
            request.snapshot().find(RepoPath.of("a"));
        });
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.paths()).containsExactly(RepoPath.of("a"), RepoPath.of("b"), BASE);
    }

    @Test
    void end_with_the_rendering_and_imports_are_closed_then() {
        AtomicReference<Snapshot> kept = new AtomicReference<>();
        AtomicReference<Snapshot> opened = new AtomicReference<>();
        FilesSnapshot library = FilesSnapshot.of("lib/x.yaml", "words");
        Renderer<TestRenderer.Options> renderer = new TestRenderer("test", request -> {
            kept.set(request.snapshot());
            SourceRef ref = SourceRef.of("git", "https://git.example/lib", "v1");
            opened.set(request.imports().open(ref, Location.nowhere()));
            assertThat(request.imports().open(ref, Location.nowhere())).isSameAs(opened.get());
            assertThat(library.closed).isFalse();
            return Rendered.of(List.of());
        });
        RenderCall call = RenderCall.of(FILES, BASE).by("test", Node.object()).with((ref, where) -> library);
        Renderers.of(List.of(renderer)).render(call, Cancellation.none());
        assertThat(library.closed).isTrue();
        assertThat(FILES.closed).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> kept.get().find(BASE))
                .withMessage("the rendering is over: a renderer reads its snapshot before it returns");
        assertThatIllegalStateException().isThrownBy(() -> opened.get().find(BASE));
    }

    private static Reads reads(Consumer<RenderRequest<TestRenderer.Options>> reading) {
        Renderer<TestRenderer.Options> renderer = new TestRenderer("test", request -> {
            reading.accept(request);
            return Rendered.of(List.of());
        });
        RenderCall call = RenderCall.of(FILES, BASE)
                .by("test", Node.object())
                .with(Facts.of(Map.of("cluster.version", "1.34")))
                .with((ref, where) -> FilesSnapshot.of());
        return Renderers.of(List.of(renderer)).render(call, Cancellation.none()).reads();
    }
}
