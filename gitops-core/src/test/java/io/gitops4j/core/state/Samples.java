package io.gitops4j.core.state;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.Digest;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.diff.Value;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.diff.Witness;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.PathElement;
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
import io.gitops4j.core.tree.Node;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of each thing that is stored, with all that it can hold. */
final class Samples {
    static final ApplicationId SHOP = new ApplicationId("acme", "shop");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");
    static final Digest A = new Digest("sha256:" + "a".repeat(64));
    static final Digest B = new Digest("sha256:" + "b".repeat(64));

    private Samples() {}

    static Revisions revisions() {
        SourceRef source =
                SourceRef.of("git", "https://git.example/acme/shop.git", "main").withCredential("deploy-key");
        Revision revision = Revision.of(source, "0123456789abcdef0123456789abcdef01234567", "refs/heads/main")
                .withCommit(
                        new Commit("Ann <ann@example.org>", Instant.parse("2026-03-01T11:00:00Z"), "three replicas"))
                .withReplaced("89abcdef0123456789abcdef0123456789abcdef");
        return Revisions.of(Map.of("default", revision));
    }

    static Trigger trigger() {
        return Trigger.manual("release bot").because("release 1.2");
    }

    static Run run(long number) {
        Problem unhealthy = Problem.retryable(
                Code.UNHEALTHY,
                Location.of("deploy/web.yaml", 12, 7)
                        .withDocument(2)
                        .withObject("Deployment shop/web")
                        .withField("spec.replicas"),
                "1 of 3 replicas is available after 5m.");
        return Run.of(
                        SHOP,
                        new RunId(number),
                        trigger(),
                        NOON,
                        NOON.plusSeconds(60),
                        Outcome.of(Outcome.Kind.PARTIAL, List.of(unhealthy))
                                .in(Phase.WAIT)
                                .retryAt(NOON.plusSeconds(90)))
                .of(revisions(), A, steps(unhealthy), 7);
    }

    static Run emptyRun(long number) {
        return Run.of(SHOP, new RunId(number), Trigger.schedule(), NOON, NOON, Outcome.of(Outcome.Kind.NO_CHANGE));
    }

    private static List<StepResult> steps(Problem problem) {
        Location place = Location.of("deploy/web.yaml", 1, 1);
        Change replicas = Change.stored(
                FieldPath.of("spec", "replicas"),
                Change.Kind.MODIFY,
                Optional.of(Value.stored(Node.of(3), false)),
                Optional.of(Value.stored(Node.of(1), false)),
                Change.Cause.LIVE_DRIFT,
                List.of("kubectl-edit"),
                List.of(Change.Flag.ROLLS_PODS, Change.Flag.IMMUTABLE),
                Change.Confidence.LIKELY);
        Change secret = Change.stored(
                FieldPath.of("data", "tls.crt").then(PathElement.index(0)),
                Change.Kind.ADD,
                Optional.empty(),
                Optional.of(Value.stored(Node.of(Value.MASK), true)),
                Change.Cause.NEW,
                List.of(),
                List.of(Change.Flag.SENSITIVE),
                Change.Confidence.EXACT);
        PlannedChange web = PlannedChange.of(
                "Deployment.apps shop/web", Action.UPDATE, Verdict.DRIFTED, List.of(replicas, secret), place);
        PlannedChange old = PlannedChange.of("ConfigMap shop/old", Action.HOLD, Verdict.EXTRA, List.of(), place)
                .because(Problem.of(Code.PRUNE_REFUSED, Location.nowhere(), "it is protected."));
        return List.of(
                StepResult.of(web, StepResult.Status.FAILED).because(problem),
                StepResult.of(old, StepResult.Status.NOT_PLANNED));
    }

    static OpenRun open(long number) {
        return new OpenRun(new RunId(number), trigger(), NOON, revisions(), A, 2);
    }

    static JournalEntry journal(int step, JournalEntry.Stage stage) {
        JournalEntry entry = JournalEntry.of(step, "Deployment.apps shop/web", stage, B, NOON.plusSeconds(step));
        return stage == JournalEntry.Stage.SENT ? entry : entry.of("uid-" + step, "10" + step);
    }

    static Inventory inventory() {
        FieldSet fields = FieldSet.of(FieldPath.of("spec", "replicas"), FieldPath.of("data", "tls.crt"));
        return Inventory.of(List.of(
                        InventoryEntry.intended(new ResourceKey("apps", "Deployment", "shop", "web"), "v1", fields)
                                .applied("v1", fields, new Witness(A, B, "uid-0", 4)),
                        InventoryEntry.intended(new ResourceKey("", "Namespace", "", "shop"), "v1", FieldSet.empty())
                                .seen("uid-1"),
                        InventoryEntry.intended(new ResourceKey("", "ConfigMap", "shop", "settings"), "v1", fields)))
                .on("prod-eu");
    }
}
