package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import java.util.Optional;

/** Says in a sentence what a change is, why, and what becomes of it. */
final class Explanation {
    private Explanation() {}

    static String of(Change change) {
        String sentence = switch (change.kind()) {
            case ADD -> added(change);
            case MODIFY -> modified(change);
            case REMOVE -> removed(change);
            case REORDER ->
                field(change) + " lists the same items in another order than Git does; the order of Git is restored.";
            case ADOPT ->
                field(change) + " is live as declared, and becomes ours"
                        + (change.owners().isEmpty() ? "." : " beside " + owners(change) + ".");
            case RELEASE ->
                field(change) + " is no longer declared; its value stays, for " + owners(change) + " owns it too.";
            case TAKEOVER ->
                owners(change) + " set " + field(change) + valueOf(" to ", change.before()) + "; Git declares "
                        + valueOf("", change.after()) + " and takes the field over.";
        };
        return sentence + consequences(change);
    }

    private static String added(Change change) {
        return switch (change.cause()) {
            case LIVE_DRIFT -> "Somebody removed " + field(change) + "; it is put back.";
            case DESIRED_CHANGED -> "Git declares " + field(change) + ", which is not live yet; it is added.";
            case NEW, UNKNOWN -> field(change) + " is declared and not live; it is added.";
        };
    }

    private static String modified(Change change) {
        String live = valueOf("", change.before());
        String declared = valueOf("", change.after());
        return switch (change.cause()) {
            case LIVE_DRIFT ->
                (change.owners().isEmpty() ? "Somebody" : owners(change)) + " changed " + field(change) + " to " + live
                        + "; Git declares " + declared + ", which is put back.";
            case DESIRED_CHANGED -> "Git changed " + field(change) + " from " + live + " to " + declared + ".";
            case NEW, UNKNOWN -> field(change) + " is " + live + " live; Git declares " + declared + ".";
        };
    }

    private static String removed(Change change) {
        String then = change.flags().contains(Change.Flag.RESETS_TO_DEFAULT)
                ? "the cluster's default takes its place."
                : "it goes, for nobody else owns it.";
        return field(change) + " is no longer declared; " + then;
    }

    private static String consequences(Change change) {
        String text = "";
        if (change.flags().contains(Change.Flag.IMMUTABLE)) {
            text += " The cluster lets nobody change this field and will refuse.";
        }
        if (change.flags().contains(Change.Flag.ROLLS_PODS)) {
            text += " Pods are replaced.";
        }
        if (change.confidence() != Change.Confidence.EXACT) {
            text += " This is likely, not certain.";
        }
        return text;
    }

    private static String field(Change change) {
        FieldPath path = change.path();
        return path.length() == 0 ? "the object" : path.toString();
    }

    private static String owners(Change change) {
        return change.owners().isEmpty() ? "somebody" : String.join(" and ", change.owners());
    }

    private static String valueOf(String before, Optional<Value> value) {
        return before + value.map(Value::text).orElse("nothing");
    }
}
