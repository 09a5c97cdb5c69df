package io.gitops4j.git;

import static io.gitops4j.git.Expect.deliver;
import static io.gitops4j.git.Expect.open;
import static io.gitops4j.git.Expect.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.source.Snapshot;
import io.gitops4j.testkit.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The configuration of the user, the system and the environment is somebody else's. */
@Isolated("it replaces JGit's view of the system")
class AmbientConfigurationTest {
    private final SystemReader before = SystemReader.getInstance();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void restore() {
        SystemReader.setInstance(before);
    }

    @Test
    void jgit_is_never_led_to_ask_for_it() {
        SystemReader.setInstance(new Watched());
        for (int round = 0; round < 2; round++) {
            try (GitFixture git = GitFixture.create();
                    GitSource source = GitSource.create()) {
                String first = git.commit("first", Map.of("a.yaml", "1"));
                git.annotatedTag("v1");
                String url = git.serveHttp().url();
                deliver(source, git.url(), "main");
                deliver(source, url, "v1");
                git.commit("second", Map.of("a.yaml", "2"));
                git.resetTo(first).commit("third", Map.of("a.yaml", "3"));
                git.pack();
                for (String at : List.of(git.url(), url)) {
                    try (Snapshot snapshot = open(source, at, "main")) {
                        assertThat(read(snapshot, "a.yaml")).isEqualTo("3");
                    }
                }
            }
        }

        assertThat(asked).isEmpty();
    }

    /** Notes every look at a configuration or a variable of Git. */
    private final class Watched extends SystemReader.Delegate {
        Watched() {
            super(before);
        }

        @Override
        public String getenv(String variable) {
            // the agent is looked up, but never sent: HttpExchange names its own
            if (!variable.equals("PATH") && !variable.equals("GIT_HTTP_USER_AGENT")) {
                asked.add("$" + variable);
            }
            return super.getenv(variable);
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS fs) {
            asked.add("user");
            return super.openUserConfig(parent, fs);
        }

        @Override
        public FileBasedConfig openSystemConfig(Config parent, FS fs) {
            asked.add("system");
            return super.openSystemConfig(parent, fs);
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS fs) {
            asked.add("jgit");
            return super.openJGitConfig(parent, fs);
        }
    }

    @Test
    void hooks_filters_and_helpers_of_the_repository_itself_are_not_run(@TempDir Path folder) throws IOException {
        try (GitFixture git = GitFixture.create();
                GitSource source = GitSource.create()) {
            Path owned = folder.resolve("owned");
            git.write(".gitattributes", "*.yaml filter=evil\n");
            git.commit("first", Map.of("a.yaml", "1"));
            Path hook = Files.createDirectories(git.folder().resolve("hooks")).resolve("post-checkout");
            Files.writeString(hook, "#!/bin/sh\ntouch " + owned + "\n");
            assertThat(hook.toFile().setExecutable(true)).isTrue();
            Files.writeString(
                    git.folder().resolve("config"),
                    "[core]\n\tbare = true\n\tfsmonitor = touch " + owned + "\n\tsshCommand = touch " + owned
                            + "\n[include]\n\tpath = /etc/passwd\n[filter \"evil\"]\n\tsmudge = touch " + owned
                            + "\n[url \"http://127.0.0.1:1/\"]\n\tinsteadOf = file://\n");

            try (Snapshot snapshot = open(source, git.url(), "main")) {
                assertThat(read(snapshot, "a.yaml")).isEqualTo("1");
            }
            assertThat(owned).doesNotExist();
        }
    }
}
