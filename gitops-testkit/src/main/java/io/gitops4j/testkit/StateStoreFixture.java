package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.Digest;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.diff.Value;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.diff.Witness;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.InventoryEntry;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.OpenRun;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Phase;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.source.SourceRef;
import io.gitops4j.core.state.Claim;
import io.gitops4j.core.state.StateChange;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.core.tree.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The store under test with its clock, and things to store. */
final class StateStoreFixture {
    static final ApplicationId SHOP = new ApplicationId("acme", "shop");
    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Digest DIGEST = new Digest("sha256:" + "5e".repeat(32));
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.000000001Z");

    private final Function<InstantSource, StateStore> open;
    private final ManualClock clock = ManualClock.create();
    private StateStore store;

    StateStoreFixture(Function<InstantSource, StateStore> open) {
        this.open = open;
        this.store = open.apply(clock);
    }

    StateStore store() {
        return store;
    }

    /** The store as the next process opens it. */
    StateStore reopened() {
        store.close();
        store = open.apply(clock);
        return store;
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    Instant now() {
        return clock.instant();
    }

    Claim claim() {
        return claim(SHOP);
    }

    Claim claim(ApplicationId id) {
        return store.claim(id, "me", MINUTE).orElseThrow();
    }

    void commit(StateChange... changes) {
        Claim claim = claim();
        for (StateChange change : changes) {
            store.commit(claim, change);
        }
    }

    List<Long> history(Optional<RunId> before, int limit) {
        return store.history(SHOP, before, limit).stream()
                .map(run -> run.id().number())
                .toList();
    }

    /** Runs a call that must be refused as the claim is void. */
    static void refusedAsVoid(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.HELD_ELSEWHERE));
    }

    static ResourceKey key(int number) {
        return new ResourceKey("apps", "Deployment", "shop", "web-" + number);
    }

    /** An inventory of that many objects, of every kind of entry. */
    static Inventory inventory(int size) {
        List<InventoryEntry> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            FieldSet fields = FieldSet.of(FieldPath.of("spec", "replicas"), FieldPath.of("data", "a.b/" + i));
            InventoryEntry entry = InventoryEntry.intended(key(i), "v1", fields);
            entry = i % 3 == 1 ? entry.seen("uid-" + i) : entry;
            entries.add(i % 3 == 2 ? entry.applied("v1", fields, new Witness(DIGEST, DIGEST, "uid-" + i, i)) : entry);
        }
        return Inventory.of(entries);
    }

    static OpenRun openRun(long number) {
        return new OpenRun(new RunId(number), trigger(), AT, revisions(), DIGEST, 3);
    }

    static JournalEntry entry(int step, JournalEntry.Stage stage) {
        JournalEntry entry =
                JournalEntry.of(step, "Deployment.apps shop/web-" + step, stage, DIGEST, AT.plusSeconds(step));
        return stage == JournalEntry.Stage.ACKED ? entry.of("uid-" + step, "1" + step) : entry;
    }

    /** A run with all that a run can hold. */
    static Run run(long number) {
        Outcome outcome = Outcome.of(Outcome.Kind.PARTIAL, List.of(problem(), problem()))
                .in(Phase.WAIT)
                .retryAt(AT.plusSeconds(90));
        return Run.of(SHOP, new RunId(number), trigger(), AT, AT.plusSeconds(60), outcome)
                .of(revisions(), DIGEST, List.of(failed(), held()), 7);
    }

    private static StepResult failed() {
        Location place = Location.of("deploy/web.yaml", 1, 1).withDocument(2);
        Change changed = Change.stored(
                FieldPath.parse("spec.containers[0][\"a.b\"]"),
                Change.Kind.TAKEOVER,
                Optional.of(Value.stored(Node.object().with("a", Node.of(1.5)), false)),
                Optional.of(Value.stored(Node.nil(), true)),
                Change.Cause.LIVE_DRIFT,
                List.of("kubectl-edit", "x"),
                List.of(Change.Flag.ROLLS_PODS, Change.Flag.SENSITIVE),
                Change.Confidence.LIKELY);
        PlannedChange line =
                PlannedChange.of("Deployment.apps shop/web-0", Action.UPDATE, Verdict.DRIFTED, List.of(changed), place);
        return StepResult.of(line, StepResult.Status.FAILED).because(problem());
    }

    private static StepResult held() {
        PlannedChange line = PlannedChange.of(
                        "ConfigMap shop/old", Action.HOLD, Verdict.EXTRA, List.of(), Location.nowhere())
                .because(Problem.of(Code.PRUNE_REFUSED, Location.nowhere(), "it is protected."));
        return StepResult.of(line, StepResult.Status.NOT_PLANNED);
    }

    private static Problem problem() {
        Location place = Location.of("deploy/ü.yaml", 3, 7)
                .withObject("Deployment shop/web")
                .withField("spec[0]");
        return Problem.retryable(Code.UNHEALTHY, place, "1 of 3 replicas\nis \"available\".");
    }

    private static Trigger trigger() {
        return Trigger.manual("release bot").because("release 1.2");
    }

    private static Revisions revisions() {
        SourceRef source =
                SourceRef.of("git", "https://git.example/shop.git", "main").withCredential("key");
        Revision revision = Revision.of(source, "0123456789abcdef", "refs/heads/main");
        return Revisions.of(Map.of(
                "default",
                revision.withCommit(new Commit("Ann", AT, "three replicas")).withReplaced("fedcba"),
                "base",
                revision));
    }
}
