package io.gitops4j.core.reconcile;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.ReadResult;
import io.gitops4j.core.diff.Differ;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.health.HealthRules;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.InventoryEntry;
import io.gitops4j.core.plan.internal.DeliveryPlan;
import io.gitops4j.core.plan.internal.Step;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.internal.Observed;
import io.gitops4j.core.run.internal.Progress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What one run has done and seen so far, and the doing of its steps. For one thread at a time. */
final class Delivery {
    private final DeliveryPlan plan;
    private final ClusterAdapter cluster;
    private final StepWriter writer;
    private final Differ differ;
    private final HealthRules rules;
    private final InstantSource clock;
    private final Map<Integer, Progress> progress = new TreeMap<>();
    private final Map<ResourceKey, Health> health = new HashMap<>();
    private final Set<ResourceKey> gone = new HashSet<>();
    private Inventory inventory;

    Delivery(
            DeliveryPlan plan,
            Inventory before,
            ClusterAdapter cluster,
            StepWriter writer,
            Differ differ,
            HealthRules rules,
            InstantSource clock) {
        this.plan = plan;
        this.cluster = cluster;
        this.writer = writer;
        this.differ = differ;
        this.rules = rules;
        this.clock = clock;
        this.inventory = intended(plan, before);
    }

    /** The inventory before the first write: all that was ours, and all that will be. */
    private static Inventory intended(DeliveryPlan plan, Inventory before) {
        Inventory inventory = plan.settled(before);
        for (Step step : plan.steps()) {
            if (!step.removes()) {
                Optional<InventoryEntry> known = inventory.find(step.key());
                InventoryEntry entry = known.map(one -> one.intending(step.version(), step.fields()))
                        .orElseGet(() -> InventoryEntry.intended(step.key(), step.version(), step.fields()));
                inventory = inventory.with(entry);
            }
        }
        return inventory;
    }

    /** What is ours, as far as it is known now. */
    Inventory inventory() {
        return inventory;
    }

    Observed observed(Optional<Observed.Stop> stop) {
        return new Observed(progress, health, gone, stop);
    }

    /** Tells of each step. */
    interface Teller {
        void sending(Step step);

        void ended(Step step, Progress progress, Live live);
    }

    /** Does {@code steps}, one after the other, until {@code stop} says so; a step that was sent is always settled. */
    void act(List<Step> steps, BooleanSupplier stop, Teller teller, Cancellation cancellation) {
        Map<ResourceKey, String> versions = new TreeMap<>();
        steps.forEach(step -> versions.put(step.key(), step.version()));
        ReadResult fresh = cluster.get(ReadCall.inVersions(versions), cancellation);
        for (Step step : steps) {
            if (stop.getAsBoolean()) {
                return;
            }
            teller.sending(step);
            Progress before = progress.getOrDefault(step.number(), Progress.NEW);
            StepWriter.Result result = writer.write(step, fresh.of(step.key()), before, cancellation);
            progress.put(step.number(), result.progress());
            if (result.progress().stage() == Progress.Stage.WRITTEN) {
                wrote(step, result.live());
            }
            teller.ended(step, result.progress(), result.live());
        }
    }

    private void wrote(Step step, Live live) {
        see(step.key(), live, step.removes() ? Optional.of(step.uid()) : Optional.empty());
        if (!step.removes() && live instanceof Live.Present present) {
            InventoryEntry entry = inventory
                    .find(step.key())
                    .orElseGet(() -> InventoryEntry.intended(step.key(), step.version(), step.fields()));
            FieldSet owned = differ.owned(present, step.fields());
            inventory = inventory.with(entry.applied(
                    step.version(), owned, differ.witness(step.desired(), step.sensitive(), present, owned)));
        }
    }

    /** The versions that the steps of {@code keys} are of. */
    Map<ResourceKey, String> versions(Set<ResourceKey> keys) {
        Map<ResourceKey, String> versions = new TreeMap<>();
        plan.steps().stream()
                .filter(step -> keys.contains(step.key()))
                .forEach(step -> versions.put(step.key(), step.version()));
        return versions;
    }

    /** Takes in what is live of the objects that the run waits for. */
    void see(Map<ResourceKey, Live> live) {
        Map<ResourceKey, String> removed = new HashMap<>();
        plan.steps().stream().filter(Step::removes).forEach(step -> removed.put(step.key(), step.uid()));
        live.forEach((key, one) -> see(key, one, Optional.ofNullable(removed.get(key))));
    }

    private void see(ResourceKey key, Live live, Optional<String> removedUid) {
        health.put(key, rules.assess(key, live, clock.instant()));
        boolean away = live instanceof Live.Absent
                || live instanceof Live.Unserved
                || live instanceof Live.Present present
                        && removedUid.isPresent()
                        && !present.uid().equals(removedUid.get());
        if (removedUid.isPresent() && away) {
            gone.add(key);
            inventory = inventory.without(key);
        }
    }
}
