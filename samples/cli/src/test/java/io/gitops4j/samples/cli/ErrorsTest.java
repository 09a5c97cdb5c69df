package io.gitops4j.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorsTest {
    @TempDir
    Path folder;

    @Test
    void broken_yaml_is_named_with_file_line_and_column() {
        try (Shell shell = new Shell(folder)) {
            shell.git.commit("Broken", Map.of("deploy/web.yaml", "kind: ConfigMap\nmetadata: [a\n"));
            assertThat(shell.shop("plan").exits(Exit.ERROR).err()).startsWith("error: deploy/web.yaml:3:1: ");
            assertThat(shell.shop("apply").exits(Exit.ERROR).err()).contains("error: deploy/web.yaml:3:1");
        }
    }

    @Test
    void an_unknown_branch_is_named_with_what_there_is() {
        try (Shell shell = new Shell(folder).withShop()) {
            assertThat(shell.shop("plan", "--ref", "prod").exits(Exit.ERROR).err())
                    .contains("There is no branch and no tag \"prod\"; there is refs/heads/main.");
        }
    }

    @Test
    void an_unknown_flag_or_verb_points_to_the_help() {
        try (Shell shell = new Shell(folder)) {
            assertThat(shell.run("plan", "--nope").exits(Exit.ERROR).err())
                    .isEqualToIgnoringNewLines("error: Unknown option: '--nope'; see: gitops4j plan --help");
            assertThat(shell.run("destroy").exits(Exit.ERROR).err())
                    .contains("'destroy'")
                    .contains("gitops4j --help");
        }
    }

    @Test
    void a_command_that_cannot_begin_makes_no_state() {
        try (Shell shell = new Shell(folder)) {
            assertThat(shell.run("plan").exits(Exit.ERROR).err()).contains("error: --repo: it is missing");
            assertThat(shell.run("plan", "--repo", ".", "--cluster", "prod")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("--cluster: there is no cluster \"prod\"; write embedded, or context:NAME");
            assertThat(Files.exists(folder.resolve("state"))).isFalse();
        }
    }

    @Test
    void an_object_or_field_that_is_not_there_is_named() {
        try (Shell shell = new Shell(folder).withShop()) {
            shell.shop("apply").exits(Exit.DONE);
            assertThat(shell.run("edit", "deploy/nope", "spec.replicas=1", "--as", "alice")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("error: deploy/nope: there is no such object");
            assertThat(shell.run("edit", "unicorn/web", "a=1", "--as", "alice")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("error: unicorn: the cluster has no such kind");
            assertThat(shell.run("edit", "event/web", "a=1", "--as", "alice")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("write the group too");
            assertThat(shell.run("edit", "deploy/web", "spec..x=1", "--as", "alice")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("it is no path of a field");
            assertThat(shell.run("edit", "deploy/web", "spec.replicas.x=1", "--as", "alice")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("error:");
        }
    }

    @Test
    void a_namespace_that_is_not_made_is_an_error_of_each_object() {
        try (Shell shell = new Shell(folder).withShop()) {
            assertThat(shell.shop("apply", "--no-create-namespace")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("Deployment shop/web")
                    .contains("ConfigMap shop/web")
                    .contains("namespace");
        }
    }
}
