package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.source.RepoPath;
import org.junit.jupiter.api.Test;

class MemorySnapshotTest {
    @Test
    void refuses_a_file_below_a_file_and_goes_on_without_it() {
        MemorySnapshot.Builder builder = MemorySnapshot.builder().file("a", "text");
        assertThatThrownBy(() -> builder.file("a/b/c", "text")).hasMessage("\"a\" is no folder");
        MemorySnapshot snapshot = builder.file("d", "text").build();
        assertThat(snapshot.list(RepoPath.root()))
                .extracting(entry -> entry.path().toString())
                .containsExactly("a", "d");
    }
}
