package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.render.Warning;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one folder came to, with what was read for it. Immutable; nobody changes the accumulation any more. */
final class BuiltFolder {
    private final Accumulation accumulation;
    private final List<Warning> warnings;
    private final Map<RepoPath, String> answers;
    private final List<BuiltFolder> below;

    BuiltFolder(Accumulation accumulation, List<Warning> warnings, Reading reading) {
        this.accumulation = accumulation;
        this.warnings = List.copyOf(warnings);
        this.answers = reading.answers();
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
     * Whether a build from {@code snapshot} would come to the same.
     *
     * @param checked folders of which that is known for this snapshot; those that are found so are added
     */
    boolean holds(Snapshot snapshot, Set<BuiltFolder> checked) {
        if (checked.contains(this)) {
            return true;
        }
        boolean holds =
                below.stream().allMatch(folder -> folder.holds(snapshot, checked)) && Reading.holds(answers, snapshot);
        if (holds) {
            checked.add(this);
        }
        return holds;
    }

    /** How much it keeps. */
    int weight() {
        return accumulation.items().size() + answers.size() + 1;
    }
}
