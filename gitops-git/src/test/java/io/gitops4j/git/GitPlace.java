package io.gitops4j.git;

import io.gitops4j.core.source.SourceRef;
import io.gitops4j.testkit.GitFixture;
import io.gitops4j.testkit.SnapshotContract;
import java.util.function.UnaryOperator;

/** A fixture as the contract of sources wants it. */
record GitPlace(GitFixture git, String url, UnaryOperator<String> absentUrl) implements SnapshotContract.Place {
    static GitPlace local() {
        GitFixture git = GitFixture.create();
        return new GitPlace(git, git.url(), url -> url + "-none");
    }

    static GitPlace http() {
        GitFixture git = GitFixture.create();
        return new GitPlace(git, git.serveHttp().url(), url -> url + "-none");
    }

    static GitPlace oldHttp() {
        GitFixture git = GitFixture.create();
        String url =
                git.serveHttp().onlyOldProtocol().onlyTips().withoutFilters().url();
        return new GitPlace(git, url, absent -> absent + "-none");
    }

    @Override
    public SourceRef ref() {
        return SourceRef.of("git", url, "main");
    }

    @Override
    public SourceRef unknownRef() {
        return ref().at("no-such-branch");
    }

    @Override
    public SourceRef absent() {
        return SourceRef.of("git", absentUrl.apply(url), "main");
    }

    @Override
    public void write(String path, String text) {
        git.write(path, text);
    }

    @Override
    public void delete(String path) {
        git.delete(path);
    }

    @Override
    public void link(String path, String target) {
        git.link(path, target);
    }

    @Override
    public String publish() {
        return git.commit("publish");
    }

    @Override
    public void close() {
        git.close();
    }
}
