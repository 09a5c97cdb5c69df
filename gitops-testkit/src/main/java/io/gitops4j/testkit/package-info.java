/**
 * For tests of hosts and plug-ins: a contract class for every SPI, which an implementation's test extends; fixtures that are
 * real (a Git repository in a temporary folder, served over HTTP where asked); a snapshot in memory; a clock and a scheduler
 * that move when told.
 */
@NullMarked
package io.gitops4j.testkit;

import org.jspecify.annotations.NullMarked;
