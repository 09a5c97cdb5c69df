package io.gitops4j.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
    @TempDir
    Path temp;

    @Test
    void removes_the_folder_of_a_jvm_that_is_gone_and_no_other() throws IOException {
        Path abandoned = Files.createDirectories(temp.resolve(Folder.PREFIX + "1/etcd"));
        Files.writeString(abandoned.resolveSibling("owner"), "");
        Path kept = Files.createDirectories(temp.resolve(Folder.PREFIX + "2"));
        Path foreign = Files.createDirectories(temp.resolve("foreign"));
        Files.writeString(foreign.resolve("owner"), "");

        Folder.sweep(temp);

        assertThat(temp.toFile().list())
                .containsExactlyInAnyOrder(kept.getFileName().toString(), "foreign");
    }

    @Test
    void removes_all_that_was_written() {
        Folder folder = Folder.create();
        folder.write("one", "text");

        folder.delete();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void leaves_a_kept_folder_without_an_owner() throws IOException {
        Folder folder = Folder.create();
        folder.write("one", "text");

        folder.keep();

        assertThat(folder.path().toFile().list()).containsExactly("one");
        Files.delete(folder.at("one"));
        Files.delete(folder.path());
    }
}
