package io.gitops4j.samples.cli;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Problem;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Status;
import io.gitops4j.core.run.Run;
import java.util.List;

/** What commands have to say, free of secrets. One result, or one failure, for each command. */
interface Report {
    /** Something that was done on the way; a line. */
    void notice(String line);

    /** What would be done. */
    void plan(Plan plan, Exit exit);

    /** The plan's changes as a unified diff; nothing in a document, which holds them already. */
    default void diff(Plan plan) {}

    /** What a run did. */
    void run(String verb, Run run, Exit exit);

    /** How an application stands. */
    void status(Status status, Exit exit);

    /** Runs, newest first. */
    void history(ApplicationId application, List<Run> runs);

    /** {@code actor} changed {@code fields} of an object; values may be secret, and are not told. */
    void edited(String object, String actor, List<String> fields);

    /** Something that happened while a loop goes on. */
    void event(Event event);

    /** Why the command could not be done. */
    void failed(List<Problem> problems, Exit exit);
}
