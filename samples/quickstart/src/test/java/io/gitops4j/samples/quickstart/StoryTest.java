package io.gitops4j.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoryTest {
    @Test
    void the_story_goes_as_told() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Path folder;
        Page page = new Page(new PrintStream(told, true, StandardCharsets.UTF_8));
        try (Repository repository = Repository.create();
                Host host = new Host(Target.embedded(), page)) {
            folder = repository.folder();
            new Story(page, repository, host).tell();
        }

        assertThat(told.toString(StandardCharsets.UTF_8).lines().map(String::strip))
                .containsSubsequence(
                        "1. A Git repository declares a shop",
                        "... created Deployment.apps shop/web",
                        "run #1: applied",
                        "spec.replicas: 1 -> 3",
                        "... updated Deployment.apps shop/web",
                        "run #2: applied",
                        "spec.replicas: 9 -> 3, drift by alice",
                        "run #3: applied",
                        "5. git revert rolls back",
                        "run #4: applied",
                        "update Deployment.apps shop/web: spec.replicas: 9 -> 3, drift by alice",
                        "update Deployment.apps shop/web: spec.replicas: 3 -> 1");
        assertThat(Files.exists(folder)).isFalse();
    }
}
