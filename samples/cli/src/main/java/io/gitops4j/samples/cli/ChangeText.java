package io.gitops4j.samples.cli;

import io.gitops4j.core.Location;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.diff.Value;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lines of one object: what is done with it, and its fields, each with before, after and cause. */
final class ChangeText {
    private static final int WIDTH = 100;

    private final Paint paint;

    ChangeText(Paint paint) {
        this.paint = paint;
    }

    /** The lines of an object; {@code note} is added to the first. */
    List<String> lines(PlannedChange change, String note) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + head(change) + note);
        lines.addAll(details(change));
        return lines;
    }

    /** The lines below the first: fields, and the reason where nothing is done. */
    List<String> details(PlannedChange change) {
        List<String> lines = new ArrayList<>();
        if (change.action() != Action.CREATE) {
            change.changes().forEach(field -> lines.add("      " + field(field)));
        }
        change.reason().ifPresent(reason -> lines.add("      " + paint.changed(reason.message())));
        return lines;
    }

    private String head(PlannedChange change) {
        String text = Words.symbol(change.action()) + " " + change.object();
        String what = switch (change.action()) {
            case CREATE -> paint.good(text);
            case UPDATE -> paint.changed(text);
            case ADOPT -> paint.changed(text) + ", adopts it";
            case PRUNE -> paint.bad(text) + ", no longer declared";
            case HOLD -> paint.bad(text) + ", held";
            case BLOCKED -> paint.bad(text) + ", blocked";
        };
        boolean back = change.action() == Action.CREATE
                && change.changes().stream().anyMatch(field -> field.cause() == Change.Cause.LIVE_DRIFT);
        return what + (back ? ", somebody removed it" : "") + paint.quiet(place(change.location()));
    }

    /** Such as {@code deploy/web.yaml:1}: the object itself is named before. */
    private static String place(Location where) {
        String line = where.line().isPresent() ? ":" + where.line().getAsInt() : "";
        return where.file().map(file -> "  " + file + line).orElse("");
    }

    private String field(Change change) {
        String path = change.path().length() == 0 ? "the object" : change.path().toString();
        String before = change.before().map(ChangeText::text).orElse("");
        String after = change.after().map(ChangeText::text).orElse("");
        String values = switch (change.kind()) {
            case ADD -> "(none) -> " + after;
            case REMOVE -> before + " -> (none)";
            case MODIFY, TAKEOVER -> before + " -> " + after;
            case REORDER -> "another order";
            case ADOPT -> after + ", adopted";
            case RELEASE -> before + ", released";
        };
        String cause = cause(change);
        return path + ": " + values + (cause.isEmpty() ? "" : paint.quiet("  (" + cause + ")"));
    }

    private static String cause(Change change) {
        List<String> parts = new ArrayList<>();
        String by = change.owners().isEmpty() ? "" : " by " + String.join(", ", change.owners());
        switch (change.cause()) {
            case DESIRED_CHANGED -> parts.add("changed in Git");
            case LIVE_DRIFT -> parts.add("drift" + by);
            case NEW, UNKNOWN -> {}
        }
        if (change.kind() == Change.Kind.TAKEOVER) {
            parts.add("taken over from " + String.join(", ", change.owners()));
        }
        parts.addAll(change.flags().stream()
                .filter(flag -> flag != Change.Flag.SENSITIVE)
                .sorted()
                .map(Words::of)
                .collect(Collectors.toList()));
        return String.join(", ", parts);
    }

    private static String text(Value value) {
        String text = value.text();
        return text.length() <= WIDTH ? text : text.substring(0, text.offsetByCodePoints(0, WIDTH - 1)) + "…";
    }
}
