package io.gitops4j.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.InventoryFormat;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.JournalFormat;
import io.gitops4j.core.run.OpenRunFormat;
import io.gitops4j.core.run.RunFormat;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wherever a process or its machine dies, the store holds what was before the call, or what is after it. */
class FileStateStoreCrashTest {
    private static final InstantSource CLOCK = () -> Samples.NOON;

    @TempDir
    Path folder;

    /** A step in the life of an application. */
    private interface Call {
        void on(StateStore store, Claim claim);
    }

    private static Call change(StateChange change) {
        return (store, claim) -> store.commit(claim, change);
    }

    private static Call entries(int run, JournalEntry... entries) {
        return (store, claim) -> store.append(claim, new RunId(run), List.of(entries));
    }

    private static final List<Call> LIFE = List.of(
            (store, claim) -> store.bind("acme"),
            change(StateChange.begin(Samples.open(1)).and(Samples.inventory())),
            entries(1, Samples.journal(0, JournalEntry.Stage.SENT)),
            entries(1, Samples.journal(0, JournalEntry.Stage.ACKED), Samples.journal(1, JournalEntry.Stage.SENT)),
            change(StateChange.end(Samples.run(1)).and(Inventory.empty())),
            change(StateChange.end(Samples.emptyRun(2))),
            change(StateChange.begin(Samples.open(3))),
            entries(3, Samples.journal(0, JournalEntry.Stage.SENT)),
            change(StateChange.inventory(Samples.inventory())),
            change(StateChange.end(Samples.run(3))),
            change(StateChange.forget()),
            change(StateChange.end(Samples.emptyRun(4))));

    /** All that a store says of the application, as one text. */
    private static String seen(StateStore store) {
        List<Node> parts = new ArrayList<>();
        ApplicationState state = store.load(Samples.SHOP);
        parts.add(InventoryFormat.print(state.inventory()));
        state.open().map(OpenRunFormat::print).ifPresent(parts::add);
        state.journal().stream().map(JournalFormat::print).forEach(parts::add);
        state.last().map(RunFormat::print).ifPresent(parts::add);
        store.history(Samples.SHOP, Optional.empty(), 10).stream()
                .map(RunFormat::print)
                .forEach(parts::add);
        parts.add(Node.of(store.applications().toString()));
        return Printer.jsonPretty(Node.array(parts), Mask.none());
    }

    private static Claim claim(StateStore store) {
        return store.claim(Samples.SHOP, "me", Duration.ofHours(1)).orElseThrow();
    }

    /** What is seen before the first call, and after each; between, for calls that may be done in part. */
    private static List<List<String>> expected() {
        StateStore model = StateStore.inMemory(CLOCK);
        Claim claim = claim(model);
        List<List<String>> allowed = new ArrayList<>();
        for (int i = 0; i < LIFE.size(); i++) {
            List<String> states = new ArrayList<>(List.of(seen(model)));
            if (i == 3) {
                // an append of two entries may leave the first
                model.append(claim, new RunId(1), List.of(Samples.journal(0, JournalEntry.Stage.ACKED)));
                states.add(seen(model));
                model.append(claim, new RunId(1), List.of(Samples.journal(1, JournalEntry.Stage.SENT)));
            } else {
                LIFE.get(i).on(model, claim);
            }
            states.add(seen(model));
            allowed.add(states);
        }
        return allowed;
    }

    @ParameterizedTest
    @EnumSource
    void leaves_the_state_before_or_after(CrashingDisk.Death death) {
        List<List<String>> expected = expected();
        int crashes = 0;
        for (int deadly = 1; ; deadly++) {
            Path root = folder.resolve("at-" + deadly);
            CrashingDisk disk = new CrashingDisk(deadly, death);
            int call = lived(new FileStateStore(root, CLOCK, disk));
            if (call == LIFE.size()) {
                assertThat(disk.steps()).isLessThan(deadly);
                break;
            }
            crashes++;
            goOn(root, call, expected, "step " + deadly + " in call " + call);
        }
        assertThat(crashes).isGreaterThanOrEqualTo(50);
    }

    /** Lives until death, and says in which call it came: -1 for the claim. */
    private static int lived(FileStateStore store) {
        int call = -1;
        try (store) {
            Claim claim = claim(store);
            for (call = 0; call < LIFE.size(); call++) {
                LIFE.get(call).on(store, claim);
            }
        } catch (CrashingDisk.Crash e) {
            return call;
        }
        return call;
    }

    /** A new process finds one of the states that the call may leave, does the call again, and goes on to the end. */
    private static void goOn(Path root, int died, List<List<String>> expected, String where) {
        try (FileStateStore store = new FileStateStore(root, CLOCK, CrashingDisk.immortal())) {
            int call = Math.max(0, died);
            List<String> allowed = died < 0 ? expected.get(0).subList(0, 1) : expected.get(call);
            String found = seen(store);
            assertThat(found).as(where).isIn(allowed);
            boolean done = allowed.size() > 1 && found.equals(last(allowed));
            Claim claim = claim(store);
            assertThat(claim.token()).as(where).isGreaterThan(died < 0 ? 0 : 1);
            if (call == 3 && !done && found.equals(allowed.get(1))) {
                store.append(claim, new RunId(1), List.of(Samples.journal(1, JournalEntry.Stage.SENT)));
                done = true;
            }
            for (int i = done ? call + 1 : call; i < LIFE.size(); i++) {
                LIFE.get(i).on(store, claim);
            }
            assertThat(seen(store)).as(where).isEqualTo(last(expected.get(LIFE.size() - 1)));
        }
    }

    private static String last(List<String> states) {
        return states.get(states.size() - 1);
    }
}
