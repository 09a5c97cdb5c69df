package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.git.Git;
import io.gitops4j.testkit.GitFixture;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tags, large files, submodules and rewritten histories, from a local repository and over HTTP. */
class GitKindsTest {
    private static final String POINTER = """
            version https://git-lfs.github.com/spec/v1
            oid sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0
            size 98765
            """;

    private final Host host = Host.create();

    /** How the repository is reached. */
    enum By {
        FILE,
        HTTP
    }

    @AfterEach
    void close() {
        host.close();
    }

    private Git repository(By by) {
        return Git.at(by == By.HTTP ? host.git.serveHttp().url() : host.git.url())
                .path("deploy");
    }

    private Application at(Git repository) {
        return host.app("shop", repository).build();
    }

    private static String revision(Run run) {
        return run.revisions().of("default").orElseThrow().id();
    }

    private Problem refused(Application application) {
        var before = host.everything();
        Run run = host.reconcile(application);
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(host.everything()).isEqualTo(before);
        assertThat(run.outcome().problems()).hasSize(1);
        return run.outcome().problems().get(0);
    }

    private void good() {
        host.declare("a.yaml", configMap("a", "x", "1"), "sub/b.yaml", configMap("b"));
        assertThat(host.reconcile(at(repository(By.FILE).branch("main")))
                        .outcome()
                        .kind())
                .isEqualTo(Outcome.Kind.APPLIED);
    }

    @ParameterizedTest
    @EnumSource
    void a_tag_of_a_tag_of_a_tag_is_its_commit_and_is_followed_when_one_in_the_middle_moves(By by) {
        String one = host.declare("a.yaml", configMap("a", "x", "1"));
        String inner = host.git.annotatedTag("inner");
        String middle = host.git.annotatedTag("middle", inner);
        host.git.annotatedTag("outer", middle);
        Application outer = at(repository(by).tag("outer"));
        Run first = host.reconcile(outer);
        String two = host.declare("a.yaml", configMap("a", "x", "2"));
        String inner2 = host.git.annotatedTag("inner");
        host.git.annotatedTag("outer", host.git.annotatedTag("middle", inner2));

        Run second = host.reconcile(outer);

        assertThat(revision(first)).isEqualTo(one);
        assertThat(revision(second)).isEqualTo(two);
        assertThat(host.data("a", "x")).contains("2");
    }

    @ParameterizedTest
    @EnumSource
    void a_tag_that_becomes_another_kind_of_tag_is_followed_back_and_forth(By by) {
        String one = host.declare("a.yaml", configMap("a", "x", "1"));
        host.git.annotatedTag("stable");
        Application stable = at(repository(by).tag("stable"));
        String atFirst = revision(host.reconcile(stable));
        String two = host.declare("a.yaml", configMap("a", "x", "2"));
        host.git.tag("stable");
        String then = revision(host.reconcile(stable));
        host.git.resetTo(one).annotatedTag("stable");
        String last = revision(host.reconcile(stable));

        assertThat(atFirst).isEqualTo(one);
        assertThat(then).isEqualTo(two);
        assertThat(last).isEqualTo(one);
        assertThat(host.data("a", "x")).contains("1");
    }

    @ParameterizedTest
    @EnumSource
    void a_branch_and_a_tag_of_one_name_are_told_apart(By by) {
        String one = host.declare("a.yaml", configMap("a", "x", "1"));
        host.git.annotatedTag("release");
        host.git.branch("release");
        String two = host.declare("a.yaml", configMap("a", "x", "2"));
        Git repository = repository(by);

        assertThat(host.plan(at(repository.tag("release")))
                        .revisions()
                        .of("default")
                        .orElseThrow()
                        .id())
                .isEqualTo(one);
        assertThat(host.plan(at(repository.branch("release")))
                        .revisions()
                        .of("default")
                        .orElseThrow()
                        .id())
                .isEqualTo(two);
    }

    @ParameterizedTest
    @EnumSource
    void a_force_push_is_followed_and_told(By by) {
        String one = host.declare("a.yaml", configMap("a", "x", "1"));
        String two = host.declare("a.yaml", configMap("a", "x", "2"));
        Application shop = at(repository(by).branch("main"));
        host.reconcile(shop);
        host.git.resetTo(one);
        host.declare("a.yaml", configMap("a", "x", "3"));
        host.forgetEvents();

        Run run = host.reconcile(shop);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.data("a", "x")).contains("3");
        assertThat(host.events(Event.Kind.HISTORY_REWRITTEN))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.message()).contains("refs/heads/main").contains(two));
    }

    @ParameterizedTest
    @EnumSource
    void a_pointer_to_a_large_file_is_refused_wherever_it_is_needed(By by) {
        good();
        Application shop = at(repository(by).branch("main"));
        host.declare("a.yaml", configMap("a", "x", "2"), "big.json", POINTER);
        Problem plain = refused(shop);
        host.declare("a.yaml", configMap("a", "x", "2"), "sub/deep/big.YML", POINTER.replace("\n", "\r\n"));
        Problem nested = refused(shop);
        host.declare(
                "kustomization.yaml",
                "resources: [a.yaml, big.yaml]\n",
                "a.yaml",
                configMap("a", "x", "2"),
                "big.yaml",
                POINTER);
        Problem resource = refused(shop);
        host.declare("kustomization.yaml", POINTER, "a.yaml", configMap("a", "x", "2"));
        Problem kustomization = refused(shop);

        assertThat(plain.text()).contains("deploy/big.json");
        assertThat(nested.text()).contains("deploy/sub/deep/big.YML");
        assertThat(resource.text()).contains("deploy/big.yaml");
        assertThat(kustomization.text()).contains("deploy/kustomization.yaml");
        for (Problem problem : new Problem[] {plain, nested, resource, kustomization}) {
            assertThat(problem.code()).isEqualTo(Code.SOURCE_REFUSED);
            assertThat(problem.message()).contains("LFS").contains("98765");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_pointer_that_is_no_manifest_is_nobodys_business(By by) {
        host.declare("a.yaml", configMap("a", "x", "1"), "logo.png", POINTER);
        host.git.write("videos/intro.yaml", POINTER).commit("more");

        assertThat(host.reconcile(at(repository(by).branch("main"))).outcome().kind())
                .isEqualTo(Outcome.Kind.APPLIED);
    }

    @ParameterizedTest
    @EnumSource
    void a_submodule_in_place_of_a_folder_that_held_objects_is_refused(By by) {
        good();
        try (GitFixture sub = GitFixture.create()) {
            String pinned = sub.commit("b", Map.of("b.yaml", configMap("b")));
            host.git
                    .delete("deploy/sub")
                    .submodule("deploy/sub", sub.url(), pinned)
                    .commit("as a submodule");

            Problem problem = refused(at(repository(by).branch("main")));

            assertThat(problem.code()).isEqualTo(Code.SOURCE_REFUSED);
            assertThat(problem.text().toLowerCase(Locale.ROOT))
                    .contains("deploy/sub")
                    .contains("submodule");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_submodule_above_below_or_linked_to_the_folder_is_refused(By by) {
        good();
        Git repository = repository(by);
        String nowhere = "0123456789012345678901234567890123456789";
        host.git.submodule("vendor", "https://git.example/gone.git", nowhere).commit("beside");
        Problem inside = refused(
                host.app("shop", repository.branch("main").path("vendor/base")).build());
        Problem itself = refused(
                host.app("shop", repository.branch("main").path("vendor")).build());
        host.git.link("deploy/linked", "../vendor").commit("a link to it");
        Problem linked = refused(at(repository.branch("main")));
        host.declare("kustomization.yaml", "resources: [../vendor]\n");
        Problem resource = refused(at(repository.branch("main")));

        for (Problem problem : new Problem[] {inside, itself, linked, resource}) {
            assertThat(problem.text().toLowerCase(Locale.ROOT))
                    .contains("vendor")
                    .contains("submodule");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_submodule_elsewhere_in_the_repository_disturbs_nothing(By by) {
        host.declare("a.yaml", configMap("a"));
        host.git
                .submodule(
                        "vendor", "ext::sh -c touch% /tmp/owned-by-a-test", "0123456789012345678901234567890123456789")
                .commit("beside");

        assertThat(host.reconcile(at(repository(by).branch("main"))).outcome().kind())
                .isEqualTo(Outcome.Kind.APPLIED);
        assertThat(Files.exists(java.nio.file.Path.of("/tmp/owned-by-a-test"))).isFalse();
    }
}
