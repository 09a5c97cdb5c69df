package io.gitops4j.core.state;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.time.Duration;
import java.time.Instant;

/** Who may write one application's state now. Not safe for several threads: its store guards it. */
final class Lease {
    private final ApplicationId application;
    private long token;
    private String holder = "";
    private Instant until = Instant.MIN;

    /** A lease that nobody holds, whose last token was {@code token}. */
    Lease(ApplicationId application, long token) {
        this.application = application;
        this.token = token;
    }

    /** The token that the next claim gets. */
    long nextToken() {
        return token + 1;
    }

    /** Whether {@code asking} may claim: nobody holds it, or it does so itself. */
    boolean isFreeFor(String asking, Instant now) {
        return !now.isBefore(until) || holder.equals(asking);
    }

    Claim take(String holder, Duration ttl, Instant now) {
        this.holder = holder;
        token++;
        return until(now.plus(ttl));
    }

    boolean renew(Claim claim, Duration ttl, Instant now) {
        if (!holds(claim, now)) {
            return false;
        }
        until(now.plus(ttl));
        return true;
    }

    private Claim until(Instant until) {
        this.until = until;
        return new Claim(application, token, until);
    }

    void release(Claim claim, Instant now) {
        if (holds(claim, now)) {
            until = now;
        }
    }

    private boolean holds(Claim claim, Instant now) {
        return claim.token() == token && now.isBefore(until);
    }

    /** Throws where the claim is void. */
    void check(Claim claim, Instant now) {
        if (holds(claim, now)) {
            return;
        }
        String why = claim.token() == token
                ? "it ended at " + until
                : "\"" + holder + "\" has claimed the application since";
        throw new GitOpsException(Problem.retryable(
                Code.HELD_ELSEWHERE,
                Location.object("application " + application),
                "the claim with the token " + claim.token() + " is void, " + why
                        + "; nothing was written, and a new run has to claim the application again"));
    }

    static void checkAsking(String holder, Duration ttl) {
        if (holder.isEmpty()) {
            throw new IllegalArgumentException("a claim needs the name of its holder");
        }
        checkTtl(ttl);
    }

    static void checkTtl(Duration ttl) {
        if (ttl.isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException("a claim holds for some time, not for " + ttl);
        }
    }
}
