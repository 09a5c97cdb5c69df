package io.gitops4j.core.health;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an object fares: a status to show, and apart from it a verdict for whoever waits for the object. Immutable.
 * Reason and message come from the object's status or from a rule; they hold no value of a Secret.
 */
public final class Health {
    /**
     * What to show, from best to worst: of several objects the worst counts (the order of Argo CD, {@code
     * gitops-engine/pkg/health/health.go}). More may come; treat an unknown one as {@link #UNKNOWN}.
     */
    public enum Status {
        /** As it should be. */
        HEALTHY,
        /** At rest because somebody said so: a paused Deployment, a suspended Job. */
        SUSPENDED,
        /** On its way. */
        PROGRESSING,
        /** Being deleted. */
        TERMINATING,
        /** Not there. */
        MISSING,
        /** Failed, or stuck. */
        DEGRADED,
        /** Nobody can say. */
        UNKNOWN
    }

    /** What to do for whoever waits. */
    public enum Wait {
        /** Nothing more to wait for. */
        DONE,
        /** Wait on, within the bound. */
        WAIT,
        /** Give up: waiting does not help. */
        FAIL,
        /** Go on without it: it waits itself, for something that may come later. */
        PASS_THROUGH
    }

    private final Status status;
    private final Wait verdict;
    private final String reason;
    private final String message;

    private Health(Status status, Wait verdict, String reason, String message) {
        this.status = Objects.requireNonNull(status);
        this.verdict = Objects.requireNonNull(verdict);
        this.reason = Objects.requireNonNull(reason);
        this.message = Objects.requireNonNull(message);
    }

    /** {@link Status#HEALTHY}; nothing to wait for. */
    public static Health healthy() {
        return healthy("", "");
    }

    /** {@link Status#HEALTHY}; nothing to wait for. */
    public static Health healthy(String reason, String message) {
        return new Health(Status.HEALTHY, Wait.DONE, reason, message);
    }

    /** {@link Status#PROGRESSING}; worth waiting for. */
    public static Health progressing(String reason, String message) {
        return new Health(Status.PROGRESSING, Wait.WAIT, reason, message);
    }

    /** {@link Status#DEGRADED}; waiting does not help. */
    public static Health degraded(String reason, String message) {
        return new Health(Status.DEGRADED, Wait.FAIL, reason, message);
    }

    /** {@link Status#SUSPENDED}; go on without it. */
    public static Health suspended(String reason, String message) {
        return new Health(Status.SUSPENDED, Wait.PASS_THROUGH, reason, message);
    }

    /** {@link Status#TERMINATING}; worth waiting for. */
    public static Health terminating(String reason, String message) {
        return new Health(Status.TERMINATING, Wait.WAIT, reason, message);
    }

    /** {@link Status#MISSING}; worth waiting for. */
    public static Health missing(String reason, String message) {
        return new Health(Status.MISSING, Wait.WAIT, reason, message);
    }

    /** {@link Status#UNKNOWN}; worth waiting for, since it may become known. */
    public static Health unknown(String reason, String message) {
        return new Health(Status.UNKNOWN, Wait.WAIT, reason, message);
    }

    /** This health with another verdict for whoever waits. */
    public Health withVerdict(Wait verdict) {
        return new Health(status, verdict, reason, message);
    }

    /**
     * The worst status among {@code healths}, {@link Status#HEALTHY} of none. What is suspended for good and needs no
     * wait, as a suspended CronJob is, counts as healthy.
     */
    public static Status worst(Collection<Health> healths) {
        Status worst = Status.HEALTHY;
        for (Health health : healths) {
            boolean atRest = health.status == Status.SUSPENDED && health.verdict == Wait.DONE;
            if (!atRest && health.status.compareTo(worst) > 0) {
                worst = health.status;
            }
        }
        return worst;
    }

    /** What to show. */
    public Status status() {
        return status;
    }

    /** What to do for whoever waits. */
    public Wait verdict() {
        return verdict;
    }

    /** One word why, such as {@code ProgressDeadlineExceeded}; may be empty. */
    public String reason() {
        return reason;
    }

    /** A sentence for a person; may be empty. */
    public String message() {
        return message;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Health that
                && status == that.status
                && verdict == that.verdict
                && reason.equals(that.reason)
                && message.equals(that.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, verdict, reason, message);
    }

    @Override
    public String toString() {
        return status + "/" + verdict + (reason.isEmpty() ? "" : " " + reason)
                + (message.isEmpty() ? "" : ": " + message);
    }
}
