package io.gitops4j.core.run;

import io.gitops4j.core.Digest;
import io.gitops4j.core.source.Revisions;
import java.time.Instant;

/**
 * A run that began to write and has not ended.
 *
 * @param id which run
 * @param trigger why it began
 * @param started when
 * @param revisions what is declared, from where
 * @param plan the digest of its plan
 * @param steps how many steps it has
 */
public record OpenRun(RunId id, Trigger trigger, Instant started, Revisions revisions, Digest plan, int steps) {}
