/**
 * Where declared state comes from: the {@link io.gitops4j.core.source.Source} SPI and its values. A source resolves a
 * {@link io.gitops4j.core.source.SourceRef} to a {@link io.gitops4j.core.source.Revision} cheaply, and opens the whole tree of
 * that revision as a lazy, immutable {@link io.gitops4j.core.source.Snapshot}. Interfaces and values only: this room does no
 * I/O of its own.
 */
@NullMarked
package io.gitops4j.core.source;

import org.jspecify.annotations.NullMarked;
