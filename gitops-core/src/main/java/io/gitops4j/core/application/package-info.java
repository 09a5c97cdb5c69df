/**
 * What to deliver, where, and how: the {@link io.gitops4j.core.application.Application} as pure data that a host can store by
 * the thousand, and its YAML form with line-exact problems.
 */
@NullMarked
package io.gitops4j.core.application;

import org.jspecify.annotations.NullMarked;
