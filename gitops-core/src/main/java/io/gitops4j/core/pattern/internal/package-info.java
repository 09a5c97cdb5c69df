/** How expressions are scanned, and what their evaluation may cost. */
@NullMarked
package io.gitops4j.core.pattern.internal;

import org.jspecify.annotations.NullMarked;
