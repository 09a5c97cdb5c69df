package io.gitops4j.git;

import io.gitops4j.core.source.Source;
import io.gitops4j.testkit.SourceContract;

/** The contract of sources over a repository on this machine. */
class GitSourceOverFilesTest extends SourceContract {
    @Override
    protected Source newSource() {
        return GitSource.create();
    }

    @Override
    protected Place newPlace() {
        return GitPlace.local();
    }
}
