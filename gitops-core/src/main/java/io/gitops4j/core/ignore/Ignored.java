package io.gitops4j.core.ignore;

import io.gitops4j.core.Problem;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules leave alone of one object. Immutable.
 *
 * <p>A field that keys or a value tell is the same on both sides. An item that its index alone tells, in a list that is owned
 * as one value, may stand at different places; then {@link #declared} and {@link #live} differ.
 */
public final class Ignored {
    private static final Ignored NOTHING =
            new Ignored(Treatment.COMPARED, null, IgnoredFields.none(), IgnoredFields.none(), List.of());

    private final Treatment treatment;
    private final @Nullable IgnoreRule rule;
    private final IgnoredFields declared;
    private final IgnoredFields live;
    private final List<Problem> problems;

    Ignored(
            Treatment treatment,
            @Nullable IgnoreRule rule,
            IgnoredFields declared,
            IgnoredFields live,
            List<Problem> problems) {
        this.treatment = Objects.requireNonNull(treatment);
        this.rule = rule;
        this.declared = declared;
        this.live = live;
        this.problems = List.copyOf(problems);
    }

    static Ignored nothing() {
        return NOTHING;
    }

    /** This, of an object that {@code rule} treats so as a whole. */
    Ignored treated(Treatment as, IgnoreRule byRule) {
        return new Ignored(as, byRule, declared, live, problems);
    }

    /** What the rules say about the object as a whole. */
    public Treatment treatment() {
        return treatment;
    }

    /** The rule that says so; empty where the object is compared. */
    public Optional<IgnoreRule> rule() {
        return Optional.ofNullable(rule);
    }

    /** The fields of what is declared. */
    public IgnoredFields declared() {
        return declared;
    }

    /** The fields of what is live. */
    public IgnoredFields live() {
        return live;
    }

    /** The fields of either side, as subtrees. */
    public FieldSet fields() {
        return declared.toFieldSet().union(live.toFieldSet());
    }

    /** The rules that took too many steps for this object and count as absent; unmodifiable. */
    public List<Problem> problems() {
        return problems;
    }

    /** Whether nothing is left alone. */
    public boolean isEmpty() {
        return treatment == Treatment.COMPARED && declared.isEmpty() && live.isEmpty();
    }

    /**
     * What is to be applied: what is declared, its ignored fields {@linkplain IgnoreRule.Mode#OMIT omitted} or {@linkplain
     * IgnoreRule.Mode#PIN_LIVE pinned} to the live value, everything else as it was and where it was. Of two rules for one
     * field the last counts.
     *
     * <ul>
     *   <li>An object that is not live is created as it is declared.
     *   <li>A container that is emptied goes too; keys of list items stay.
     *   <li>A field that is ours alone ({@link IgnoreTarget#managedBy}) is pinned rather than omitted, which would remove it,
     *       until somebody else owns it too (kubernetes/kubernetes#67135).
     *   <li>A list or map that is owned as one value is merged field by field: what is ignored in it is as it is live
     *       (argoproj/argo-cd#27480).
     * </ul>
     *
     * @param target the object that this was found for
     * @throws IllegalArgumentException where the object is not declared
     */
    public Node.Obj toApply(IgnoreTarget target) {
        Node.Obj body = target.declared()
                .orElseThrow(
                        () -> new IllegalArgumentException("the object is not declared, so there is nothing to apply"));
        boolean asDeclared =
                declared.isEmpty() && live.isEmpty() || target.live().isEmpty();
        return asDeclared ? body : new AppliedBody(target, declared, live).body();
    }

    /** What is declared, without the fields that are left alone. */
    public Node.Obj withoutIgnored(IgnoreTarget target) {
        return target.declared()
                .map(body -> FieldStrip.of(body, declared, target.type()))
                .orElse(Node.object());
    }

    /** What is live, without the fields that are left alone; without a key of a list item never. */
    public Node.Obj liveWithoutIgnored(IgnoreTarget target) {
        return target.live()
                .map(body -> FieldStrip.of(body, live, target.type()))
                .orElse(Node.object());
    }

    /** The fields, as declared. */
    @Override
    public String toString() {
        return treatment == Treatment.COMPARED ? declared.toString() : treatment + " by " + rule;
    }
}
