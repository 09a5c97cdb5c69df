package io.gitops4j.core.plan.internal;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.Digest;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.TextDiff;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.InventoryEntry;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.Sensitivity;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The plan of a delivery to Kubernetes, with its steps. Immutable. */
public final class DeliveryPlan implements Plan {
    private final Application application;
    private final Digest config;
    private final Revisions revisions;
    private final Inventory inventory;
    private final List<Step> steps;
    private final List<PlannedChange> blocked;
    private final List<PlannedChange> tolerated;
    private final List<Problem> warnings;
    private final List<ObjectState> states;
    private final List<ResourceKey> gone;
    private final List<InventoryEntry> recognised;
    private final int unchanged;
    private final Digest digest;

    DeliveryPlan(
            Application application,
            Digest config,
            Revisions revisions,
            Inventory inventory,
            List<Step> steps,
            List<PlannedChange> blocked,
            List<PlannedChange> tolerated,
            List<Problem> warnings,
            List<ObjectState> states,
            List<ResourceKey> gone,
            List<InventoryEntry> recognised,
            int unchanged) {
        this.application = application;
        this.config = config;
        this.revisions = revisions;
        this.inventory = inventory;
        this.steps = List.copyOf(steps);
        this.blocked = List.copyOf(blocked);
        this.tolerated = List.copyOf(tolerated);
        this.warnings = List.copyOf(warnings);
        this.states = List.copyOf(states);
        this.gone = List.copyOf(gone);
        this.recognised = List.copyOf(recognised);
        this.unchanged = unchanged;
        this.digest = digest(application.id(), config, revisions, steps);
    }

    private static Digest digest(ApplicationId id, Digest config, Revisions revisions, List<Step> steps) {
        List<String> words = new ArrayList<>(List.of("plan@1", id.tenant(), id.name(), config.value()));
        revisions.all().forEach((name, revision) -> {
            words.add(name);
            words.add(revision.source().toString());
            words.add(revision.id());
        });
        words.add("steps");
        steps.stream().map(step -> step.digest().value()).sorted().forEach(words::add);
        return Digester.ofWords(words);
    }

    /** The application as it was when the plan was made. */
    public Application configuration() {
        return application;
    }

    /** The inventory as it was when the plan was made. */
    public Inventory inventory() {
        return inventory;
    }

    /** The steps in order, removals that are held back among them; unmodifiable. */
    public List<Step> steps() {
        return steps;
    }

    /** How each object stood when the plan was made; unmodifiable. */
    public List<ObjectState> states() {
        return states;
    }

    /** What is ours before the first step: without what the cluster was seen without, with what was found to be ours. */
    public Inventory settled(Inventory before) {
        Inventory inventory = before.on(application.cluster());
        for (ResourceKey key : gone) {
            inventory = inventory.without(key);
        }
        for (InventoryEntry entry : recognised) {
            inventory = inventory.with(entry);
        }
        return inventory;
    }

    /** The lines of what cannot be judged or written; unmodifiable. */
    public List<PlannedChange> blocked() {
        return blocked;
    }

    /** The lines of drift that the application's policy leaves; unmodifiable. */
    public List<PlannedChange> tolerated() {
        return tolerated;
    }

    @Override
    public ApplicationId application() {
        return application.id();
    }

    @Override
    public Revisions revisions() {
        return revisions;
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public Digest config() {
        return config;
    }

    @Override
    public List<PlannedChange> changes() {
        List<PlannedChange> lines = new ArrayList<>();
        steps.forEach(step -> lines.add(step.face()));
        lines.addAll(blocked);
        return List.copyOf(lines);
    }

    @Override
    public int unchanged() {
        return unchanged;
    }

    @Override
    public List<Problem> warnings() {
        return warnings;
    }

    @Override
    public boolean isEmpty() {
        return steps.stream().allMatch(step -> step.action() == Action.HOLD);
    }

    @Override
    public DeliveryPlan confirm(Collection<String> objects) {
        Set<String> asked = new HashSet<>(objects);
        List<Step> confirmed = new ArrayList<>();
        for (Step step : steps) {
            boolean named = asked.remove(step.key().toString());
            if (named && !step.confirmable()) {
                throw refused(step.key().toString(), "it is not held for a confirmation");
            }
            confirmed.add(named ? step.as(released(step.face())) : step);
        }
        if (!asked.isEmpty()) {
            throw refused(asked.iterator().next(), "the plan does not touch it");
        }
        return new DeliveryPlan(
                application,
                config,
                revisions,
                inventory,
                confirmed,
                blocked,
                tolerated,
                warnings,
                states,
                gone,
                recognised,
                unchanged);
    }

    private static PlannedChange released(PlannedChange held) {
        return PlannedChange.of(held.object(), Action.PRUNE, held.verdict(), held.changes(), held.location());
    }

    private static GitOpsException refused(String object, String why) {
        return new GitOpsException(
                Problem.of(Code.INVALID_CONFIGURATION, Location.object(object), "nothing to confirm: " + why));
    }

    @Override
    public String toMarkdown() {
        return PlanText.markdown(this);
    }

    @Override
    public String toDiff() {
        StringBuilder out = new StringBuilder();
        for (Step step : steps) {
            if (!step.removes()) {
                PathSet sensitive = Sensitivity.ofLive(step.before(), step.sensitive());
                out.append(TextDiff.unified(step.key().toString(), step.before(), step.desired(), sensitive));
            }
        }
        return out.toString();
    }

    @Override
    public Node.Obj toDocument() {
        return PlanText.document(this);
    }

    @Override
    public String toString() {
        return "plan " + digest.shortValue() + " of " + application.id();
    }
}
