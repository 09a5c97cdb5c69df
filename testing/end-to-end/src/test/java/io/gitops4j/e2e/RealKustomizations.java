package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.testing.RealRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Every kustomization of repositories that other projects publish: applied from Git, then nothing to do, then taken away. */
abstract class RealKustomizations {
    private static final Outcome APPLIED = Outcome.of(Outcome.Kind.APPLIED);

    /** A world for one kustomization, which has nothing but the namespace {@code shop}. */
    abstract World world();

    /** How long what was taken away may be seen. */
    abstract Duration patience();

    @TestFactory
    Stream<DynamicContainer> is_applied_once_and_leaves_nothing() {
        return RealRepository.all().stream()
                .map(repository -> dynamicContainer(
                        repository.toString(),
                        repository.kustomizations().stream()
                                .map(folder -> dynamicTest(folder, () -> delivered(repository, folder)))));
    }

    private void delivered(RealRepository repository, String folder) {
        try (World world = world()) {
            repository.commitTo(world.git());
            List<Application> applications = new ArrayList<>();
            repository.before(folder).forEach(before -> applications.add(application(world, before)));
            applications.forEach(before ->
                    assertThat(world.apply(world.plan(before)).outcome()).isEqualTo(APPLIED));
            Application application = application(world, folder);
            applications.add(application);

            Plan plan = world.plan(application);
            assertThat(plan.isEmpty()).isFalse();
            assertThat(world.apply(plan).outcome()).isEqualTo(APPLIED);
            Set<ResourceKey> objects =
                    world.store().load(application.id()).inventory().entries().keySet();
            assertThat(objects)
                    .hasSameSizeAs(plan.changes())
                    .allSatisfy(key -> assertThat(world.live(key)).isPresent());

            Run[] again = new Run[1];
            assertThat(world.writes(() -> again[0] = world.reconcile(application)))
                    .isZero();
            assertThat(again[0].outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);

            Collections.reverse(applications);
            applications.forEach(one -> takeAway(world, one));
            assertThat(objects).allSatisfy(key -> assertThat(world.live(key)).isEmpty());
        }
    }

    /** Declares nothing of it any more, and lets go what may hold data. */
    private void takeAway(World world, Application application) {
        String folder = application.sources().get(0).path().toString();
        world.git().delete(folder).write(folder + "/README.md", "nothing").commit("no " + folder);
        Plan plan = world.plan(
                application.toBuilder().allowEmpty().timeout(patience()).build());
        List<String> held = plan.changes().stream()
                .filter(change -> change.action() == Action.HOLD)
                .map(PlannedChange::object)
                .toList();
        assertThat(world.apply(plan.confirm(held)).outcome()).as(folder).isEqualTo(APPLIED);
    }

    /** Its workloads are not waited for: some never end up healthy, without what they are made of. */
    static Application application(World world, String folder) {
        String name = folder.replace('/', '-').toLowerCase(Locale.ROOT);
        return world.app(name, folder).timeout(Duration.ZERO).build();
    }
}
