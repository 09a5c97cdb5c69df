package io.gitops4j.git;

import static io.gitops4j.git.Expect.deliver;
import static io.gitops4j.git.Expect.problem;
import static io.gitops4j.git.Expect.resolve;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.Revision;
import io.gitops4j.testkit.GitFixture;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a ref as written means, over every way that refs are read. */
class RefsTest {
    private final GitFixture git = GitFixture.create();
    private final GitSource source = GitSource.create();

    enum Over {
        LOOSE_FILES,
        PACKED_FILES,
        HTTP_2,
        HTTP_0,
        REAL_GIT;

        String url(GitFixture git) {
            return switch (this) {
                case LOOSE_FILES -> git.url();
                case PACKED_FILES -> git.pack().url();
                case HTTP_2 -> git.serveHttp().url();
                case HTTP_0 -> git.serveHttp().onlyOldProtocol().url();
                case REAL_GIT -> RealGitServer.of(git).url();
            };
        }
    }

    @AfterEach
    void close() {
        source.close();
        git.close();
    }

    @ParameterizedTest
    @EnumSource
    void branches_tags_full_names_and_commits_resolve(Over over) {
        String first = git.commit("first", Map.of("a.yaml", "1"));
        git.tag("v1");
        String second = git.commit("second", Map.of("a.yaml", "2"));
        String url = over.url(git);

        for (Map.Entry<String, Revision> expected : Map.of(
                        "",
                        Revision.of(Expect.at(url, ""), second, "refs/heads/main"),
                        "HEAD",
                        Revision.of(Expect.at(url, "HEAD"), second, "refs/heads/main"),
                        "main",
                        Revision.of(Expect.at(url, "main"), second, "refs/heads/main"),
                        "refs/heads/main",
                        Revision.of(Expect.at(url, "refs/heads/main"), second, "refs/heads/main"),
                        "v1",
                        Revision.of(Expect.at(url, "v1"), first, "refs/tags/v1"),
                        "refs/tags/v1",
                        Revision.of(Expect.at(url, "refs/tags/v1"), first, "refs/tags/v1"),
                        first,
                        Revision.of(Expect.at(url, first), first, first))
                .entrySet()) {
            Revision resolved = resolve(source, url, expected.getKey());

            assertThat(resolved).isEqualTo(expected.getValue());
            assertThat(resolved.ref()).isEqualTo(expected.getValue().ref());
            assertThat(deliver(source, url, expected.getKey()).id()).isEqualTo(resolved.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_annotated_tag_and_a_tag_of_a_tag_are_peeled_to_the_commit(Over over) {
        git.author("Ann", "ann@example.com").at(Instant.parse("2024-05-06T07:08:09Z"));
        String commit = git.commit("the subject\n\nand a body", Map.of("a.yaml", "1"));
        git.author("Tagger", "tagger@example.com");
        String tag = git.annotatedTag("v1");
        git.annotatedTag("stable", tag);
        String url = over.url(git);

        for (String ref : List.of("v1", "refs/tags/v1", "stable", "refs/tags/stable")) {
            Revision revision = deliver(source, url, ref);

            assertThat(revision.id()).isEqualTo(commit).isNotEqualTo(tag);
            assertThat(revision.commit())
                    .contains(
                            new Commit("Ann <ann@example.com>", Instant.parse("2024-05-06T07:08:09Z"), "the subject"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_moved_tag_is_followed(Over over) {
        git.commit("first", Map.of("a.yaml", "1"));
        git.annotatedTag("stable");
        String url = over.url(git);
        deliver(source, url, "stable");

        String second = git.commit("second", Map.of("a.yaml", "2"));
        git.annotatedTag("stable");

        assertThat(deliver(source, url, "stable").id()).isEqualTo(second);
        assertThat(deliver(source, url, "stable").replaced()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_name_of_both_a_branch_and_a_tag_must_be_written_out(Over over) {
        git.commit("first", Map.of("a.yaml", "1"));
        git.tag("release").branch("release");
        String branch = git.commit("second", Map.of("a.yaml", "2"));
        String url = over.url(git);

        GitOpsException e = problem(Code.INVALID_CONFIGURATION, () -> resolve(source, url, "release"));

        assertThat(e)
                .hasMessage("Git repository " + url + ": \"release\" is both a branch and a tag, at different commits. "
                        + "Write refs/heads/release or refs/tags/release.");
        assertThat(resolve(source, url, "refs/heads/release").id()).isEqualTo(branch);
    }

    @ParameterizedTest
    @EnumSource
    void a_branch_and_a_tag_at_one_commit_are_no_question(Over over) {
        String commit = git.commit("first", Map.of("a.yaml", "1"));
        git.tag("release").branch("release");
        String url = over.url(git);

        Revision revision = resolve(source, url, "release");

        assertThat(revision.id()).isEqualTo(commit);
        assertThat(revision.ref()).isEqualTo("refs/heads/release");
    }

    @ParameterizedTest
    @EnumSource
    void an_unknown_ref_names_the_most_similar_ones(Over over) {
        git.commit("first", Map.of("a.yaml", "1"));
        git.branch("release-1.2").branch("release-1.3").branch("unrelated").tag("release-1.1");
        String url = over.url(git);

        assertThat(problem(Code.SOURCE_NOT_FOUND, () -> resolve(source, url, "relaese-1.2")))
                .hasMessage("Git repository " + url + ": There is no branch and no tag \"relaese-1.2\"; there is "
                        + "refs/heads/release-1.2, refs/heads/release-1.3, refs/tags/release-1.1.");
        assertThat(problem(Code.SOURCE_NOT_FOUND, () -> resolve(source, url, "refs/heads/mian")))
                .hasMessageContaining("There is no ref \"refs/heads/mian\"; there is refs/heads/main");
    }

    @ParameterizedTest
    @EnumSource
    void an_abbreviated_commit_id_is_explained(Over over) {
        String commit = git.commit("first", Map.of("a.yaml", "1"));
        String url = over.url(git);

        assertThat(problem(Code.INVALID_CONFIGURATION, () -> resolve(source, url, commit.substring(0, 8))))
                .hasMessageContaining("give all 40 characters");
    }

    @ParameterizedTest
    @EnumSource
    void an_expression_is_no_ref(Over over) {
        git.commit("first", Map.of("a.yaml", "1"));
        String url = over.url(git);

        for (String ref :
                List.of("main~1", "main^", "a..b", "-x", "a b", "refs/heads/../../config", "main@{1}", "x\ny")) {
            assertThat(problem(Code.INVALID_CONFIGURATION, () -> resolve(source, url, ref)))
                    .hasMessageContaining("is no name of a ref");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_repository_and_a_missing_default_branch_are_not_found(Over over) {
        String url = over.url(git);
        assertThat(problem(Code.SOURCE_NOT_FOUND, () -> resolve(source, url, "")))
                .hasMessageContaining("push a first commit, or name a branch");

        git.commit("first", Map.of("a.yaml", "1"));
        git.defaultBranch("trunk");

        problem(Code.SOURCE_NOT_FOUND, () -> resolve(source, url, ""));
        assertThat(resolve(source, url, "main").ref()).isEqualTo("refs/heads/main");
    }

    @ParameterizedTest
    @EnumSource
    void a_commit_that_does_not_exist_is_not_found_when_opened(Over over) {
        git.commit("first", Map.of("a.yaml", "1"));
        String url = over.url(git);
        String gone = "0123456789abcdef0123456789abcdef01234567";

        assertThat(problem(Code.SOURCE_NOT_FOUND, () -> deliver(source, url, gone)))
                .hasMessageContaining(gone);
    }

    @ParameterizedTest
    @EnumSource
    void a_tag_object_given_as_a_commit_id_is_no_commit(Over over) {
        git.commit("first", Map.of("a.yaml", "1"));
        String tag = git.annotatedTag("v1");
        String url = over.url(git);

        assertThat(problem(Code.INVALID_CONFIGURATION, () -> deliver(source, url, tag)))
                .hasMessageContaining("is not a commit");
    }

    @ParameterizedTest
    @EnumSource
    void a_commit_id_in_capitals_is_the_same_commit(Over over) {
        String commit = git.commit("first", Map.of("a.yaml", "1"));
        String url = over.url(git);

        assertThat(deliver(source, url, commit.toUpperCase(Locale.ROOT)).id()).isEqualTo(commit);
    }
}
