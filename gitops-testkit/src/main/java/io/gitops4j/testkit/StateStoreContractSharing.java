package io.gitops4j.testkit;

import static io.gitops4j.testkit.StateStoreFixture.MINUTE;
import static io.gitops4j.testkit.StateStoreFixture.SHOP;
import static io.gitops4j.testkit.StateStoreFixture.inventory;
import static io.gitops4j.testkit.StateStoreFixture.openRun;
import static io.gitops4j.testkit.StateStoreFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.state.ApplicationState;
import io.gitops4j.core.state.Claim;
import io.gitops4j.core.state.StateChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The part of {@link StateStoreContract} on several threads. */
abstract class StateStoreContractSharing {
    private static final int THREADS = 8;

    abstract StateStoreFixture fixture();

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(calls)) {
                results.add(done.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void of_many_that_claim_at_once_one_gets_the_application() throws Exception {
        List<Callable<Optional<Claim>>> calls = new ArrayList<>();
        for (int i = 0; i < 4 * THREADS; i++) {
            String holder = "holder " + i;
            calls.add(() -> fixture().store().claim(SHOP, holder, MINUTE));
        }

        assertThat(together(calls)).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void no_token_is_given_twice() throws Exception {
        List<Callable<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 4 * THREADS; i++) {
            calls.add(() -> fixture().claim().token());
        }

        assertThat(together(calls)).doesNotHaveDuplicates();
    }

    @Test
    void of_claims_of_one_holder_the_last_alone_can_write() throws Exception {
        List<Callable<Claim>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            calls.add(fixture()::claim);
        }
        List<Callable<Long>> writes = new ArrayList<>();
        List<Claim> claims = together(calls);
        for (Claim claim : claims) {
            writes.add(() -> {
                try {
                    fixture().store().commit(claim, StateChange.end(run(claim.token())));
                    return claim.token();
                } catch (GitOpsException e) {
                    return 0L;
                }
            });
        }
        long last = claims.stream().mapToLong(Claim::token).max().orElseThrow();

        assertThat(together(writes)).filteredOn(token -> token > 0).containsExactly(last);
        assertThat(fixture().history(Optional.empty(), 99)).containsExactly(last);
    }

    @Test
    void a_reader_sees_all_of_a_change_or_none() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Long>> calls = new ArrayList<>();
        calls.add(() -> {
            try {
                return write(30);
            } finally {
                done.set(true);
            }
        });
        for (int i = 1; i < THREADS; i++) {
            calls.add(() -> {
                long seen = 0;
                while (!done.get()) {
                    seen = Math.max(seen, read());
                }
                return seen;
            });
        }

        assertThat(together(calls)).allMatch(seen -> seen <= 30);
        assertThat(read()).isEqualTo(30);
    }

    /** While a run is open there are as many objects as its number says; afterwards there is one more. */
    private long write(int runs) {
        Claim claim = fixture().claim();
        for (int i = 1; i <= runs; i++) {
            fixture().store().commit(claim, StateChange.begin(openRun(i)).and(inventory(i)));
            fixture().store().commit(claim, StateChange.end(run(i)).and(inventory(i + 1)));
        }
        return runs;
    }

    private long read() {
        ApplicationState state = fixture().store().load(SHOP);
        int objects = state.inventory().entries().size();
        long ended = state.last().map(last -> last.id().number()).orElse(0L);
        if (state.open().isPresent()) {
            assertThat(objects).isEqualTo((int) state.open().get().id().number());
            assertThat(ended).isEqualTo(objects - 1);
        } else {
            assertThat(objects).isEqualTo(ended == 0 ? 0 : (int) ended + 1);
        }
        return ended;
    }

    @Test
    void applications_are_written_at_the_same_time() throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 2 * THREADS; i++) {
            ApplicationId id = ApplicationId.of("shop-" + i);
            int size = i;
            calls.add(() -> {
                Claim claim = fixture().claim(id);
                fixture().store().commit(claim, StateChange.begin(openRun(1)).and(inventory(size)));
                fixture().store().append(claim, new RunId(1), List.of());
                return fixture().store().load(id).inventory().entries().size();
            });
        }

        assertThat(together(calls)).isSorted().hasSize(2 * THREADS);
        assertThat(fixture().store().applications()).hasSize(2 * THREADS);
    }
}
