/**
 * The first program: what the engine does for a product that embeds it, told as a story in one run, with nothing
 * installed. It makes a Git repository in a temporary folder and a cluster in its own process, and begins in {@link
 * io.gitops4j.samples.quickstart.Main}.
 */
@NullMarked
package io.gitops4j.samples.quickstart;

import org.jspecify.annotations.NullMarked;
