package io.gitops4j.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheRootTest {

    @Test
    void a_temporary_folder_is_removed_when_the_last_user_is_gone() throws IOException {
        CacheRoot root = new CacheRoot(null);
        Path folder = root.path();
        Files.writeString(folder.resolve("x"), "x");
        root.acquire();

        root.release();
        assertThat(folder).exists();

        root.release();
        assertThat(folder).doesNotExist();
    }

    @Test
    void a_folder_of_the_host_stays(@TempDir Path folder) throws IOException {
        CacheRoot root = new CacheRoot(folder.resolve("made/on/demand"));

        assertThat(root.path()).isDirectory();
        root.release();

        assertThat(root.path()).isDirectory();
    }
}
