package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Boundary;
import io.gitops4j.testkit.GitFixture;
import io.gitops4j.testkit.GitHttpServer;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kustomizations with bases in other repositories, over smart HTTP, as far as a host lets them. */
class RemoteBasesTest {
    private static final Pattern VALUE = Pattern.compile("(?m)^\\+\\s+(?:value|from): (\\w+)$");

    private final GitFixture other = GitFixture.create();
    private final GitHttpServer server = other.serveHttp();
    private final Host host = host(address -> address.equals(server.url()));

    private static Host host(Predicate<String> imported) {
        return Host.with(
                builder -> builder.boundaries(application -> Boundary.none().importing(imported)));
    }

    @AfterEach
    void close() {
        other.close();
        host.close();
    }

    @Test
    void delivers_a_base_of_another_repository_at_a_branch_a_tag_and_a_commit() {
        String first = base("one");
        other.tag("v1");
        other.branch("next");
        base("two");
        assertThat(delivered("?ref=v1")).isEqualTo("one");
        assertThat(delivered("?ref=" + first)).isEqualTo("one");
        assertThat(delivered("?ref=next")).isEqualTo("two");
        assertThat(delivered("?ref=main")).isEqualTo("one");
        assertThat(delivered("")).isEqualTo("one");
    }

    @Test
    void renders_anew_when_the_other_repository_moved_and_only_then() {
        base("one");
        declare("resources: ['" + server.url() + "//deploy?ref=main']");
        assertThat(value(plan())).isEqualTo("one");
        int before = server.requests().size();
        assertThat(value(plan())).isEqualTo("one");
        assertThat(server.requests().subList(before, server.requests().size()))
                .as("asks for the ref alone")
                .noneMatch(request -> request.startsWith("POST") && request.contains("fetch"));
        base("two");
        assertThat(value(plan())).isEqualTo("two");
    }

    @Test
    void keeps_the_revisions_of_one_repository_apart_in_one_build() {
        base("one");
        other.tag("v1");
        base("two");
        other.tag("v2");
        host.git()
                .write("one/kustomization.yaml", "nameSuffix: -a\nresources: ['" + server.url() + "//deploy?ref=v1']")
                .write("two/kustomization.yaml", "nameSuffix: -b\nresources: ['" + server.url() + "//deploy?ref=v2']");
        declare("resources: [../one, ../two]");
        assertThat(values(plan())).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void reads_what_paths_and_links_of_the_other_repository_mean_there() {
        other.write("shared/app.yaml", Host.configMap("shop", "from", "there"))
                .write("shared/kustomization.yaml", "resources: [app.yaml]")
                .link("deploy/linked", "../shared")
                .write("deploy/kustomization.yaml", "resources: [linked]")
                .commit("share");
        host.git().write("shared/app.yaml", Host.configMap("shop", "from", "here"));
        declare("resources: ['" + server.url() + "//deploy']");
        assertThat(values(plan())).containsExactly("there");
        other.write("deploy/kustomization.yaml", "resources: [../../outside]").commit("leave");
        assertThat(refusal().problem().text())
                .startsWith(server.url() + "//deploy/kustomization.yaml:1:13, resources[0]: the path"
                        + " \"../../outside\" leaves the repository");
        other.link("deploy/away.yaml", "../../../etc/passwd")
                .write("deploy/kustomization.yaml", "resources: [away.yaml]")
                .commit("link away");
        assertThat(refusal().code()).isEqualTo(Code.SOURCE_REFUSED);
    }

    @Test
    void names_a_circle_of_repositories() {
        try (GitFixture third = GitFixture.create();
                Host both = host(address -> true)) {
            String back = third.serveHttp().url();
            other.write("deploy/kustomization.yaml", "resources: ['" + back + "//deploy']")
                    .commit("refer");
            third.write("deploy/kustomization.yaml", "resources: ['" + server.url() + "//deploy']")
                    .commit("refer back");
            both.git()
                    .write("deploy/kustomization.yaml", "resources: ['" + server.url() + "//deploy']")
                    .commit("refer");
            assertThat(refusal(both, both.app("shop").build()).problem().text())
                    .isEqualTo(back + "//deploy/kustomization.yaml:1:13, resources[0]: cycle detected: URI '"
                            + server.url() + "' referenced by previous URI '" + server.url() + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?ref=no-such-branch", "?ref=0123456789012345678901234567890123456789"})
    void says_that_a_ref_is_not_there(String ref) {
        base("one");
        declare("resources: ['" + server.url() + "//deploy" + ref + "']");
        GitOpsException refused = refusal();
        assertThat(refused.code()).isEqualTo(Code.SOURCE_NOT_FOUND);
        assertThat(refused.problem().where().toString()).isEqualTo("deploy/kustomization.yaml:1:13, resources[0]");
    }

    @Test
    void says_that_a_folder_of_the_other_repository_is_not_there() {
        base("one");
        declare("resources: ['" + server.url() + "//missing?ref=main']");
        assertThat(refusal().problem().text())
                .isEqualTo("deploy/kustomization.yaml:1:13, resources[0]: there is no folder 'missing' in "
                        + server.url() + "?ref=main");
        declare("resources: ['" + server.url() + "//deploy/../../outside']");
        assertThat(refusal().problem().where().toString()).isEqualTo("deploy/kustomization.yaml:1:13, resources[0]");
    }

    @Test
    void reads_no_other_repository_unless_the_boundary_says_so() {
        base("one");
        try (Host closed = Host.create()) {
            for (String url : List.of(
                    server.url() + "//deploy",
                    "github.com/acme/shop",
                    "git@github.com:acme/shop.git",
                    "ssh://git@git.example/acme/shop",
                    "git::https://git.example/acme/shop",
                    other.url() + "//deploy")) {
                closed.git()
                        .write("deploy/kustomization.yaml", "namePrefix: a-\nresources:\n- '" + url + "'\n")
                        .commit("refer");
                GitOpsException refused = refusal(closed, closed.app("shop").build());
                assertThat(refused.problem().text())
                        .isEqualTo("deploy/kustomization.yaml:3:3, resources[0]: the application may not read this"
                                + " other repository; copy what is needed into its own, or let its boundary import it");
                assertThat(refused.code()).isEqualTo(Code.SOURCE_REFUSED);
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void serves_no_ssh_even_where_it_may() {
        try (Host open = host(address -> true)) {
            open.git()
                    .write("deploy/kustomization.yaml", "resources: ['git@git.example:acme/shop.git']")
                    .commit("refer");
            GitOpsException refused = refusal(open, open.app("shop").build());
            assertThat(refused.code()).isEqualTo(Code.NOT_SUPPORTED);
            assertThat(refused.problem().where().toString()).isEqualTo("deploy/kustomization.yaml:1:13, resources[0]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resources", "components", "patchesStrategicMerge", "transformers", "configurations"})
    void refuses_credentials_in_a_url_and_shows_none(String field) {
        declare(field + ": ['" + server.url().replace("http://", "http://user:hunter2@") + "//deploy']");
        GitOpsException refused = refusal();
        assertThat(refused.code()).isEqualTo(Code.INVALID_CONFIGURATION);
        assertThat(refused)
                .hasMessageContaining("this URL holds a user or a password")
                .hasMessageContaining("deploy/kustomization.yaml:1:");
        assertThat(refused.toString()).doesNotContain("hunter2").doesNotContain("user:");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void may_be_told_no_longer_to_read_it() {
        base("one");
        boolean[] allowed = {true};
        try (Host changing = host(address -> allowed[0])) {
            changing.git()
                    .write("deploy/kustomization.yaml", "resources: ['" + server.url() + "//deploy']")
                    .commit("refer");
            Application shop = changing.app("shop").build();
            assertThat(values(changing.plan(shop))).containsExactly("one");
            allowed[0] = false;
            assertThat(refusal(changing, shop).code()).isEqualTo(Code.SOURCE_REFUSED);
        }
    }

    private String base(String value) {
        return other.commit(
                "say " + value,
                Map.of(
                        "deploy/kustomization.yaml",
                        "resources: [app.yaml]",
                        "deploy/app.yaml",
                        Host.configMap("shop", "value", value)));
    }

    private void declare(String kustomization) {
        host.git().write("deploy/kustomization.yaml", kustomization + "\n").commit("declare");
    }

    private String delivered(String query) {
        declare("resources: ['" + server.url() + "//deploy" + query + "']");
        return value(plan());
    }

    private Plan plan() {
        return host.plan(host.app("shop").build());
    }

    private static String value(Plan plan) {
        return values(plan).get(0);
    }

    /** The values that the plan writes. */
    private static List<String> values(Plan plan) {
        return VALUE.matcher(plan.toDiff())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private GitOpsException refusal() {
        return refusal(host, host.app("shop").build());
    }

    private static GitOpsException refusal(Host host, Application application) {
        return catchThrowableOfType(GitOpsException.class, () -> host.plan(application));
    }
}
