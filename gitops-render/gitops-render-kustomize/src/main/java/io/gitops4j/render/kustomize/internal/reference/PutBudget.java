package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.Extent;

/**
 * How much replacements or variables may put into objects: a value that is put into what it is taken from doubles each time.
 * For one thread.
 */
final class PutBudget {
    private final long most;
    private long left;

    /** As many values and characters of texts as a file may have bytes. */
    PutBudget(TextLimits limits) {
        this.most = limits.bytes();
        this.left = most;
    }

    /**
     * Counts {@code value}, which is put at {@code at}.
     *
     * @param where the place that asks for it
     * @throws GitOpsException with {@link Code#LIMIT} where all that was put is too much, or nests too deep
     */
    void take(Path at, Node value, Location where) {
        left -= Extent.size(value, left);
        if (left < 0) {
            throw over(
                    where,
                    "what is put into fields comes to over " + most
                            + " values and characters; does it hold the field that it is put into?");
        }
        if (Extent.isDeeper(value, Extent.DEEPEST - at.length())) {
            throw over(
                    where,
                    "what is put into this field nests over " + Extent.DEEPEST
                            + " levels; does it hold the field that it is put into?");
        }
    }

    private static GitOpsException over(Location where, String message) {
        return new GitOpsException(Problem.of(Code.LIMIT, where, message));
    }
}
