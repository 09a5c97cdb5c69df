package io.gitops4j.core.plan;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Digest;
import io.gitops4j.core.Problem;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.tree.Node;
import java.util.Collection;
import java.util.List;

/**
 * What a run would do, before it does anything: the face that gates, approvals, histories and people use, for whatever kind of
 * target. Made by {@code Reconciler.plan}, immutable, free of secrets.
 *
 * <p>Two plans with one {@link #digest} do the same: it covers the application, its configuration, the revisions, and for each
 * step the action, the object and its uid, what is declared, and the live fields that the step reads or writes, but no status,
 * resource version or time, nor the order of independent steps.
 */
public interface Plan {
    /** Which application. */
    ApplicationId application();

    /** What was declared, from where. */
    Revisions revisions();

    /** The digest of all that the plan does. */
    Digest digest();

    /** The digest of the application's configuration. */
    Digest config();

    /** The lines, objects without a difference left out, in the order in which they happen; unmodifiable. */
    List<PlannedChange> changes();

    /** How many objects are as declared. */
    int unchanged();

    /** What is odd: renderer warnings, takeovers, objects that will be replaced; unmodifiable. */
    List<Problem> warnings();

    /** Whether there is nothing to write. */
    boolean isEmpty();

    /**
     * This plan with removals let go that it holds for a confirmation. The digest stays: the confirmation is of this plan and
     * no other.
     *
     * @param objects the objects, as {@link PlannedChange#object} names them
     * @throws io.gitops4j.core.GitOpsException with {@link io.gitops4j.core.Code#INVALID_CONFIGURATION} where one is not held
     *     for a confirmation
     */
    Plan confirm(Collection<String> objects);

    /** The plan for a pull request or a chat: masked, deterministic. */
    String toMarkdown();

    /**
     * What the writes of this plan change, as unified diffs of YAML between the fields that are live and those that are
     * declared: masked, deterministic. A view; empty where nothing is written.
     */
    String toDiff();

    /** The plan as a document of the format {@code gitops4j/plan@1}: masked, without bodies. */
    Node.Obj toDocument();

    /** The number of lines with this action. */
    default long count(Action action) {
        return changes().stream().filter(change -> change.action() == action).count();
    }
}
