/**
 * What is declared against what is live: a {@link io.gitops4j.core.diff.Verdict} an object, and each difference as a {@link
 * io.gitops4j.core.diff.Change} with its path, cause and owners. Pure. Sensitive values are masked when a change is made, on
 * both sides, so that no view of it can show them.
 */
@NullMarked
package io.gitops4j.core.diff;

import org.jspecify.annotations.NullMarked;
