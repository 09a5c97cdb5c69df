package io.gitops4j.git;

import io.gitops4j.core.source.Source;
import io.gitops4j.testkit.SourceContract;

/** The contract of sources over smart HTTP, protocol 2. */
class GitSourceOverHttpTest extends SourceContract {
    @Override
    protected Source newSource() {
        return GitSource.create();
    }

    @Override
    protected Place newPlace() {
        return GitPlace.http();
    }
}
