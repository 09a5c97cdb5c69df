package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.health.Health;
import io.gitops4j.core.health.HealthAssessor;
import io.gitops4j.core.health.HealthInput;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link HealthAssessor} keeps to; extended by each implementation's test. */
public abstract class HealthAssessorContract {
    private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");

    /** For subclasses. */
    protected HealthAssessorContract() {}

    /** The assessor. */
    protected abstract HealthAssessor assessor();

    /** The key of an object that it judges. */
    protected abstract ResourceKey key();

    /** That object, live. */
    protected abstract Node.Obj live();

    @Test
    void has_an_id_of_its_own() {
        assertThat(assessor().id()).isNotBlank();
    }

    @Test
    void judges_the_objects_that_it_is_for() {
        assertThat(assess(live())).isPresent();
    }

    @Test
    void passes_over_kinds_that_it_does_not_know() {
        HealthInput other =
                HealthInput.of(new ResourceKey("contract.example", "Unheard", "shop", "x"), Node.object(), NOW);

        assertThat(assessor().assess(other)).isEmpty();
    }

    @Test
    void gives_the_same_answer_for_the_same_object_at_the_same_time() {
        assertThat(assess(live())).isEqualTo(assess(live()));
    }

    @Test
    void takes_an_object_without_a_status() {
        assertThat(assess(live().without("status"))).isNotNull();
    }

    @Test
    void serves_several_threads_at_once() {
        Optional<Health> alone = assess(live());
        HealthAssessor shared = assessor();

        List<Optional<Health>> all = IntStream.range(0, 32)
                .parallel()
                .mapToObj(i -> shared.assess(HealthInput.of(key(), live(), NOW)))
                .toList();

        assertThat(all).allMatch(alone::equals);
    }

    private Optional<Health> assess(Node.Obj live) {
        return assessor().assess(HealthInput.of(key(), live, NOW));
    }
}
