package io.gitops4j.e2e.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.Digest;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.InventoryEntry;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.OpenRun;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.state.ApplicationState;
import io.gitops4j.core.state.Claim;
import io.gitops4j.core.state.FileStateStore;
import io.gitops4j.core.state.StateChange;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.testkit.StateStoreContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStateStoreTest extends StateStoreContract {
    private static final ApplicationId SHOP = ApplicationId.of("shop");
    private static final Digest DIGEST = new Digest("sha256:" + "0".repeat(64));

    @TempDir
    Path folder;

    @Override
    protected StateStore open(InstantSource clock) {
        return FileStateStore.at(folder.resolve("state")).clock(clock);
    }

    /** Holds a store until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws InterruptedException {
            StateStore store = FileStateStore.at(Path.of(arguments[0]));
            Claim claim =
                    store.claim(SHOP, "the other process", Duration.ofHours(1)).orElseThrow();
            System.out.println(claim.token());
            Thread.sleep(60_000);
        }
    }

    /** Runs until it is killed, and says which of its runs ended. */
    static final class Runner {
        public static void main(String[] arguments) {
            StateStore store = FileStateStore.at(Path.of(arguments[0]));
            Claim claim =
                    store.claim(SHOP, "the other process", Duration.ofHours(1)).orElseThrow();
            for (int number = 1; ; number++) {
                RunId id = new RunId(number);
                store.commit(claim, StateChange.begin(openRun(id)).and(inventory(number)));
                store.append(claim, id, List.of(entry(0), entry(1)));
                store.append(claim, id, List.of(entry(2)));
                store.commit(claim, StateChange.end(run(id)).and(inventory(0)));
                System.out.println(number);
            }
        }
    }

    private static OpenRun openRun(RunId id) {
        return new OpenRun(id, Trigger.schedule(), Instant.EPOCH, Revisions.none(), DIGEST, 3);
    }

    private static JournalEntry entry(int step) {
        return JournalEntry.of(step, "ConfigMap shop/c", JournalEntry.Stage.SENT, DIGEST, Instant.EPOCH);
    }

    private static Run run(RunId id) {
        Outcome outcome = Outcome.of(Outcome.Kind.APPLIED);
        return Run.of(SHOP, id, Trigger.schedule(), Instant.EPOCH, Instant.EPOCH, outcome);
    }

    private static Inventory inventory(long number) {
        ResourceKey key = new ResourceKey("", "ConfigMap", "shop", "c" + number);
        return Inventory.of(List.of(InventoryEntry.intended(key, "v1", FieldSet.empty())));
    }

    @Test
    void is_held_by_one_process_until_that_dies() throws Exception {
        Path root = folder.resolve("shared");
        Process other = start(Holder.class, root);
        try (BufferedReader out = output(other)) {
            assertThat(out.readLine()).isEqualTo("1");
            assertThatThrownBy(() -> FileStateStore.at(root).load(SHOP))
                    .isInstanceOfSatisfying(
                            GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.HELD_ELSEWHERE))
                    .hasMessage(root + ": another process (" + other.pid()
                            + ") holds the store; stop it, or give each process a folder of its own");
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (FileStateStore store = FileStateStore.at(root)) {
            // its claim ended with it
            assertThat(store.claim(SHOP, "me", Duration.ofMinutes(1)))
                    .map(Claim::token)
                    .contains(2L);
        }
    }

    @Test
    void keeps_all_that_a_process_was_told_is_kept_when_it_is_killed() throws Exception {
        Path root = folder.resolve("killed");
        Process other = start(Runner.class, root);
        long told = 0;
        try (BufferedReader out = output(other)) {
            while (told < 20) {
                told = Long.parseLong(out.readLine());
            }
            // unlike the process itself, its handle leaves the streams open
            other.toHandle().destroyForcibly();
            // what it said before it died, and this test had not read
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                told = Long.parseLong(line);
            }
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (FileStateStore store = FileStateStore.at(root)) {
            ApplicationState state = store.load(SHOP);
            long ended = state.last().orElseThrow().id().number();
            assertThat(ended).isBetween(told, told + 1);
            assertThat(store.history(SHOP, Optional.empty(), 1_000)).hasSize((int) ended);
            long expected = state.open().isPresent() ? ended + 1 : 0;
            assertThat(state.inventory()).isEqualTo(inventory(expected));
            assertThat(state.journal())
                    .isEqualTo(List.of(entry(0), entry(1), entry(2))
                            .subList(0, state.journal().size()));
        }
    }

    private static Process start(Class<?> main, Path root) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
