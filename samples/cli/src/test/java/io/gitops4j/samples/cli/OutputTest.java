package io.gitops4j.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
    @TempDir
    Path folder;

    @Test
    void every_verb_writes_one_json_document_that_names_its_format() {
        try (Shell shell = new Shell(folder).withShop()) {
            assertThat(json(shell.shop("plan", "--output", "json")).text("plan", "format"))
                    .hasValue("gitops4j/plan@1");
            Node.Obj apply = json(shell.shop("apply", "--output", "json"));
            assertThat(apply.text("run", "format")).hasValue("gitops4j/run@1");
            assertThat(apply.array("notices").size()).isEqualTo(1);
            json(shell.shop("reconcile", "--output=json"));
            json(shell.run("edit", "deploy/web", "spec.replicas=9", "--as", "alice", "--output", "json"));
            assertThat(json(shell.shop("status", "--output", "json")).text("sync"))
                    .hasValue("outOfSync");
            assertThat(json(shell.shop("history", "--output", "json"))
                            .array("runs")
                            .size())
                    .isPositive();
            json(shell.shop("remove", "--output", "json"));
            Node.Obj error = json(shell.shop("plan", "--ref", "nope", "--output", "json"));
            assertThat(error.text("format")).hasValue("gitops4j/cli-error@1");
            assertThat(error.array("problems").size()).isEqualTo(1);
            assertThat(json(shell.run("plan", "--nope", "--output", "json")).text("format"))
                    .hasValue("gitops4j/cli-error@1");
        }
    }

    private static Node.Obj json(Shell.Result result) {
        assertThat(result.err()).isEmpty();
        Node.Obj document = Parser.strict().parseOne("out.json", result.out().getBytes(StandardCharsets.UTF_8));
        assertThat(document.text("format").orElse("")).matches("gitops4j/cli-[a-z]+@1");
        assertThat(document.at("exit")).hasValue(Node.of(result.exit()));
        return document;
    }

    @Test
    void a_secret_is_never_printed() {
        try (Shell shell = new Shell(folder).withShop()) {
            shell.git
                    .write("deploy/secret.yaml", Manifests.secret("first-hush"))
                    .commit("A token");
            check(shell.shop("plan"));
            check(shell.shop("apply"));
            shell.git
                    .write("deploy/secret.yaml", Manifests.secret("second-hush"))
                    .commit("Another token");
            check(shell.shop("plan"));
            check(shell.shop("plan", "--output", "json"));
            check(shell.shop("apply"));
            check(shell.run("edit", "secret/token", "data.token=dGhpcmQtaHVzaA==", "--as", "alice"));
            check(shell.shop("status"));
            check(shell.shop("status", "--output", "json"));
            check(shell.shop("reconcile"));
            check(shell.shop("history"));
            check(shell.shop("history", "--output", "json"));
            shell.git
                    .write("deploy/secret.yaml", Manifests.secret("fourth-hush: ["))
                    .commit("Broken");
            check(shell.shop("plan"));
            check(shell.shop("reconcile"));
        }
    }

    private static void check(Shell.Result result) {
        assertThat(result.out() + result.err())
                .doesNotContain("hush")
                .doesNotContain("aHVzaA")
                .doesNotContain("LWh1c2");
    }

    @Test
    void colours_are_for_those_who_ask() {
        try (Shell shell = new Shell(folder).withShop()) {
            assertThat(shell.shop("plan").out()).doesNotContain("\u001b[");
            assertThat(shell.shop("plan", "--color", "always").out())
                    .contains("\u001b[32m+ Deployment.apps shop/web\u001b[0m");
        }
    }

    @Test
    void watching_goes_on_until_it_is_stopped() throws Exception {
        try (Shell shell = new Shell(folder).withShop()) {
            CancellationSource stop = Cancellation.source();
            CapturedStream out = new CapturedStream();
            Terminal terminal = new Terminal(out.stream(), out.stream(), false, stop);
            String[] command = shell.here(
                    "reconcile",
                    "--watch",
                    "--interval",
                    "1s",
                    "--repo",
                    shell.git.folder().toString(),
                    "--path",
                    "deploy");
            CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> Cli.run(terminal, command));
            out.await("run ended: APPLIED");
            shell.git.write("deploy/web.yaml", Manifests.web(3)).commit("More");
            out.await("updated Deployment.apps default/web");
            stop.cancel("the test ends");
            assertThat(exit.get(60, TimeUnit.SECONDS)).isEqualTo(Exit.DONE.code());
            assertThat(List.of(out.text().split("\n"))).last().isEqualTo("stopped");
        }
    }
}
