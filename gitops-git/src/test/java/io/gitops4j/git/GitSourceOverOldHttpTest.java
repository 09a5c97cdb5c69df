package io.gitops4j.git;

import io.gitops4j.core.source.Source;
import io.gitops4j.testkit.SourceContract;

/** The contract of sources over a server of protocol 0 that hands out only what its refs point to. */
class GitSourceOverOldHttpTest extends SourceContract {
    @Override
    protected Source newSource() {
        return GitSource.create();
    }

    @Override
    protected Place newPlace() {
        return GitPlace.oldHttp();
    }
}
