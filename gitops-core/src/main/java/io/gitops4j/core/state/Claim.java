package io.gitops4j.core.state;

import io.gitops4j.core.ApplicationId;
import java.time.Instant;

/**
 * The right of one holder to write one application's state, for a while.
 *
 * @param application which application
 * @param token a number that only grows, from claim to claim of the application; writes with an old one are refused
 * @param until when the right ends, unless it is renewed
 */
public record Claim(ApplicationId application, long token, Instant until) {}
