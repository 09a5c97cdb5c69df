package io.gitops4j.core.plan.internal;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Adoption;
import io.gitops4j.core.application.DriftPolicy;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.diff.Diff;
import io.gitops4j.core.diff.DiffRequest;
import io.gitops4j.core.diff.Differ;
import io.gitops4j.core.diff.Kept;
import io.gitops4j.core.diff.Normal;
import io.gitops4j.core.diff.Predecessors;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.ignore.IgnoreRules;
import io.gitops4j.core.ignore.IgnoreTarget;
import io.gitops4j.core.ignore.Ignored;
import io.gitops4j.core.ignore.Treatment;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.InventoryEntry;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.resource.Blocked;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.Ownership;
import io.gitops4j.core.resource.Resource;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans what becomes of each declared object. For one plan, one thread. */
final class DeclaredPlanner {
    private final PlanInput input;
    private final IgnoreRules rules;
    private final List<Step> steps = new ArrayList<>();
    private final List<PlannedChange> blocked = new ArrayList<>();
    private final List<PlannedChange> tolerated = new ArrayList<>();
    private final List<InventoryEntry> recognised = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final List<ObjectState> states = new ArrayList<>();
    private int unchanged;

    DeclaredPlanner(PlanInput input) {
        this.input = input;
        this.rules = IgnoreRules.of(input.application().ignored());
    }

    DeclaredPlanner plan() {
        for (Resource resource : input.declared().resources()) {
            plan(resource);
        }
        for (Blocked one : input.declared().blocked()) {
            String object = one.key()
                    .map(ResourceKey::toString)
                    .orElseGet(() -> one.manifest().title());
            Location location =
                    one.manifest().origin(io.gitops4j.core.tree.Path.root()).location();
            blocked.add(PlannedChange.of(object, Action.BLOCKED, Verdict.UNKNOWN, List.of(), location)
                    .because(one.problem()));
        }
        return this;
    }

    /** The writes, in no order yet. */
    List<Step> steps() {
        return steps;
    }

    List<PlannedChange> blocked() {
        return blocked;
    }

    /** Objects that are ours and as declared, which the inventory does not know, or not as they are. */
    List<InventoryEntry> recognised() {
        return recognised;
    }

    List<PlannedChange> tolerated() {
        return tolerated;
    }

    List<Problem> warnings() {
        return warnings;
    }

    List<ObjectState> states() {
        return states;
    }

    int unchanged() {
        return unchanged;
    }

    private void plan(Resource resource) {
        Live live = input.live().getOrDefault(resource.key(), new Live.Absent());
        Optional<InventoryEntry> entry = input.inventory().find(resource.key());
        if (input.inSync().holds(resource, live, entry)) {
            unchanged++;
            states.add(new ObjectState(resource.key(), Verdict.IN_SYNC, live));
            return;
        }
        Node.Obj declared = input.mark().stamp(Normal.of(resource.body()), resource.key());
        Standing standing = standing(resource, live, entry);
        if (standing.refusal != null) {
            states.add(new ObjectState(resource.key(), Verdict.UNKNOWN, live));
            blocked.add(
                    line(resource, Action.BLOCKED, Verdict.UNKNOWN, List.of()).because(standing.refusal));
            return;
        }
        ObjectSchema schema = input.schema(declared);
        Ruled ruled = ruled(declared, live, schema);
        if (ruled.leavesAlone(live)) {
            // nothing is done with it, and what is ours stays ours
            unchanged++;
            states.add(new ObjectState(resource.key(), Verdict.IN_SYNC, live));
            return;
        }
        Target target = new Target(resource, ruled.desired, live, schema, inherited(standing, live));
        DiffRequest request = DiffRequest.of(target.desired, resource.sensitive(), live)
                .as(schema)
                .ignoring(ruled.ignored)
                .inheriting(target.inherited);
        if (!standing.adopt) {
            request = request.after(
                    entry.map(InventoryEntry::fields).orElse(FieldSet.empty()), entry.flatMap(InventoryEntry::witness));
        }
        Diff diff = input.differ().compare(request);
        states.add(new ObjectState(resource.key(), diff.verdict(), live));
        switch (diff.verdict()) {
            case IN_SYNC -> inSync(target, diff, standing, entry);
            case UNKNOWN -> block(resource, diff, diff.reason().orElseThrow());
            case TERMINATING -> block(resource, diff, terminating(resource.key(), live));
            case MISSING -> write(target, Action.CREATE, diff);
            default -> changed(target, diff, standing);
        }
    }

    /** What the application's rules make of an object; they cost nothing where there are none. */
    private Ruled ruled(Node.Obj declared, Live live, ObjectSchema schema) {
        if (rules.rules().isEmpty()) {
            return new Ruled(Treatment.COMPARED, declared, FieldSet.empty());
        }
        IgnoreTarget target = IgnoreTarget.declared(declared)
                .typed(schema.type())
                .managedBy(input.differ().manager());
        if (live instanceof Live.Present present) {
            target = target.andLive(present);
        }
        Ignored ignored = rules.ignored(target);
        warnings.addAll(ignored.problems());
        return new Ruled(ignored.treatment(), ignored.toApply(target), ignored.fields());
    }

    /** What is to be applied once rules had their say, and the fields in which differences do not count. */
    private record Ruled(Treatment treatment, Node.Obj desired, FieldSet ignored) {
        boolean leavesAlone(Live live) {
            return treatment == Treatment.EXCLUDED
                    || treatment == Treatment.CREATED_ONLY && live instanceof Live.Present;
        }
    }

    private void inSync(Target target, Diff diff, Standing standing, Optional<InventoryEntry> entry) {
        if (standing.adopt) {
            write(target, Action.ADOPT, diff);
            return;
        }
        unchanged++;
        Resource resource = target.resource;
        Live.Present present = (Live.Present) target.live;
        String version = GroupKind.versionOf(resource.apiVersion());
        FieldSet fields =
                input.differ().owned(present, entry.map(InventoryEntry::fields).orElseGet(target::fields));
        boolean known = entry.filter(
                        one -> one.uid().filter(present.uid()::equals).isPresent()
                                && one.version().equals(version)
                                && one.witness().isPresent()
                                && one.fields().equals(fields))
                .isPresent();
        if (known) {
            input.inSync().remember(resource, target.live, entry.orElseThrow());
        } else {
            recognised.add(InventoryEntry.intended(resource.key(), version, fields)
                    .applied(
                            version,
                            fields,
                            input.differ().witness(target.desired, resource.sensitive(), present, fields)));
        }
    }

    private void changed(Target target, Diff diff, Standing standing) {
        Resource resource = target.resource;
        if (diff.verdict() == Verdict.DRIFTED && input.application().drift() == DriftPolicy.ALERT) {
            unchanged++;
            Problem left = Problem.of(
                    Code.CONFLICT,
                    resource.location(),
                    "it drifted, and is left so, as the application's drift policy says: "
                            + String.join(
                                    "; ",
                                    diff.changes().stream().map(Change::text).toList()));
            warnings.add(left);
            tolerated.add(
                    line(resource, Action.HOLD, diff.verdict(), diff.changes()).because(left));
            return;
        }
        write(target, standing.adopt ? Action.ADOPT : Action.UPDATE, diff);
    }

    private void write(Target target, Action action, Diff diff) {
        Resource resource = target.resource;
        FieldSet fields = target.fields();
        Node.Obj before = target.live instanceof Live.Present present
                ? StepDigests.before(present.body(), fields, diff.removed())
                : Node.object();
        String uid = StepDigests.uid(target.live);
        PlannedChange line = line(resource, action, diff.verdict(), diff.changes());
        if (!diff.kept().isEmpty()) {
            String kept = String.join("; ", diff.kept().stream().map(Kept::text).toList());
            line = line.because(
                    Problem.of(Code.CONFLICT, resource.location(), "of what is no longer declared " + kept));
        }
        steps.add(new Step(
                0,
                line,
                resource.key(),
                GroupKind.versionOf(resource.apiVersion()),
                target.desired,
                target.schema,
                resource.sensitive(),
                fields,
                diff.removed(),
                target.inherited,
                uid,
                diff.force(),
                before,
                List.of(),
                false,
                input.digests().of(action, resource.key(), uid, target.desired, resource.sensitive(), before)));
    }

    private void block(Resource resource, Diff diff, Problem reason) {
        blocked.add(line(resource, Action.BLOCKED, diff.verdict(), List.of())
                .because(new Problem(reason.code(), reason.message(), resource.location(), reason.retryable())));
    }

    private static PlannedChange line(Resource resource, Action action, Verdict verdict, List<Change> changes) {
        return PlannedChange.of(resource.key().toString(), action, verdict, changes, resource.location());
    }

    /** Why an object that is going cannot be applied, or waited for. */
    static Problem terminating(ResourceKey key, Live live) {
        List<String> finalizers = live instanceof Live.Present present ? present.finalizers() : List.of();
        return Problem.retryable(
                Code.TIMEOUT,
                Location.object(Resource.title(key)),
                finalizers.isEmpty()
                        ? "it is being deleted, and not gone yet"
                        : "terminating, waiting for finalizer " + String.join(", ", finalizers)
                                + "; whoever serves it must let it go, or remove it by hand");
    }

    /** Whether the object may be written at all, and whether that takes it from somebody. */
    private Standing standing(Resource resource, Live live, Optional<InventoryEntry> entry) {
        if (!(live instanceof Live.Present present)) {
            return Standing.OURS;
        }
        Ownership ownership = input.mark().ownership(resource.key(), present.body());
        if (ownership.ours()) {
            return Standing.OURS;
        }
        boolean applied = entry.flatMap(InventoryEntry::uid)
                .filter(uid -> uid.equals(present.uid()))
                .isPresent();
        if (applied && ownership.kind() != Ownership.Kind.OTHER) {
            return Standing.OURS; // somebody took our mark off: drift like any other
        }
        Adoption adoption = input.application().adoption();
        if (ownership.kind() == Ownership.Kind.OTHER) {
            if (adoption == Adoption.ALWAYS) {
                warnings.add(
                        Problem.of(Code.CONFLICT, resource.location(), "it is taken from " + otherOwner(ownership)));
                return Standing.ADOPT;
            }
            return Standing.refused(Problem.of(
                    Code.CONFLICT,
                    resource.location(),
                    "it belongs to " + otherOwner(ownership) + ", and "
                            + input.mark().owner()
                            + " declares it too; declare it in one of them, or let this one adopt always"));
        }
        if (adoption == Adoption.NEVER) {
            return Standing.refused(Problem.of(
                    Code.NOT_OWNED,
                    resource.location(),
                    "it is there already and not ours, and the application adopts nothing; remove it, or let the"
                            + " application adopt it"));
        }
        return Standing.ADOPT;
    }

    private static String otherOwner(Ownership ownership) {
        return ownership.owner().map(Object::toString).orElse("an owner of a newer version");
    }

    /** Other tools that applied the object before us, whose fields become ours when we adopt it, and what we own otherwise. */
    private Set<FieldManager> inherited(Standing standing, Live live) {
        if (!(live instanceof Live.Present present)) {
            return Set.of();
        }
        FieldManager us = FieldManager.apply(input.differ().manager());
        Set<FieldManager> all = new LinkedHashSet<>(Predecessors.ofStringData(present.managed(), us));
        if (standing.adopt) {
            all.addAll(Predecessors.of(present.managed()));
        }
        return all;
    }

    /** One declared object with all that is needed to compare and to write it. */
    private record Target(
            Resource resource, Node.Obj desired, Live live, ObjectSchema schema, Set<FieldManager> inherited) {
        FieldSet fields() {
            return Differ.fields(desired, schema.type());
        }
    }

    private record Standing(boolean adopt, @Nullable Problem refusal) {
        static final Standing OURS = new Standing(false, null);
        static final Standing ADOPT = new Standing(true, null);

        static Standing refused(Problem why) {
            return new Standing(false, why);
        }
    }
}
