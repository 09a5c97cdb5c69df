package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.source.Revision;
import io.gitops4j.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The checks of the shared cases of Git; their repositories are made by the scripts that they bring. */
final class GitCases {
    static final Map<String, FieldCasesTest.Check> ALL = new TreeMap<>(Map.of(
            "73-annotated-tag", GitCases::annotatedTag,
            "76-lfs-pointers", GitCases::lfsPointers,
            "78-submodules", GitCases::submodules));

    private GitCases() {}

    private static Path setUp(Path folder) throws Exception {
        Path made = Files.createTempDirectory("fieldcase-").toRealPath();
        run(folder.resolve("setup.sh"), made.toString());
        return made;
    }

    private static void run(Path script, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 2];
        command[0] = "sh";
        command[1] = script.toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as("the end of %s", script).isZero();
    }

    private static Revision revision(Run run) {
        return run.revisions().of("default").orElseThrow();
    }

    private static void annotatedTag(Path folder, Host host) throws Exception {
        Path made = setUp(folder);
        Git repository = Git.at(made.resolve("repo.git")).path("deploy");
        Application fixed = host.app("fixed", repository.tag("v1.0.0")).build();
        Application stable = host.app("stable", repository.tag("stable")).build();
        Application full =
                host.app("stable", repository.ref("refs/tags/stable")).build();

        Run first = host.reconcile(stable);
        assertThat(first.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(revision(first).id()).startsWith("f0c6d12");
        assertThat(revision(first).commit().orElseThrow().author()).contains("dev");
        assertThat(revision(first).commit().orElseThrow().at()).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(host.plan(fixed).revisions().of("default").orElseThrow().id())
                .startsWith("f0c6d12");
        assertThat(host.plan(full).revisions().of("default").orElseThrow().id()).startsWith("f0c6d12");
        assertThat(host.status(stable).revisions().of("default").orElseThrow().id())
                .startsWith("f0c6d12");
        assertThat(revision(host.reconciler()
                                .history(stable.id(), Optional.empty(), 1)
                                .get(0))
                        .id())
                .startsWith("f0c6d12");

        run(made.resolve("move.sh"));
        Run moved = host.reconcile(stable);
        assertThat(revision(moved).id()).startsWith("a9d0b56");
        assertThat(host.data("a", "v")).contains("two");
        assertThat(host.plan(fixed).revisions().of("default").orElseThrow().id())
                .startsWith("f0c6d12");
    }

    private static void lfsPointers(Path folder, Host host) throws Exception {
        Path made = setUp(folder);
        host.declare("a.yaml", Host.configMap("a", "v", "plain"), "dashboards.yaml", Host.configMap("dashboards"));
        host.reconcile(host.shop());
        Git repository = Git.at(made.resolve("repo.git")).branch("main").path("deploy");
        Application shop = host.app("shop", repository).build();
        var before = host.everything();

        Run run = host.reconcile(shop);
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(run.outcome().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.SOURCE_REFUSED);
            assertThat(problem.text())
                    .contains("deploy/dashboards.big.yaml")
                    .contains("Git LFS pointer")
                    .contains("12345");
        });
        assertThat(host.everything()).isEqualTo(before);

        Rendering without = new Rendering("plain", Host.node("{exclude: [\"*.big.yaml\"]}"));
        Application excluding = Application.named("excluding")
                .from(ApplicationSource.of(repository.sourceRef(), repository.path())
                        .renderedBy(without))
                .to("embedded")
                .namespace("shop")
                .build();
        assertThat(host.plan(excluding).changes()).hasSize(1);
    }

    private static void submodules(Path folder, Host host) throws Exception {
        Path made = setUp(folder);
        host.declare(
                "own.yaml",
                Host.configMap("own", "v", "x"),
                "from-sub.yaml",
                Host.configMap("from-sub", "v", "pinned"));
        host.reconcile(host.shop());
        var before = host.everything();

        for (String path : new String[] {"deploy", "deploy-broken", "deploy-evil"}) {
            Application shop = host.app(
                            "shop",
                            Git.at(made.resolve("repo.git")).branch("main").path(path))
                    .build();
            Run run = host.reconcile(shop);
            assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
            assertThat(run.outcome().problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.text())
                            .contains(path + "/vendor")
                            .containsIgnoringCase("submodule"));
            assertThat(host.everything()).isEqualTo(before);
        }
        assertThat(Files.exists(Path.of("/tmp/owned"))).isFalse();
    }
}
