package io.gitops4j.core.plan.internal;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.InventoryEntry;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.Ownership;
import io.gitops4j.core.resource.Resource;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.Scoped;
import io.gitops4j.core.resource.Sensitivity;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plans what becomes of each object that is ours and no longer declared. Refusals are per object: only one that is there, with
 * proof that it is ours, is ever removed. For one plan, one thread.
 */
final class PrunePlanner {
    /** On an object, live or declared last: {@code "false"} keeps it whatever is declared. */
    static final String KEEP = "gitops4j.io/prune";

    private final PlanInput input;
    private final List<Step> steps = new ArrayList<>();
    private final List<PlannedChange> blocked = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final List<ResourceKey> gone = new ArrayList<>();
    private final List<ObjectState> states = new ArrayList<>();

    PrunePlanner(PlanInput input) {
        this.input = input;
    }

    /** The objects that are ours and no longer declared, those that a blocked declaration may mean left out. */
    static List<ResourceKey> candidates(Inventory inventory, Scoped declared) {
        return inventory.entries().keySet().stream()
                .filter(key -> !declared.resources().has(key))
                .filter(key -> declared.blocked().stream().noneMatch(one -> one.concerns(key)))
                .toList();
    }

    PrunePlanner plan() {
        List<ResourceKey> candidates = candidates(input.inventory(), input.declared());
        Set<ResourceKey> going = new TreeSet<>();
        for (ResourceKey key : candidates) {
            if (prunable(key)) {
                going.add(key);
            }
        }
        Optional<Refusal> empty = nothingDeclared();
        // what is held stays, so that what would take it along is judged after it
        for (boolean containers : new boolean[] {false, true}) {
            for (ResourceKey key : List.copyOf(going)) {
                if (isContainer(key) == containers) {
                    Optional<Refusal> refusal = empty.or(() -> refusal(key, going));
                    remove(key, refusal);
                    refusal.ifPresent(held -> going.remove(key));
                }
            }
        }
        return this;
    }

    private static boolean isContainer(ResourceKey key) {
        return Ranks.isNamespace(key) || Ranks.isDefinition(key);
    }

    /** Removals, those held back as {@link Action#HOLD}, in no order yet. */
    List<Step> steps() {
        return steps;
    }

    List<PlannedChange> blocked() {
        return blocked;
    }

    List<Problem> warnings() {
        return warnings;
    }

    /** Objects of the inventory that the cluster was seen without. */
    List<ResourceKey> gone() {
        return gone;
    }

    List<ObjectState> states() {
        return states;
    }

    private boolean prunable(ResourceKey key) {
        Live live = input.live().getOrDefault(key, new Live.Absent());
        if (live instanceof Live.Absent || live instanceof Live.Unserved) {
            gone.add(key);
            return false;
        }
        Location place = Location.object(Resource.title(key));
        if (live instanceof Live.Unreadable unreadable) {
            states.add(new ObjectState(key, Verdict.UNKNOWN, live));
            block(key, Verdict.UNKNOWN, unreadable.problem());
            return false;
        }
        Live.Present present = (Live.Present) live;
        Ownership ownership = input.mark().ownership(key, present.body());
        if (!ownership.ours()) {
            warnings.add(Problem.of(
                    Code.NOT_OWNED,
                    place,
                    "it is no longer declared, and no longer carries our mark, so it is left alone"
                            + ownership
                                    .owner()
                                    .map(owner -> "; it carries the mark of " + owner)
                                    .orElse("")));
            return false;
        }
        states.add(new ObjectState(key, Verdict.EXTRA, live));
        if (!input.application().prune()) {
            warnings.add(Problem.of(
                    Code.PRUNE_REFUSED, place, "it is no longer declared, and stays: the application does not prune"));
            return false;
        }
        if (present.body()
                .text("metadata", "annotations", KEEP)
                .filter("false"::equals)
                .isPresent()) {
            warnings.add(Problem.of(
                    Code.PRUNE_REFUSED,
                    place,
                    "it is no longer declared, and stays: its annotation " + KEEP + " says so"));
            return false;
        }
        if (present.terminating()) {
            block(key, Verdict.TERMINATING, DeclaredPlanner.terminating(key, live));
            return false;
        }
        return true;
    }

    private void block(ResourceKey key, Verdict verdict, Problem why) {
        Location place = Location.object(Resource.title(key));
        blocked.add(PlannedChange.of(key.toString(), Action.BLOCKED, verdict, List.of(), place)
                .because(new Problem(why.code(), why.message(), place, why.retryable())));
    }

    /** A source that declares nothing looks like an accident, and must not remove anything. */
    private Optional<Refusal> nothingDeclared() {
        if (input.application().allowEmpty()) {
            return Optional.empty();
        }
        boolean nothing = input.declared().resources().isEmpty()
                && input.declared().blocked().isEmpty();
        if (!nothing && input.emptySources().isEmpty()) {
            return Optional.empty();
        }
        String what = nothing
                ? "nothing at all is declared, which would remove everything"
                : "nothing is declared in the source " + String.join(", ", input.emptySources())
                        + ", which would remove all that came from it";
        return Optional.of(new Refusal(what + "; if that is meant, let the application allow an empty source", false));
    }

    private Optional<Refusal> refusal(ResourceKey key, Set<ResourceKey> going) {
        if (Ranks.isNamespace(key)) {
            List<ResourceKey> declared = input.declared().resources().keys().stream()
                    .filter(other -> other.namespace().equals(key.name()))
                    .toList();
            if (!declared.isEmpty()) {
                return Optional.of(new Refusal(
                        "the namespace is no longer declared, but objects in it are: " + some(declared), false));
            }
        }
        if (isContainer(key)) {
            return contents(key, going);
        }
        if (Ranks.holdsData(key)) {
            return Optional.of(new Refusal("removing it may destroy data; confirm it on this plan to let it go", true));
        }
        return Optional.empty();
    }

    private Optional<Refusal> contents(ResourceKey key, Set<ResourceKey> going) {
        Contents contents = input.contents().get(key);
        if (contents == null) {
            return Optional.of(new Refusal("what would go with it was not looked up", false));
        }
        if (contents.failure().isPresent()) {
            return Optional.of(new Refusal(
                    "what would go with it could not be listed: "
                            + contents.failure().get().message(),
                    false));
        }
        List<ResourceKey> others =
                contents.objects().stream().filter(one -> !going.contains(one)).toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "removing it would remove what this plan does not: " + some(others)
                                + "; confirm it on this plan to let it go",
                        true));
    }

    private static String some(List<ResourceKey> keys) {
        String first =
                String.join(", ", keys.stream().limit(5).map(Resource::title).toList());
        return keys.size() > 5 ? first + " and " + (keys.size() - 5) + " more" : first;
    }

    private void remove(ResourceKey key, Optional<Refusal> refusal) {
        Live.Present live = (Live.Present) Objects.requireNonNull(input.live().get(key));
        InventoryEntry entry = input.inventory().find(key).orElseThrow();
        Location place = Location.object(Resource.title(key));
        Action action = refusal.isPresent() ? Action.HOLD : Action.PRUNE;
        PlannedChange line = PlannedChange.of(key.toString(), action, Verdict.EXTRA, List.of(), place);
        if (refusal.isPresent()) {
            line = line.because(Problem.of(Code.PRUNE_REFUSED, place, refusal.get().why));
        }
        PathSet sensitive = Sensitivity.of(live.body());
        Node.Obj before = StepDigests.mark(live.body());
        steps.add(new Step(
                0,
                line,
                key,
                entry.version(),
                Node.object(),
                input.schema(live.body()),
                sensitive,
                FieldSet.empty(),
                FieldSet.empty(),
                Set.of(),
                live.uid(),
                false,
                before,
                List.of(),
                refusal.map(one -> one.confirmable).orElse(false),
                input.digests().of(action, key, live.uid(), Node.object(), sensitive, before)));
    }

    private record Refusal(String why, boolean confirmable) {}
}
