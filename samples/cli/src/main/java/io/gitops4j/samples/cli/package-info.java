/**
 * A command line over all modules: one small class for each verb, on a {@link io.gitops4j.samples.cli.Session} that
 * opens the engine, its store and the cluster for one command. What a command has to say goes to a {@link
 * io.gitops4j.samples.cli.Report}, as text for people or as JSON for programs.
 */
@NullMarked
package io.gitops4j.samples.cli;

import org.jspecify.annotations.NullMarked;
