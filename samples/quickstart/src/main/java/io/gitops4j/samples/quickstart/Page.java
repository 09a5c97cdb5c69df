package io.gitops4j.samples.quickstart;

import io.gitops4j.core.event.Event;
import io.gitops4j.core.event.EventListener;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Status;
import io.gitops4j.core.run.Run;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Sets the story in sections, and events between its lines as they come: they are told on threads of the engine. */
final class Page implements EventListener {
    private final PrintStream out;
    private final Set<Long> ended = new HashSet<>();
    private int section;
    private String last = "";

    Page(PrintStream out) {
        this.out = out;
    }

    synchronized void section(String title) {
        section++;
        out.println((section == 1 ? "" : "\n") + section + ". " + title);
    }

    synchronized void line(String text) {
        out.println("   " + text);
    }

    /** What would be done: each object with its fields, before and after. */
    void plan(Plan plan) {
        plan.changes().forEach(change -> {
            line(word(change.action()) + " " + change.object());
            change.changes().forEach(field -> line("  " + field.text()));
        });
    }

    void status(Status status) {
        line("status: " + word(status.sync()) + ", " + word(status.health()) + ", at " + status.revisions());
    }

    /** One entry of the history: what was done from which commit, who asked, and why. */
    void run(Run run) {
        String from = run.revisions().all().values().stream()
                .flatMap(revision -> revision.commit().stream())
                .map(commit -> "'" + commit.subject() + "' by " + commit.author())
                .findFirst()
                .orElse("nothing");
        line(run.id() + " " + word(run.outcome().kind()) + ", " + run.trigger() + ", "
                + run.ended().truncatedTo(ChronoUnit.SECONDS));
        line("   " + run.revisions() + " " + from);
        run.steps().forEach(step -> {
            var fields = step.change().changes();
            String first = fields.isEmpty() ? "" : ": " + fields.get(0).text();
            line("   " + word(step.change().action()) + " " + step.change().object() + first);
        });
    }

    @Override
    public synchronized void on(Event event) {
        boolean progress = event.kind() == Event.Kind.STEP || event.kind() == Event.Kind.WAITING;
        if (progress && !event.message().equals(last)) {
            last = event.message();
            line("... " + last);
        }
        if (event.kind() == Event.Kind.RUN_ENDED) {
            event.run().ifPresent(run -> ended.add(run.number()));
            last = "";
            notifyAll();
        }
    }

    /** Waits until all events of {@code run} are on the page. */
    synchronized void untilToldOf(Run run) throws InterruptedException {
        while (!ended.contains(run.id().number())) {
            wait();
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
