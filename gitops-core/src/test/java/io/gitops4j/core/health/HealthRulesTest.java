package io.gitops4j.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HealthRulesTest {
    private static final String WIDGET = """
            apiVersion: example.com/v1
            kind: Widget
            metadata: {name: web, generation: 3}
            status:
              observedGeneration: %s
              conditions: [%s]
            """;

    @Test
    void an_object_that_is_being_deleted_is_terminating_whatever_else_it_says() {
        assertThat(Assessed.text("""
                apiVersion: example.com/v1
                kind: Widget
                metadata: {name: web, deletionTimestamp: "2026-01-01T00:00:00Z"}
                status: {conditions: [{type: Ready, status: "True"}]}
                """)).isEqualTo("TERMINATING/WAIT Deleting: the object is being deleted");
    }

    @Test
    void a_generation_that_the_controller_has_not_seen_is_progressing() {
        String expected = "PROGRESSING/WAIT GenerationNotObserved: its controller has seen generation 2, not yet 3";
        assertThat(Assessed.text(WIDGET.formatted("2", "{type: Ready, status: \"True\"}")))
                .isEqualTo(expected);
        assertThat(Assessed.text(WIDGET.formatted("\"2\"", "{type: Ready, status: \"True\"}")))
                .isEqualTo(expected);
        assertThat(Assessed.text(WIDGET.formatted("3", "{type: Ready, status: \"True\"}")))
                .isEqualTo("HEALTHY/DONE Ready");
        assertThat(Assessed.text(WIDGET.formatted("5cdb8d9f", "{type: Ready, status: \"True\"}")))
                .isEqualTo("HEALTHY/DONE Ready");
    }

    @Test
    void a_condition_of_an_older_generation_is_progressing() {
        assertThat(Assessed.text(WIDGET.formatted("3", "{type: Ready, status: \"True\", observedGeneration: 2}")))
                .isEqualTo(
                        "PROGRESSING/WAIT GenerationNotObserved: the condition Ready is of generation 2, not yet of 3");
    }

    @Test
    void the_conventions_of_kstatus_hold_for_kinds_that_nobody_knows() {
        assertThat(Assessed.text(WIDGET.formatted(
                        "3",
                        "{type: Stalled, status: \"True\", reason: Quota, message: none left},"
                                + " {type: Ready, status: \"False\"}")))
                .isEqualTo("DEGRADED/FAIL Quota: none left");
        assertThat(Assessed.text(WIDGET.formatted(
                        "3",
                        "{type: Reconciling, status: \"True\", reason: Busy}," + " {type: Ready, status: \"True\"}")))
                .isEqualTo("PROGRESSING/WAIT Busy");
        assertThat(Assessed.text(WIDGET.formatted("3", "{type: Ready, status: \"False\", message: soon}")))
                .isEqualTo("PROGRESSING/WAIT Ready: soon");
        assertThat(Assessed.text(WIDGET.formatted("3", "{type: Available, status: Unknown}")))
                .isEqualTo("PROGRESSING/WAIT Available");
        assertThat(Assessed.text(WIDGET.formatted("3", "{type: Other, status: \"False\"}, null, {status: x}")))
                .isEqualTo("HEALTHY/DONE");
    }

    @Test
    void an_object_without_a_status_is_healthy_because_it_is_there() {
        assertThat(Assessed.text("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: web}
                """)).isEqualTo("HEALTHY/DONE");
    }

    @Test
    void assessors_come_before_the_built_in_rules_in_their_order() {
        HealthRules rules = HealthRules.of(List.of(
                assessor(in -> Optional.empty()),
                assessor(in -> Optional.of(Health.degraded("First", in.key() + " at " + in.now()))),
                assessor(in -> Optional.of(Health.healthy()))));
        assertThat(rules.assess(Assessed.input(WIDGET.formatted("3", ""))))
                .hasToString("DEGRADED/FAIL First: Widget.example.com shop/web at 2026-01-01T00:00:00Z");
        assertThat(rules.assess(Assessed.input(WIDGET.formatted("2", ""))).reason())
                .isEqualTo("GenerationNotObserved");
    }

    @Test
    void an_assessor_that_throws_makes_the_health_unknown_without_its_message() {
        for (RuntimeException thrown : List.of(new IllegalStateException("password123"), new RuntimeException("x"))) {
            HealthRules rules = HealthRules.of(List.of(assessor(in -> {
                throw thrown;
            })));
            assertThat(rules.assess(Assessed.input(WIDGET.formatted("3", ""))))
                    .hasToString("UNKNOWN/WAIT AssessorFailed: the health assessor " + Given.class.getName() + " threw "
                            + thrown.getClass().getName());
        }
    }

    @Test
    void what_is_absent_unserved_or_unreadable_has_a_health_too() {
        ResourceKey key = new ResourceKey("", "ConfigMap", "shop", "web");
        HealthRules rules = HealthRules.builtIn();
        assertThat(rules.assess(key, new Live.Absent(), Assessed.NOW))
                .hasToString("MISSING/WAIT Absent: the object is not in the cluster");
        assertThat(rules.assess(key, new Live.Unserved(), Assessed.NOW))
                .hasToString("MISSING/WAIT Unserved: the cluster does not serve the kind");
        Problem problem = Problem.retryable(Code.CLUSTER_UNAVAILABLE, Location.nowhere(), "no answer");
        assertThat(rules.assess(key, new Live.Unreadable(problem), Assessed.NOW))
                .hasToString("UNKNOWN/WAIT Unreadable: no answer");
        Live present =
                new Live.Present(Assessed.input(WIDGET.formatted("3", "")).live());
        assertThat(rules.assess(key, present, Assessed.NOW)).isEqualTo(Health.healthy());
    }

    private static HealthAssessor assessor(Function<HealthInput, Optional<Health>> rule) {
        return new Given(rule);
    }

    private record Given(Function<HealthInput, Optional<Health>> rule) implements HealthAssessor {
        @Override
        public String id() {
            return "given";
        }

        @Override
        public Optional<Health> assess(HealthInput in) {
            return rule.apply(in);
        }
    }
}
