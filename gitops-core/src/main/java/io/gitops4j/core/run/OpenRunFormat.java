package io.gitops4j.core.run;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.plan.internal.RevisionsForm;
import io.gitops4j.core.plan.internal.StoredFields;
import io.gitops4j.core.plan.internal.StoredFormat;
import io.gitops4j.core.tree.Node;

/** The stored form of an {@link OpenRun}, {@code gitops4j/open-run@1}. */
public final class OpenRunFormat {
    private static final StoredFormat FORMAT = new StoredFormat("open-run", 1);

    private OpenRunFormat() {}

    /** The document of an open run. */
    public static Node.Obj print(OpenRun run) {
        return Node.objectBuilder()
                .put("format", FORMAT.text())
                .put("run", run.id().number())
                .put("trigger", RunFormat.print(run.trigger()))
                .put("started", run.started().toString())
                .put("revisions", RevisionsForm.print(run.revisions()))
                .put("plan", run.plan().value())
                .put("steps", run.steps())
                .build();
    }

    /**
     * The open run of a document.
     *
     * @param where the file, for messages
     * @throws GitOpsException with {@link Code#STATE} where it is none, is damaged, or is of a newer version
     */
    public static OpenRun read(Location where, Node.Obj document) {
        StoredFields fields = FORMAT.open(where, document);
        return new OpenRun(
                RunFormat.id(fields),
                RunFormat.trigger(fields.map("trigger")),
                fields.instant("started"),
                RevisionsForm.read(fields, "revisions"),
                fields.digest("plan"),
                fields.count("steps"));
    }
}
