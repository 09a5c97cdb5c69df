package io.gitops4j.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubstitutionOptionsTest {
    @TempDir
    Path folder;

    private Shell shopWithVariables() {
        Shell shell = new Shell(folder).withShop();
        shell.git
                .write("deploy/web.yaml", Manifests.web(7).replace("replicas: 7", "replicas: ${replicas}"))
                .write("deploy/config.yaml", Manifests.CONFIG + "  token: \"${token}\"\n  domain: ${domain}\n")
                .commit("Variables");
        return shell;
    }

    private String objects(String token) throws Exception {
        Path file = Files.createTempFile(folder, "variables", ".yaml");
        return Files.writeString(file, """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: cluster}
                data: {domain: shop.example}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: token}
                stringData: {token: %s}
                """.formatted(token)).toString();
    }

    @Test
    void variables_by_name_and_of_files_are_replaced_and_a_secret_is_never_printed() throws Exception {
        try (Shell shell = shopWithVariables()) {
            String first = objects("first-hush");
            String second = objects("second-hush");
            shell.shop("apply", "--substitute", "replicas=2", "--substitute-from", first)
                    .exits(Exit.DONE);
            shell.shop("plan", "--substitute", "replicas=2", "--substitute-from", first)
                    .exits(Exit.DONE);
            for (String output : new String[] {"text", "json"}) {
                Shell.Result plan = shell.shop(
                        "plan",
                        "--diff",
                        "--output",
                        output,
                        "--substitute",
                        "replicas=3",
                        "--substitute-from",
                        second);
                assertThat(plan.exits(Exit.PENDING).out() + plan.err())
                        .contains("data.token", "replicas")
                        .doesNotContain("hush");
            }
        }
    }

    @Test
    void a_variable_that_is_not_set_is_an_error_with_its_place_unless_that_is_meant() throws Exception {
        try (Shell shell = shopWithVariables()) {
            String objects = objects("hush");
            assertThat(shell.shop("plan", "--substitute-from", objects)
                            .exits(Exit.ERROR)
                            .err())
                    .contains("deploy/web.yaml:6:13, Deployment web, spec.replicas: ", "\"replicas\"")
                    .doesNotContain("hush");
            assertThat(shell.shop("plan", "--substitute-from", objects, "--substitute-lenient")
                            .exits(Exit.PENDING)
                            .out())
                    .contains("warning: deploy/web.yaml:6:13");
        }
    }

    @Test
    void what_holds_no_variables_is_named() throws Exception {
        Path list = Files.writeString(folder.resolve("list.yaml"), "- a\n");
        try (Shell shell = shopWithVariables()) {
            assertThat(shell.shop("plan", "--substitute-from", "nowhere.yaml")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("error: nowhere.yaml: there is no such file");
            assertThat(shell.shop("plan", "--substitute-from", list.toString())
                            .exits(Exit.ERROR)
                            .err())
                    .contains("list.yaml: variables come from a ConfigMap or a Secret of v1");
        }
    }
}
