package io.gitops4j.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryTest {
    @Test
    void a_change_is_planned_applied_drifts_and_is_reverted(@TempDir Path folder) {
        try (Shell shell = new Shell(folder).withShop()) {
            assertThat(shell.shop("plan").exits(Exit.PENDING).out())
                    .contains("+ ConfigMap shop/web  deploy/config.yaml:1")
                    .contains("+ Deployment.apps shop/web")
                    .contains("2 to create, 0 unchanged");
            assertThat(shell.shop("apply").exits(Exit.DONE).out())
                    .contains("created the namespace shop as cluster-admin")
                    .contains("shop run #1: applied");
            assertThat(shell.shop("plan").exits(Exit.DONE).out()).contains("Nothing to do: 2 unchanged");

            shell.git.write("deploy/web.yaml", Manifests.web(3)).commit("Three replicas for the sale");
            Shell.Result plan = shell.shop("plan").exits(Exit.PENDING);
            assertThat(plan.out())
                    .contains("\"Three replicas for the sale\" by Dev <dev@example.com>")
                    .contains("spec.replicas: 1 -> 3  (changed in Git)");
            assertThat(shell.shop("plan", "--diff").exits(Exit.PENDING).out())
                    .contains("--- live/Deployment.apps shop/web", "-  replicas: 1", "+  replicas: 3");
            shell.shop("apply", "--plan", plan.digest()).exits(Exit.DONE);

            assertThat(shell.run("edit", "deployment/web", "spec.replicas=9", "--as", "alice")
                            .exits(Exit.DONE)
                            .out())
                    .isEqualToIgnoringNewLines("alice edited Deployment.apps shop/web: spec.replicas");
            assertThat(shell.shop("status").exits(Exit.PENDING).out())
                    .contains("shop  out of sync")
                    .contains("Deployment.apps shop/web")
                    .contains("drifted")
                    .contains("spec.replicas: 9 -> 3  (drift by alice)");
            shell.shop("reconcile").exits(Exit.DONE);
            assertThat(shell.shop("status").exits(Exit.DONE).out()).contains("shop  synced, healthy");

            assertThat(shell.shop("history").exits(Exit.DONE).out())
                    .containsSubsequence(
                            "run #3",
                            "applied, manual by tester",
                            "spec.replicas: 9 -> 3  (drift by alice)",
                            "run #2",
                            "spec.replicas: 1 -> 3  (changed in Git)",
                            "run #1",
                            "\"Open the shop\" by Dev <dev@example.com>",
                            "+ Deployment.apps shop/web");
            assertThat(shell.shop("history", "--limit", "1").out()).doesNotContain("run #2");
        }
    }

    @Test
    void a_removed_application_leaves_nothing_or_leaves_its_objects_unmarked(@TempDir Path folder) {
        try (Shell shell = new Shell(folder).withShop()) {
            shell.shop("apply").exits(Exit.DONE);
            shell.shop("remove", "--keep-objects").exits(Exit.DONE);
            assertThat(shell.shop("plan").exits(Exit.PENDING).out()).contains("~ Deployment.apps shop/web, adopts it");

            shell.shop("apply").exits(Exit.DONE);
            assertThat(shell.shop("remove").exits(Exit.DONE).out()).contains("- Deployment.apps shop/web");
            assertThat(shell.shop("plan").exits(Exit.PENDING).out()).contains("2 to create");
        }
    }

    @Test
    void an_application_file_says_it_all_and_its_relative_repository_is_beside_it(@TempDir Path folder)
            throws Exception {
        try (Shell shell = new Shell(folder).withShop()) {
            Path file = shell.git.folder().resolveSibling("shop.yaml");
            Files.writeString(file, """
                    format: gitops4j/application@1
                    name: shop
                    source:
                      address: repo.git
                      ref: main
                      path: deploy
                    cluster: embedded
                    namespace: shop
                    prune: true
                    """);
            shell.run("apply", "-f", file.toString()).exits(Exit.DONE);
            assertThat(shell.run("status", "-f", file.toString())
                            .exits(Exit.DONE)
                            .out())
                    .contains("shop  synced, healthy");
            assertThat(shell.run("plan", "-f", file.toString(), "--name", "other")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("leave out the flags");
        }
    }

    @Test
    void a_file_says_which_fields_are_left_alone(@TempDir Path folder) throws Exception {
        try (Shell shell = new Shell(folder).withShop()) {
            Path file = shell.git.folder().resolveSibling("shop.yaml");
            Files.writeString(file, """
                    format: gitops4j/application@1
                    name: shop
                    source: {address: repo.git, path: deploy}
                    cluster: embedded
                    namespace: shop
                    ignore:
                    - {kind: Deployment, jsonPointers: [/spec/replicas]}
                    """);
            shell.run("apply", "-f", file.toString()).exits(Exit.DONE);
            shell.run("edit", "deployment/web", "spec.replicas=9", "--as", "alice")
                    .exits(Exit.DONE);
            shell.run("plan", "-f", file.toString()).exits(Exit.DONE);
        }
    }

    @Test
    void what_others_did_is_left_alone_where_drift_only_alerts(@TempDir Path folder) {
        try (Shell shell = new Shell(folder).withShop()) {
            shell.shop("apply").exits(Exit.DONE);
            shell.run(
                            "edit",
                            "deploy/web",
                            "spec.replicas=9",
                            "metadata.labels[\"team.example/name\"]=a",
                            "--as",
                            "alice")
                    .exits(Exit.DONE);
            assertThat(shell.shop("plan", "--on-drift", "alert")
                            .exits(Exit.DONE)
                            .out())
                    .contains("warning:")
                    .contains("spec.replicas: 9 -> 1, drift by alice");
        }
    }
}
