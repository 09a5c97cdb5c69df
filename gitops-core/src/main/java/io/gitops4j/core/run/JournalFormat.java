package io.gitops4j.core.run;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.plan.internal.StoredFields;
import io.gitops4j.core.plan.internal.StoredFormat;
import io.gitops4j.core.text.ConstantNames;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;

/**
 * The stored form of a {@link JournalEntry}, {@code gitops4j/journal@1}. A stage that a later version added is read as {@link
 * JournalEntry.Stage#SENT}: whether it took effect is to be found out.
 */
public final class JournalFormat {
    private static final StoredFormat FORMAT = new StoredFormat("journal", 1);

    private JournalFormat() {}

    /** The document of an entry. */
    public static Node.Obj print(JournalEntry entry) {
        ObjBuilder out = Node.objectBuilder()
                .put("format", FORMAT.text())
                .put("step", entry.step())
                .put("object", entry.object())
                .put("stage", ConstantNames.of(entry.stage()))
                .put("intent", entry.intent().value())
                .put("at", entry.at().toString());
        entry.uid().ifPresent(uid -> out.put("uid", uid));
        entry.resourceVersion().ifPresent(version -> out.put("resourceVersion", version));
        return out.build();
    }

    /**
     * The entry of a document.
     *
     * @param where the file, for messages
     * @throws GitOpsException with {@link Code#STATE} where it is none, is damaged, or is of a newer version
     */
    public static JournalEntry read(Location where, Node.Obj document) {
        StoredFields fields = FORMAT.open(where, document);
        JournalEntry entry = JournalEntry.of(
                fields.count("step"),
                fields.text("object"),
                fields.word("stage", JournalEntry.Stage.values(), JournalEntry.Stage.SENT),
                fields.digest("intent"),
                fields.instant("at"));
        return fields.maybeText("uid")
                .map(uid -> entry.of(uid, fields.text("resourceVersion")))
                .orElse(entry);
    }
}
