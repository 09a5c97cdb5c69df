package io.gitops4j.samples.cli;

import io.gitops4j.core.plan.Action;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Revisions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How things are called in text. */
final class Words {
    private Words() {}

    /** {@code OUT_OF_SYNC} is {@code out of sync}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code IF_UNOWNED} is {@code ifUnowned}, as documents spell constants. */
    static String key(Enum<?> constant) {
        StringBuilder out = new StringBuilder();
        for (String part : constant.name().toLowerCase(Locale.ROOT).split("_")) {
            out.append(out.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return out.toString();
    }

    static String symbol(Action action) {
        return switch (action) {
            case CREATE -> "+";
            case UPDATE, ADOPT -> "~";
            case PRUNE -> "-";
            case HOLD, BLOCKED -> "!";
        };
    }

    static String todo(Action action) {
        return switch (action) {
            case CREATE -> "to create";
            case UPDATE -> "to update";
            case ADOPT -> "to adopt";
            case PRUNE -> "to remove";
            case HOLD -> "held";
            case BLOCKED -> "blocked";
        };
    }

    /** Such as {@code main@1a2b3c4 "scale web" by Dev <dev@example.com>, 2024-01-01T02:00:00Z}. */
    static String of(Revisions revisions) {
        return String.join(
                "; ", revisions.all().values().stream().map(Words::of).toList());
    }

    private static String of(Revision revision) {
        return revision
                + revision.commit()
                        .map(commit -> " \"" + commit.subject() + "\" by " + commit.author() + ", " + of(commit.at()))
                        .orElse("");
    }

    static String of(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String of(Duration took) {
        return took.compareTo(Duration.ofMinutes(1)) < 0
                ? String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)
                : took.toMinutes() + " min " + took.toSecondsPart() + " s";
    }
}
