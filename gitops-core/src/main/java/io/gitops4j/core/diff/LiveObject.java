package io.gitops4j.core.diff;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.util.List;

/** A live object as one applier compares with it: the body, and who owns its fields as far as that can be known. */
final class LiveObject {
    static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final Live.Present live;
    private final ManagedFields told;
    private final ManagedFields managed;
    private final FieldSet ours;
    private final FieldSet owned;
    private final boolean ownersKnown;
    private final Change.Confidence confidence;

    private LiveObject(
            Live.Present live,
            ManagedFields told,
            ManagedFields managed,
            FieldSet ours,
            FieldSet owned,
            boolean ownersKnown,
            Change.Confidence confidence) {
        this.live = live;
        this.told = told;
        this.managed = managed;
        this.ours = ours;
        this.owned = owned;
        this.ownersKnown = ownersKnown;
        this.confidence = confidence;
    }

    static LiveObject of(DiffRequest request, Live.Present live, String manager) {
        ManagedFields told = live.managed();
        if (told.isEmpty()) {
            FieldSet assumed = request.ours() && !request.applied().isEmpty()
                    ? request.applied()
                    : lastApplied(live.body(), request.schema().type());
            String apiVersion = live.body().text("apiVersion").orElse("");
            ManagedFields managed =
                    assumed.isEmpty() ? told : told.with(FieldManager.apply(manager), apiVersion, assumed);
            return new LiveObject(live, told, managed, assumed, FieldSet.empty(), false, Change.Confidence.LIKELY);
        }
        ManagedFields managed = request.inherited().isEmpty() ? told : told.handedOver(request.inherited(), manager);
        FieldManager us = FieldManager.apply(manager);
        return new LiveObject(
                live, told, managed, managed.ownedBy(us), told.ownedBy(us), true, confidence(request, live, managed));
    }

    /** Fields that somebody owns in another version of the kind may be called otherwise there. */
    private static Change.Confidence confidence(DiffRequest request, Live.Present live, ManagedFields managed) {
        String apiVersion = live.body().text("apiVersion").orElse("");
        boolean oneVersion =
                managed.entries().stream().allMatch(entry -> entry.apiVersion().equals(apiVersion));
        return request.schema().exact() && oneVersion ? Change.Confidence.EXACT : Change.Confidence.LIKELY;
    }

    /** What {@code kubectl apply} noted that it applied; nothing where it did not, or where that is no longer readable. */
    private static FieldSet lastApplied(Node.Obj live, FieldType type) {
        String noted = live.text("metadata", "annotations", LAST_APPLIED).orElse("");
        if (noted.isEmpty()) {
            return FieldSet.empty();
        }
        try {
            List<Document> documents = Parser.tolerant().parseJson(LAST_APPLIED, noted);
            return documents.size() == 1 && documents.get(0).root() instanceof Node.Obj applied
                    ? Differ.fields(withoutEmpty(Normal.of(applied)), type)
                    : FieldSet.empty();
        } catch (GitOpsException unreadable) {
            return FieldSet.empty();
        }
    }

    /** Nothing was said by an empty object or list: kubectl takes only what is in one away. */
    private static Node.Obj withoutEmpty(Node.Obj object) {
        Node.Obj left = object;
        for (int i = 0; i < object.size(); i++) {
            Node value = object.value(i) instanceof Node.Obj below ? withoutEmpty(below) : object.value(i);
            left = Meaning.empty(value) ? left.without(object.key(i)) : left.with(object.key(i), value);
        }
        return left;
    }

    Node.Obj body() {
        return live.body();
    }

    String uid() {
        return live.uid();
    }

    /** Who owns what, as the object says. */
    ManagedFields told() {
        return told;
    }

    /** Who owns what, what we inherit counted as ours. */
    ManagedFields managed() {
        return managed;
    }

    /** What we own by our applies, without what we inherit. */
    FieldSet owned() {
        return owned;
    }

    /** What we own by our applies. */
    FieldSet ours() {
        return ours;
    }

    /** Whether the object itself says who owns what. */
    boolean ownersKnown() {
        return ownersKnown;
    }

    Change.Confidence confidence() {
        return confidence;
    }
}
