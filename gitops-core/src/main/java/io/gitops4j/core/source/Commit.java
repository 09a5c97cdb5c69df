package io.gitops4j.core.source;

import java.time.Instant;

/**
 * Who made a revision, when, and why.
 *
 * @param author the author's name and, where known, address: {@code Name <address>}
 * @param at when it was committed
 * @param subject the first line of its message
 */
public record Commit(String author, Instant at, String subject) {}
