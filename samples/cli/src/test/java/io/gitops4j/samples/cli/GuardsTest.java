package io.gitops4j.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardsTest {
    @Test
    void a_plan_that_no_longer_fits_is_not_applied_and_what_moved_is_named(@TempDir Path folder) {
        try (Shell shell = new Shell(folder).withShop()) {
            shell.shop("apply").exits(Exit.DONE);
            shell.git
                    .write("deploy/web.yaml", Manifests.web(3))
                    .write("deploy/more.yaml", Manifests.secret("x"))
                    .commit("Three replicas");
            String digest = shell.shop("plan").digest();
            shell.git
                    .write("deploy/web.yaml", Manifests.web(5))
                    .delete("deploy/more.yaml")
                    .commit("Rework");

            Shell.Result stale = shell.shop("apply", "--plan", digest).exits(Exit.STALE);

            assertThat(stale.err())
                    .contains("the plan " + digest.substring(7, 19) + " no longer fits, and nothing was done")
                    .contains("refs/heads/main was at ")
                    .contains("(Rework)")
                    .contains("error: Secret shop/token: nothing is to be done with it any more")
                    .contains("error: Deployment.apps shop/web: what is to be done with it differs: spec.replicas");
            assertThat(shell.shop("status").out()).contains("spec.replicas: 1 -> 5");
        }
    }

    @Test
    void a_digest_needs_twelve_digits(@TempDir Path folder) {
        try (Shell shell = new Shell(folder).withShop()) {
            String digest = shell.shop("plan").digest().substring("sha256:".length());
            assertThat(shell.shop("apply", "--plan", digest.substring(0, 11))
                            .exits(Exit.ERROR)
                            .err())
                    .contains("is no digest of a plan");
            shell.shop("apply", "--plan", digest.substring(0, 12)).exits(Exit.DONE);
        }
    }

    @Test
    void an_empty_folder_removes_nothing_unless_that_is_meant(@TempDir Path folder) {
        try (Shell shell = new Shell(folder).withShop()) {
            shell.shop("apply").exits(Exit.DONE);
            shell.git.delete("deploy").write("deploy/README.md", "nothing").commit("Empty it");

            assertThat(shell.shop("plan").exits(Exit.HELD).out())
                    .contains("! Deployment.apps shop/web, held")
                    .contains("nothing at all is declared");
            shell.shop("apply").exits(Exit.HELD);
            shell.shop("apply", "--allow-empty").exits(Exit.DONE);
        }
    }

    @Test
    void a_namespace_that_holds_what_others_made_goes_only_when_it_is_confirmed(@TempDir Path folder) {
        try (Shell shell = new Shell(folder).withShop()) {
            shell.git
                    .write("deploy/ns.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: annex}\n")
                    .commit("An annex");
            assertThat(shell.shop("apply").exits(Exit.DONE).out()).contains("+ Namespace annex");
            shell.git.write("other/config.yaml", Manifests.CONFIG).commit("Another application");
            shell.run("apply", "--repo", shell.git.folder().toString(), "--path", "other", "-n", "annex")
                    .exits(Exit.DONE);
            shell.git.delete("deploy/ns.yaml").commit("No annex");

            assertThat(shell.shop("plan").exits(Exit.HELD).out())
                    .contains("! Namespace annex, held")
                    .contains("to let it go: --confirm \"Namespace annex\"");
            assertThat(shell.shop("apply", "--confirm", "Namespace annex")
                            .exits(Exit.DONE)
                            .out())
                    .contains("- Namespace annex");
        }
    }

    @Test
    void a_workload_that_fails_to_roll_out_is_an_error_that_names_it(@TempDir Path folder) {
        try (Shell shell = new Shell(folder).withShop()) {
            String failing = Manifests.web(1)
                    .replace(
                            "  name: web\nspec:",
                            "  name: web\n  annotations: {embedded.gitops4j.io/rollout: fail}\nspec:");
            shell.git.write("deploy/web.yaml", failing).commit("A bad image");
            assertThat(shell.shop("apply").exits(Exit.PARTIAL).err()).contains("Deployment shop/web");
        }
    }

    @Test
    void undeclared_objects_stay_without_pruning(@TempDir Path folder) {
        try (Shell shell = new Shell(folder).withShop()) {
            shell.shop("apply").exits(Exit.DONE);
            shell.git.delete("deploy/config.yaml").commit("No config");
            assertThat(shell.shop("plan", "--no-prune").exits(Exit.DONE).out())
                    .contains("warning: ConfigMap shop/web: it is no longer declared, and stays");
            assertThat(shell.shop("plan").exits(Exit.PENDING).out())
                    .contains("- ConfigMap shop/web, no longer declared");
        }
    }
}
