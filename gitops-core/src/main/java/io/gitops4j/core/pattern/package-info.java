/**
 * Which texts and labels are meant: regular expressions that take linear time, globs, and the label selectors of Kubernetes.
 * What tenants write goes through these, never through {@code java.util.regex}.
 */
@NullMarked
package io.gitops4j.core.pattern;

import org.jspecify.annotations.NullMarked;
