package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.reconcile.ObjectStatus;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Run;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every edit of a field of ours is found, told and set back, and no other edit is taken for one: random edits of everything
 * that is delivered. The property {@code gitops4j.driftEdits} says how many, {@code gitops4j.driftSeed} makes others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissedDriftTest {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.fresh().build();

    private static final int EDITS = Integer.getInteger("gitops4j.driftEdits", 200);

    private final long seed = Long.getLong("gitops4j.driftSeed", 1);
    private final Random random = new Random(seed);
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<Application, List<EditedObject>> objects =
            new TreeMap<>((a, b) -> a.id().toString().compareTo(b.id().toString()));
    private RealDelivery delivery;
    private int edits;

    @BeforeAll
    void apply() {
        delivery = RealDelivery.on(PLANE);
        for (Application application : delivery.applications()) {
            List<ResourceKey> keys =
                    delivery.world.reconciler().status(application, Cancellation.none()).objects().stream()
                            .map(ObjectStatus::key)
                            .toList();
            objects.put(application, EditedObject.all(PLANE.client(), delivery.world, application, keys));
        }
    }

    @AfterAll
    void close() {
        if (delivery != null) {
            delivery.close();
        }
    }

    @Test
    void every_edit_of_a_field_of_ours_is_drift_and_no_other_is() {
        System.out.println("edits from the seed " + seed);
        try {
            while (edits < EDITS && wrong.size() < 20) {
                objects.forEach(this::round);
            }
        } finally {
            System.out.println("edits found and set back: " + edits + " " + counts);
            wrong.forEach(System.out::println);
        }
        assertThat(wrong).as("with gitops4j.driftSeed=%d", seed).isEmpty();
    }

    /** Edits about half of the objects of an application, and looks at what becomes of them. */
    private void round(Application application, List<EditedObject> all) {
        if (edits >= EDITS) {
            return;
        }
        for (EditedObject object : all) {
            object.edit(random);
        }
        try (Reconciler fresh = delivery.world.another(delivery.world.store())) {
            Plan plan = fresh.plan(application, Host.MANUAL, Cancellation.none());
            Map<String, PlannedChange> lines =
                    plan.changes().stream().collect(Collectors.toMap(PlannedChange::object, Function.identity()));
            for (EditedObject object : all) {
                object.check(lines.get(object.name()), wrong);
                object.kind().ifPresent(kind -> {
                    counts.merge(kind, 1, Integer::sum);
                    edits++;
                });
            }
            Run run = fresh.apply(plan, Host.MANUAL, Cancellation.none());
            for (EditedObject object : all) {
                object.checkReverted(run, wrong);
            }
        }
    }
}
