package io.gitops4j.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.RepoPath;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every path in a repository. */
class RepoPathLawsTest {

    @Provide
    Arbitrary<String> steps() {
        return Arbitraries.of("a", "b", "c.yaml", "..", ".", "", "...", "ü", ".git")
                .list()
                .ofMaxSize(8)
                .map(names -> String.join("/", names))
                .filter(path -> !path.startsWith("/"));
    }

    @Provide
    Arbitrary<RepoPath> paths() {
        return Arbitraries.of("a", "b", "c.yaml", "...", "ü")
                .list()
                .ofMaxSize(6)
                .map(names -> RepoPath.of(String.join("/", names)));
    }

    @Property
    void a_path_is_normal_or_refused(@ForAll("steps") String text) {
        RepoPath path;
        try {
            path = RepoPath.of(text);
        } catch (GitOpsException leaves) {
            assertThat(text).contains("..");
            return;
        }
        assertThat(path.names()).doesNotContain("", ".", "..");
        assertThat(RepoPath.of(path.toString())).isEqualTo(path);
        assertThat(String.join("/", path.names())).isEqualTo(path.toString());
    }

    @Property
    void resolving_from_a_folder_is_walking_from_it(@ForAll("paths") RepoPath folder, @ForAll("steps") String text) {
        int depth = folder.names().size();
        for (String step : text.split("/", -1)) {
            depth += step.equals("..") ? -1 : step.isEmpty() || step.equals(".") ? 0 : 1;
            if (depth < 0) {
                assertThatExceptionOfType(GitOpsException.class).isThrownBy(() -> folder.resolve(text));
                return;
            }
        }
        assertThat(folder.resolve(text).names()).hasSize(depth);
    }

    @Property
    void a_child_is_below_its_parent_and_nowhere_else(
            @ForAll("paths") RepoPath folder, @ForAll("paths") RepoPath other) {
        RepoPath child = folder.child("x");

        assertThat(child.parent()).isEqualTo(folder);
        assertThat(child.name()).isEqualTo("x");
        assertThat(folder.covers(child)).isTrue();
        assertThat(child.covers(folder)).isFalse();
        assertThat(child.from(folder)).isEqualTo("x");
        assertThat(folder.resolve(child.from(folder))).isEqualTo(child);
        if (folder.covers(other)) {
            assertThat(folder.resolve(other.from(folder))).isEqualTo(other);
        }
        assertThat(folder.covers(other) && other.covers(folder)).isEqualTo(folder.equals(other));
    }

    @Property
    void a_sibling_whose_name_starts_alike_is_not_covered(@ForAll("paths") RepoPath folder) {
        assertThat(folder.child("a").covers(folder.child("ab"))).isFalse();
        assertThat(List.of(folder.child("ab"), folder.child("a"), folder).stream()
                        .sorted()
                        .toList())
                .containsExactly(folder, folder.child("a"), folder.child("ab"));
    }
}
