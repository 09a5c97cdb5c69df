/**
 * One run: what {@link io.gitops4j.core.run.Trigger triggers} it, the {@link io.gitops4j.core.run.Gate} that it passes, the
 * pure execution that says what to do next from plan, journal and what was observed, and the
 * {@link io.gitops4j.core.run.Run} that is kept of it.
 */
@NullMarked
package io.gitops4j.core.run;

import org.jspecify.annotations.NullMarked;
