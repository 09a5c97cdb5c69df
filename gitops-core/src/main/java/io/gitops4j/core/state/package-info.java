/**
 * What outlives a process: the {@link io.gitops4j.core.state.StateStore} SPI with its inventory, open run, journal and history
 * of each application, a store in memory and one in files. Documents carry their format, keep what they do not know, and are
 * free of secret values.
 */
@NullMarked
package io.gitops4j.core.state;

import org.jspecify.annotations.NullMarked;
