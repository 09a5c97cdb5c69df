package io.gitops4j.render.kustomize.internal.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of {@code api/internal/git/repospec.go}, with cases of the kinds that {@code repospec_test.go} has. */
class RepositoryUrlTest {
    @Test
    void takes_host_repository_folder_and_ref_in_any_combination() {
        List<String[]> hosts = List.of(
                new String[] {"gitHub.com/", "https://github.com/"},
                new String[] {"github.com:", "https://github.com/"},
                new String[] {"http://github.com/", "https://github.com/"},
                new String[] {"hTTps://github.com/", "https://github.com/"},
                new String[] {"https://git.example/", "https://git.example/"},
                new String[] {"ssh://git.example:7999/", "ssh://git.example:7999/"},
                new String[] {"git::http://git.example/", "http://git.example/"},
                new String[] {"git::https://git.example/", "https://git.example/"},
                new String[] {"git@github.com:", "git@github.com:"},
                new String[] {"git@github.com/", "git@github.com:"},
                new String[] {"git::git@github.com:", "git@github.com:"},
                new String[] {"org-7@github.com/", "org-7@github.com:"});
        for (String[] host : hosts) {
            for (String folder : List.of("", "deploy", "deploy/prod")) {
                for (String ref : List.of("", "main", "group/v1", "v0.1.0")) {
                    String text = host[0] + "acme/shop" + (folder.isEmpty() ? "" : "/" + folder)
                            + (ref.isEmpty() ? "" : "?ref=" + ref);
                    assertThat(RepositoryUrl.parse(text))
                            .as(text)
                            .contains(new RepositoryUrl(host[1] + "acme/shop", folder, ref));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // a mark parts the repository from the folder, else the second name does
        "https://git.example/a/b/c//deploy/prod, https://git.example/a/b/c, deploy/prod, ''",
        "https://git.example/a/b/c.git/deploy, https://git.example/a/b/c.git, deploy, ''",
        "https://git.example/a/b/c.git//deploy/?ref=v1, https://git.example/a/b/c.git, deploy/, v1",
        "https://git.example/a/p/_git/r/deploy?version=v1, https://git.example/a/p/_git/r, deploy, v1",
        "https://git.example/a/p/_git/r//deploy, https://git.example/a/p/_git/r, deploy, ''",
        "https://git.example/a/p/_git/r, https://git.example/a/p/_git/r, '', ''",
        "https://github.com/acme/shop//deploy/prod/?ref=v1, https://github.com/acme/shop, deploy/prod/, v1",
        "http://github.com/acme/shop.git/deploy, https://github.com/acme/shop.git, deploy, ''",
        "git@git.example:group/sub/shop.git?ref=v1, git@git.example:group/sub/shop.git, '', v1",
        "git@git.example:acme/shop.git//deploy, git@git.example:acme/shop.git, deploy, ''",
        "git@git.example/acme/shop.git//deploy, git@git.example/acme/shop.git, deploy, ''",
        "git@git.example/user:name/shop.git/deploy, git@git.example/user:name/shop.git, deploy, ''",
        "git@gist.github.com:0123.git, git@gist.github.com:0123.git, '', ''",
        "ssh://git@github.com/acme/shop//deploy, git@github.com:acme/shop, deploy, ''",
        "ssh://alice@git.example/a/b//deploy, ssh://alice@git.example/a/b, deploy, ''",
        "ssh://git@ssh.github.com:443/acme/shop.git, ssh://git@ssh.github.com:443/acme/shop.git, '', ''",
        "file:///srv/shop.git/deploy?ref=main, file:///srv/shop.git, deploy, main",
        "file:///srv/shop//deploy, file:///srv/shop, deploy, ''",
        "file:///srv/shop, file:///srv/shop, '', ''",
        // what looks like a mark in the query is none
        "https://git.example/acme/shop/?ref=with_git/and.git//more, https://git.example/acme/shop, '',"
                + " with_git/and.git//more",
        "https://git.example/acme/shop/%-no-escape, https://git.example/acme/shop, %-no-escape, ''",
    })
    void finds_what_is_the_repository_and_what_the_folder(String text, String url, String folder, String ref) {
        assertThat(RepositoryUrl.parse(text)).contains(new RepositoryUrl(url, folder, ref));
    }

    @ParameterizedTest
    @CsvSource({
        "ref=v1, v1",
        "version=main, main",
        "version=main&ref=v1, v1",
        "ref=&version=main, main",
        "timeout=30&submodules=false&ref=a%2Fb, a/b",
        "unknown=x, ''",
    })
    void finds_the_ref_among_the_parameters(String query, String ref) {
        assertThat(RepositoryUrl.parse("https://git.example/acme/shop?" + query))
                .contains(new RepositoryUrl("https://git.example/acme/shop", "", ref));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/srv/shop",
                "../../shop",
                "deploy",
                "src/github.com/acme/shop/deploy",
                "htxxxtp://github.com/",
                "ssh://git.example",
                "git::___",
                "https://git.example?ref=group/v1",
                "https://github.com/acme/shop.git//deploy/../../outside",
                "https://github.com/acme/shop//..",
                "github.com!acme/shop.git//deploy",
                "gh:acme/shop",
                "https://github.com/shop.yaml",
                "file:////srv//deploy",
                "git@scp://github.com/acme/shop.git//deploy",
                "git@ssh://github.com/acme/shop.git//deploy",
            })
    void takes_for_a_path_what_kustomize_takes_for_no_repository(String text) {
        assertThat(RepositoryUrl.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:pw@git.example/acme/shop",
                "https://user@git.example/acme/shop",
                "git::HTTPS://user:pw@git.example/acme/shop",
                "ssh://git:pw@git.example/acme/shop",
            })
    void knows_a_url_with_credentials(String text) {
        assertThat(RepositoryUrl.hasCredentials(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://git.example/a@b/c", "git@github.com:acme/shop", "ssh://git@git.example/acme/shop", "a@b"
            })
    void knows_a_url_without_credentials(String text) {
        assertThat(RepositoryUrl.hasCredentials(text)).isFalse();
    }
}
