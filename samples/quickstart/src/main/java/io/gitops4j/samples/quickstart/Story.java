package io.gitops4j.samples.quickstart;

import static io.gitops4j.core.reconcile.Status.Sync.OUT_OF_SYNC;
import static io.gitops4j.core.reconcile.Status.Sync.SYNCED;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.reconcile.Removal;
import io.gitops4j.core.reconcile.Status;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.tree.Node;
import io.gitops4j.git.Git;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.revwalk.RevCommit;

/** From a first commit to a rollback. Every step checks that it came out as told. */
final class Story {
    private static final ResourceKey WEB = new ResourceKey("apps", "Deployment", "shop", "web");
    private static final Cancellation UNTIL_DONE = Cancellation.none();

    private final Page page;
    private final Repository repository;
    private final Host host;
    private final Reconciler reconciler;
    private final Application shop;

    Story(Page page, Repository repository, Host host) {
        this.page = page;
        this.repository = repository;
        this.host = host;
        this.reconciler = host.reconciler();
        this.shop = Application.named("shop")
                .from(Git.at(repository.folder()).branch("main").path(Repository.FOLDER))
                .to(Host.CLUSTER)
                .namespace("shop")
                .prune()
                .build();
    }

    void tell() throws Exception {
        page.section("A Git repository declares a shop");
        page.line(String.join(", ", repository.writeShop()));
        committed(repository.commit("carol", "Open the shop"));

        page.section("Reconcile: the cluster becomes what Git declares");
        done(reconciler.reconcile(shop, Trigger.manual("carol"), UNTIL_DONE));
        inSync(1);

        page.section("A commit asks for three replicas: plan, then apply");
        RevCommit change = change();

        page.section("Alice edits the live object by hand: drift, and who did it");
        drift();

        page.section("git revert rolls back");
        committed(repository.revert("carol", change));
        done(reconciler.reconcile(shop, Trigger.of(Trigger.SOURCE), UNTIL_DONE));
        inSync(1);

        page.section("The history: what changed, when, from which commit, by whom and why");
        history();
        if (host.target().lent()) {
            page.section("The cluster is left as it was found");
            done(reconciler.remove(shop, Removal.DELETE_OBJECTS, Trigger.manual("carol"), UNTIL_DONE));
        }
    }

    private RevCommit change() throws Exception {
        repository.edit("deployment.yaml", "replicas: 1", "replicas: 3");
        RevCommit change = committed(repository.commit("bob", "Three replicas for the sale"));
        Plan plan = reconciler.plan(shop, Trigger.manual("bob"), UNTIL_DONE);
        page.plan(plan);
        page.line("digest of the plan: " + plan.digest().shortValue());
        // a person may look at the plan now, for days: apply does what it says, or ends stale
        done(reconciler.apply(plan, Trigger.manual("bob").because("approved"), UNTIL_DONE));
        inSync(3);
        return change;
    }

    private void drift() throws InterruptedException {
        host.target().scale("alice", WEB, 9);
        page.line("alice scales the Deployment shop/web to 9");
        Status drifted = untilOutOfSync();
        page.status(drifted);
        page.plan(drifted.plan().orElseThrow());
        expect(drifted.sync() == OUT_OF_SYNC, "out of sync");
        done(reconciler.reconcile(shop, Trigger.of(Trigger.DRIFT), UNTIL_DONE));
        inSync(3);
    }

    /** What others change is seen through a watch, a moment after it was made. */
    private Status untilOutOfSync() throws InterruptedException {
        Status status = reconciler.status(shop, UNTIL_DONE);
        for (int i = 0; i < 100 && status.sync() == SYNCED; i++) {
            Thread.sleep(50);
            status = reconciler.status(shop, UNTIL_DONE);
        }
        return status;
    }

    private void history() {
        List<Run> runs = new ArrayList<>(reconciler.history(shop.id(), Optional.empty(), 10));
        Collections.reverse(runs);
        runs.forEach(page::run);
        expect(runs.size() == 4, "four runs");
    }

    private RevCommit committed(RevCommit commit) {
        page.line("commit " + commit.name().substring(0, 7) + " '" + commit.getShortMessage() + "' by "
                + commit.getAuthorIdent().getName());
        return commit;
    }

    private void done(Run run) throws InterruptedException {
        page.untilToldOf(run);
        page.line("run " + run.id() + ": " + Page.word(run.outcome().kind()));
        expect(run.outcome().kind() == Outcome.Kind.APPLIED, "applied, but: " + run.outcome());
    }

    private void inSync(int replicas) {
        Status status = reconciler.status(shop, UNTIL_DONE);
        page.status(status);
        expect(status.sync() == SYNCED && status.health() == Health.Status.HEALTHY, "in sync and healthy");
        expect(live("spec", "replicas").equals(Node.of(replicas)), "as many replicas as declared: " + replicas);
    }

    /** A field of the live Deployment. */
    private Node live(String... path) {
        Live web = host.target()
                .adapter()
                .get(ReadCall.of(Set.of(WEB)), UNTIL_DONE)
                .of(WEB);
        return ((Live.Present) web).body().at(path).orElseThrow();
    }

    private static void expect(boolean told, String what) {
        if (!told) {
            throw new IllegalStateException("the story went another way; expected: " + what);
        }
    }
}
