package io.gitops4j.git;

import static io.gitops4j.git.Expect.at;
import static io.gitops4j.git.Expect.printed;
import static io.gitops4j.git.Expect.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.SourceRef;
import io.gitops4j.testkit.GitFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are read, which are refused, and that none of them prints a password. */
class AddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example/acme/shop.git",
                "http://git.example:8080/acme/@scope/shop",
                "HTTPS://git.example/x",
                "file:///srv/git/shop.git",
                "file://localhost/srv/git/shop.git",
                "/srv/git/shop.git"
            })
    void supported_addresses(String text) {
        assertThat(Address.of(text).shown()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "ext::sh -c touch% /tmp/owned, invalid-configuration",
        "fd::17, invalid-configuration",
        "ssh://git@git.example/x.git, not-supported",
        "git@git.example:acme/shop.git, not-supported",
        "git.example:acme/shop.git, not-supported",
        "git://git.example/x.git, not-supported",
        "ftp://git.example/x.git, not-supported",
        "--upload-pack=touch /tmp/owned, invalid-configuration",
        "../relative, invalid-configuration",
        "shop.git, invalid-configuration",
        "https:///x.git, invalid-configuration",
        "https://git.example/x.git?private_token=s3cret, invalid-configuration",
        "https://user:s3cret@git.example/x.git, invalid-configuration",
        "https://s3cret@git.example/x.git, invalid-configuration",
        "https://user:s3/cr@et@git.example/x.git, invalid-configuration",
        "https://user:s3 cret@git.example/x.git, invalid-configuration",
        "ssh://user:s3cret@git.example/x.git, not-supported",
        "user:s3cret@git.example:x.git, not-supported",
        "file://other.host/srv/x.git, invalid-configuration",
        "'', invalid-configuration"
    })
    void refused_addresses(String text, String code) {
        GitOpsException e = problem(new Code(code), () -> Address.of(text));

        assertThat(printed(e)).doesNotContain("s3").doesNotContain("cret").doesNotContain("et@");
        assertThat(printed(problem(new Code(code), () -> Git.at(text)))).doesNotContain("cret");
    }

    @Test
    void the_source_refuses_before_it_contacts_anything() {
        try (GitSource source = GitSource.create()) {
            problem(
                    Code.INVALID_CONFIGURATION,
                    () -> source.resolve(at("ext::sh -c touch% /tmp/gitops4j-owned", "main"), Cancellation.none()));
            assertThat(Path.of("/tmp/gitops4j-owned")).doesNotExist();
            assertThat(problem(
                            Code.NOT_SUPPORTED,
                            () -> source.resolve(
                                    at("https://git.example/x.git", "main").withCredential("deploy"),
                                    Cancellation.none())))
                    .hasMessageContaining("credential deploy");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> source.resolve(SourceRef.of("oci", "x", "y"), Cancellation.none()));
        }
    }

    @Test
    void a_folder_that_is_no_repository_is_not_found() {
        try (GitSource source = GitSource.create()) {
            assertThat(problem(Code.SOURCE_NOT_FOUND, () -> Expect.resolve(source, "/", "main")))
                    .hasMessage("Git repository /: The folder is no Git repository: check the address.");
        }
    }

    @Test
    void git_is_an_immutable_front_door() {
        Git repository = Git.at("https://git.example/acme/shop.git");
        Git prod = repository.branch("main").path("deploy/./prod/");

        assertThat(repository.sourceRef()).isEqualTo(SourceRef.of("git", "https://git.example/acme/shop.git", ""));
        assertThat(repository.path()).isEqualTo(RepoPath.root());
        assertThat(prod.sourceRef().ref()).isEqualTo("refs/heads/main");
        assertThat(prod.path()).isEqualTo(RepoPath.of("deploy/prod"));
        assertThat(prod).hasToString("https://git.example/acme/shop.git@refs/heads/main:deploy/prod");
        assertThat(prod.tag("v1").sourceRef().ref()).isEqualTo("refs/tags/v1");
        assertThat(prod.ref("v1").sourceRef().ref()).isEqualTo("v1");
        assertThat(prod)
                .isEqualTo(Git.at("https://git.example/acme/shop.git")
                        .path("deploy/prod")
                        .branch("main"));
        problem(Code.INVALID_CONFIGURATION, () -> repository.commit("abc"));
        problem(Code.INVALID_CONFIGURATION, () -> repository.branch(""));
        problem(Code.INVALID_CONFIGURATION, () -> repository.branch("a..b"));
        problem(Code.INVALID_CONFIGURATION, () -> repository.path("../x"));
    }

    @Test
    void a_front_door_opens() {
        try (GitFixture git = GitFixture.create();
                GitSource source = GitSource.create()) {
            String commit = git.commit("first", Map.of("a.yaml", "a"));

            assertThat(source.resolve(Git.at(git.folder()).sourceRef(), Cancellation.none())
                            .id())
                    .isEqualTo(commit);
            assertThat(source.resolve(Git.at(git.url()).commit(commit).sourceRef(), Cancellation.none())
                            .id())
                    .isEqualTo(commit);
        }
    }
}
