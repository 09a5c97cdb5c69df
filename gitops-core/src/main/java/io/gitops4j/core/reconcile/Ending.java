package io.gitops4j.core.reconcile;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.diff.Projection;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.InventoryEntry;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.OwnerMark;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.state.ApplicationState;
import io.gitops4j.core.state.StateChange;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Ends applications. */
final class Ending {
    private static final FieldSet MARKS = FieldSet.of(
            FieldPath.of("metadata", "labels", OwnerMark.LABEL),
            FieldPath.of("metadata", "annotations", OwnerMark.ANNOTATION));

    private final Engine engine;
    private final Runner runner;

    Ending(Engine engine, Runner runner) {
        this.engine = engine;
        this.runner = runner;
    }

    Run end(Application application, Removal removal, Trigger trigger, Cancellation cancellation) {
        // ended as it is: a suspended application can be removed, and an empty declaration is meant
        Application ending =
                application.toBuilder().resume().prune().allowEmpty().build();
        Run run = removal == Removal.DELETE_OBJECTS
                ? Reconciler.block(executor -> runner.begin(
                        ending,
                        trigger,
                        (state, claim, log) -> Planned.ofNothing(engine, ending, state.inventory(), log, cancellation),
                        executor,
                        cancellation))
                : release(ending, trigger, cancellation);
        boolean ended =
                run.outcome().kind() == Outcome.Kind.APPLIED || run.outcome().kind() == Outcome.Kind.NO_CHANGE;
        if (ended) {
            forget(ending);
            engine.views().forget(ending.id());
        }
        return run;
    }

    private void forget(Application application) {
        engine.store()
                .claim(application.id(), engine.holder() + "/forget", ClaimKeeper.TTL)
                .ifPresent(claim -> {
                    if (engine.store().load(application.id()).inventory().isEmpty()) {
                        engine.store().commit(claim, StateChange.forget());
                    }
                    engine.store().release(claim);
                });
    }

    /** Takes our mark off every object, so that the next owner finds them unowned; then nothing is ours. */
    private Run release(Application application, Trigger trigger, Cancellation cancellation) {
        return Reconciler.block(executor -> runner.begin(
                application,
                trigger,
                (state, claim, log) -> {
                    Comparing.requireSameCluster(application, state.inventory());
                    Planned planned = Planned.ofNothing(engine, application, Inventory.empty(), log, cancellation);
                    Inventory left = unmark(application, state, planned.live().cluster(), cancellation);
                    engine.store().commit(claim, StateChange.inventory(left));
                    if (!left.isEmpty()) {
                        throw new GitOpsException(Problem.retryable(
                                Code.CONFLICT,
                                Location.object("application " + application.id()),
                                "our mark could not be taken off "
                                        + RunSetup.some(left.entries().keySet()) + "; try again"));
                    }
                    return planned;
                },
                executor,
                cancellation));
    }

    private Inventory unmark(
            Application application, ApplicationState state, ClusterAdapter cluster, Cancellation cancellation) {
        Map<ResourceKey, String> versions = new TreeMap<>();
        state.inventory().entries().forEach((key, entry) -> versions.put(key, entry.version()));
        Map<ResourceKey, Live> live =
                cluster.get(ReadCall.inVersions(versions), cancellation).all();
        Inventory left = state.inventory();
        OwnerMark mark = engine.comparing().mark(application);
        for (InventoryEntry entry : state.inventory().entries().values()) {
            Live one = live.get(entry.key());
            if (one instanceof Live.Present present
                    && mark.ownership(entry.key(), present.body()).ours()) {
                ApplyCall call = ApplyCall.of(
                                entry.key(),
                                declared(entry, present.body()),
                                engine.comparing().manager(application))
                        .ifUid(present.uid())
                        .ifVersion(present.resourceVersion())
                        .forced();
                if (!(cluster.apply(call, cancellation) instanceof WriteResult.Written)) {
                    continue;
                }
            } else if (one instanceof Live.Unreadable) {
                continue;
            }
            left = left.without(entry.key());
        }
        return left;
    }

    /** What we own of the object, at its live values, our mark left out. */
    private static Node.Obj declared(InventoryEntry entry, Node.Obj live) {
        FieldSet fields = entry.fields().minus(MARKS);
        Node out = Projection.of(live, fields)
                .with("apiVersion", live.at("apiVersion").orElse(Node.nil()))
                .with("kind", live.at("kind").orElse(Node.nil()));
        for (Path path : List.of(Path.of("metadata", "name"), Path.of("metadata", "namespace"))) {
            Optional<Node> value = live.at(path);
            if (value.isPresent()) {
                out = out.with(path, value.get());
            }
        }
        return (Node.Obj) out;
    }
}
