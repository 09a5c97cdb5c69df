package io.gitops4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.GitOpsException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private static final Duration ANY = Duration.ofSeconds(1);
    private final long start = System.nanoTime();
    private final Turnstile turnstile = new Turnstile(new Limits(1, 10, 3, ANY, ANY), start);

    private long millis(long afterMillis) {
        return TimeUnit.NANOSECONDS.toMillis(turnstile.reserve(start + TimeUnit.MILLISECONDS.toNanos(afterMillis)));
    }

    @Test
    void lets_a_burst_through_and_then_so_many_a_second() {
        assertThat(millis(10)).isZero();
        assertThat(millis(10)).isZero();
        assertThat(millis(10)).isZero();
        assertThat(millis(10)).isEqualTo(100);
        assertThat(millis(10)).isEqualTo(200);
    }

    @Test
    void has_its_burst_again_after_a_rest() {
        for (int i = 0; i < 4; i++) {
            millis(10);
        }
        assertThat(millis(5_000)).isZero();
        assertThat(millis(5_000)).isZero();
        assertThat(millis(5_000)).isZero();
        assertThat(millis(5_000)).isEqualTo(100);
    }

    @Test
    void ends_a_wait_for_a_place_or_a_turn_with_its_cancellation() throws InterruptedException {
        turnstile.enter(Cancellation.none());
        CancellationSource cancelled = Cancellation.source();
        cancelled.cancel("enough");
        assertThatThrownBy(() -> turnstile.enter(cancelled)).isInstanceOf(GitOpsException.class);
        assertThatThrownBy(() -> Turnstile.pause(Duration.ofHours(1).toNanos(), cancelled))
                .isInstanceOf(GitOpsException.class);

        turnstile.leave();
        turnstile.enter(Cancellation.none());
    }
}
