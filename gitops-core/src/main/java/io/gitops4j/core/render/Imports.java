package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.SourceRef;

/** Opens other sources that a folder refers to, such as a remote base, where the host's policy allows it. */
@FunctionalInterface
public interface Imports {
    /**
     * The snapshot of {@code ref}; core closes it.
     *
     * @param where the place that refers to it
     * @throws GitOpsException with {@link Code#SOURCE_REFUSED} where the policy forbids it, else as {@link
     *     io.gitops4j.core.source.Source#open}
     */
    Snapshot open(SourceRef ref, Location where);

    /** Refuses every import: the default. */
    static Imports refused() {
        return (ref, where) -> {
            throw new GitOpsException(Problem.of(
                    Code.SOURCE_REFUSED,
                    where,
                    "reading from another repository is not allowed here; copy what is needed into this repository"));
        };
    }
}
