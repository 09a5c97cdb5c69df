package io.gitops4j.core.reconcile;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Imports;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.Source;
import io.gitops4j.core.source.SourceRef;
import java.util.LinkedHashMap;
import java.util.Map;

/** Opens the other repositories that folders of one application refer to, as far as its boundary goes. For several threads. */
final class Importing implements Imports {
    private final Map<String, Source> sources;
    private final Boundary boundary;
    private final Cancellation cancellation;
    private final Map<SourceRef, String> opened = new LinkedHashMap<>();

    Importing(Map<String, Source> sources, Boundary boundary, Cancellation cancellation) {
        this.sources = sources;
        this.boundary = boundary;
        this.cancellation = cancellation;
    }

    @Override
    public Snapshot open(SourceRef ref, Location where) {
        Source source = sources.get(ref.type());
        if (source == null || !boundary.mayImport(ref.address())) {
            throw new GitOpsException(Problem.of(
                    Code.SOURCE_REFUSED,
                    where,
                    "the application may not read this other repository; copy what is needed into its own, or let its "
                            + "boundary import it"));
        }
        try {
            Revision revision = source.resolve(ref, cancellation);
            Snapshot snapshot = source.open(revision, cancellation);
            synchronized (opened) {
                opened.put(ref, revision.id());
            }
            return snapshot;
        } catch (GitOpsException failure) {
            throw new GitOpsException(failure.problems().stream()
                    .map(problem -> new Problem(problem.code(), problem.text(), where, problem.retryable()))
                    .toList());
        }
    }

    /** What was opened, with the ids of the revisions. */
    Map<SourceRef, String> opened() {
        synchronized (opened) {
            return Map.copyOf(opened);
        }
    }

    /** Whether each of {@code before} may still be opened and has the same revision; what cannot be asked has not. */
    boolean same(Map<SourceRef, String> before) {
        return before.entrySet().stream().allMatch(known -> {
            SourceRef ref = known.getKey();
            Source source = sources.get(ref.type());
            try {
                return source != null
                        && boundary.mayImport(ref.address())
                        && source.resolve(ref, cancellation).id().equals(known.getValue());
            } catch (GitOpsException unknown) {
                cancellation.check();
                return false;
            }
        });
    }
}
