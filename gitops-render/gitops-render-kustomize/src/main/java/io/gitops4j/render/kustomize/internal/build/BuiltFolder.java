package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.render.Facts;
import io.gitops4j.core.render.Warning;
import io.gitops4j.core.source.Snapshot;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one folder came to, with what was read for it. Immutable; nobody changes the accumulation any more. */
final class BuiltFolder {
    private final Accumulation accumulation;
    private final List<Warning> warnings;
    private final Reading.Answers answers;
    private final @Nullable String namespace;
    private final List<BuiltFolder> below;

    BuiltFolder(Accumulation accumulation, List<Warning> warnings, Root root) {
        Reading reading = root.reading();
        this.accumulation = accumulation;
        this.warnings = List.copyOf(warnings);
        this.answers = reading.answers();
        this.namespace = reading.asksNamespace() ? root.chartNamespace() : null;
        this.below = reading.below();
    }

    /** What the folder came to. */
    Accumulation accumulation() {
        return accumulation;
    }

    /** What was odd. */
    List<Warning> warnings() {
        return warnings;
    }

    /**
     * Whether a build from {@code snapshot} and {@code facts} would come to the same.
     *
     * @param checked folders of which that is known for this snapshot; those that are found so are added
     */
    boolean holds(Snapshot snapshot, Facts facts, Set<BuiltFolder> checked) {
        if (checked.contains(this)) {
            return true;
        }
        boolean holds = below.stream().allMatch(folder -> folder.holds(snapshot, facts, checked))
                && answers.hold(snapshot, facts);
        if (holds) {
            checked.add(this);
        }
        return holds;
    }

    /** Whether it would come to the same where {@code handedOn} is the namespace that charts are handed from above. */
    boolean isFor(String handedOn) {
        return namespace == null || namespace.equals(handedOn);
    }

    /** Whether what it came to depends on that namespace. */
    boolean asksNamespace() {
        return namespace != null;
    }

    /** How much it keeps. */
    int weight() {
        return accumulation.items().size() + answers.size() + 1;
    }
}
