package io.gitops4j.git;

import static io.gitops4j.git.Expect.deliver;
import static io.gitops4j.git.Expect.resolve;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.testkit.GitFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ref that was moved away from its history is told, one that was advanced is not; whatever the server can do. */
class ForcePushTest {
    private final GitFixture git = GitFixture.create();
    private GitSource source = GitSource.create();

    enum Over {
        FILES,
        HTTP_2,
        HTTP_0,
        HTTP_2_WITHOUT_FILTERS,
        HTTP_0_ONLY_TIPS,
        REAL_GIT,
        REAL_GIT_WITH_FILTERS;

        String url(GitFixture git) {
            return switch (this) {
                case FILES -> git.url();
                case HTTP_2 -> git.serveHttp().url();
                case HTTP_0 -> git.serveHttp().onlyOldProtocol().url();
                case HTTP_2_WITHOUT_FILTERS -> git.serveHttp().withoutFilters().url();
                case HTTP_0_ONLY_TIPS ->
                    git.serveHttp()
                            .onlyOldProtocol()
                            .onlyTips()
                            .withoutFilters()
                            .url();
                case REAL_GIT -> RealGitServer.of(git).url();
                case REAL_GIT_WITH_FILTERS ->
                    RealGitServer.of(git).withFilters().url();
            };
        }
    }

    @AfterEach
    void close() {
        source.close();
        git.close();
    }

    private String history(int commits) {
        for (int i = 0; i < commits; i++) {
            git.commit("commit " + i, Map.of("deploy/f" + i % 7 + ".yaml", "v: " + i));
        }
        return git.head();
    }

    @ParameterizedTest
    @EnumSource
    void a_ref_that_advanced_by_one_or_many_commits_replaced_nothing(Over over) {
        history(9);
        String url = over.url(git);
        assertThat(deliver(source, url, "main").replaced()).isEmpty();

        history(1);
        assertThat(deliver(source, url, "main").replaced()).isEmpty();
        history(8);
        assertThat(deliver(source, url, "main").replaced()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_merge_that_brings_the_old_tip_as_its_second_parent_replaced_nothing(Over over) {
        String start = history(3);
        git.branch("side");
        history(5);
        String side = git.head();
        git.branch("main");
        String url = over.url(git);
        deliver(source, url, "main");
        git.resetTo(side);
        history(2);
        git.merge("merge", start);
        history(2);

        assertThat(deliver(source, url, "main").replaced()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_force_push_names_the_tip_it_replaced_until_the_ref_moves_again(Over over) {
        String common = history(6);
        String old = git.commit("old", Map.of("a.yaml", "old"));
        String url = over.url(git);
        deliver(source, url, "main");

        git.resetTo(common);
        history(12);

        assertThat(deliver(source, url, "main").replaced()).contains(old);
        assertThat(resolve(source, url, "main").replaced())
                .as("known when it is resolved again")
                .contains(old);
        assertThat(deliver(source, url, "main").replaced()).contains(old);
        history(1);
        assertThat(deliver(source, url, "main").replaced()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_force_push_back_to_an_older_commit_is_one(Over over) {
        String older = history(5);
        String old = history(4);
        String url = over.url(git);
        deliver(source, url, "main");

        git.resetTo(older);

        assertThat(deliver(source, url, "main").replaced()).contains(old);
    }

    @ParameterizedTest
    @EnumSource
    void a_force_push_is_seen_where_the_server_has_pruned_the_old_tip(Over over) {
        String common = history(6);
        String old = git.commit("old", Map.of("a.yaml", "old"));
        String url = over.url(git);
        deliver(source, url, "main");

        git.resetTo(common);
        history(3);
        git.prune();

        assertThat(deliver(source, url, "main").replaced()).contains(old);
    }

    @ParameterizedTest
    @EnumSource
    void a_history_that_shares_nothing_with_the_old_one_is_a_force_push(Over over) {
        history(4);
        String old = git.head();
        String url = over.url(git);
        deliver(source, url, "main");
        git.orphan().commit("a new start", Map.of("b.yaml", "b"));
        history(3);

        assertThat(deliver(source, url, "main").replaced()).contains(old);
    }

    @ParameterizedTest
    @EnumSource
    void a_force_push_that_was_only_resolved_is_told_at_the_next_open(Over over) {
        String common = history(3);
        String old = git.commit("delivered", Map.of("a.yaml", "old"));
        String url = over.url(git);
        deliver(source, url, "main");

        git.resetTo(common);
        git.commit("pushed", Map.of("a.yaml", "new"));
        resolve(source, url, "main");
        history(2);

        assertThat(deliver(source, url, "main").replaced()).contains(old);
    }

    @ParameterizedTest
    @EnumSource
    void opening_an_older_commit_again_is_no_force_push(Over over) {
        history(3);
        String url = over.url(git);
        Revision first = deliver(source, url, "main");
        history(3);
        deliver(source, url, "main");

        try (Snapshot rollback = source.open(first, Cancellation.none())) {
            assertThat(rollback.revision().replaced()).isEmpty();
        }
        assertThat(deliver(source, url, "main").replaced()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_previous_tip_survives_a_restart(Over over, @TempDir Path cache) {
        String common = history(3);
        String old = git.commit("old", Map.of("a.yaml", "old"));
        String url = over.url(git);
        source = GitSource.builder().cache(cache).build();
        deliver(source, url, "main");
        source.close();

        git.resetTo(common);
        history(3);
        source = GitSource.builder().cache(cache).build();

        assertThat(deliver(source, url, "main").replaced()).contains(old);
    }
}
