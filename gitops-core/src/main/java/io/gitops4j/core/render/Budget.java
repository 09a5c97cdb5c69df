package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much one rendering has read, over all its snapshots and units. For several threads. */
final class Budget {
    private final RenderLimits limits;
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Budget(RenderLimits limits) {
        this.limits = limits;
    }

    /** Takes the reading of {@code file} off the budget, before it is read. */
    void take(RepoPath path, Entry file) {
        if (files.incrementAndGet() > limits.files()) {
            throw over(path, "the rendering reads over " + limits.files() + " files");
        }
        if (bytes.addAndGet(Math.max(0, file.size())) > limits.bytes()) {
            throw over(path, "the rendering reads over " + limits.bytes() + " bytes in all");
        }
    }

    private static GitOpsException over(RepoPath path, String what) {
        return new GitOpsException(Problem.of(
                Code.LIMIT, Places.of(path), what + "; if the repository is trusted, raise the limit in RenderLimits"));
    }
}
