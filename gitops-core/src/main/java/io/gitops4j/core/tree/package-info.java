/**
 * The document tree that everything else works on: immutable {@link io.gitops4j.core.tree.Node nodes} with structural
 * equality and a cached structural hash, and {@link io.gitops4j.core.tree.Path paths} into them. Marks, origins and
 * sensitivity live beside a node, never in it. A node prints its shape, never its scalars, so that a secret cannot reach
 * a log by accident.
 */
@NullMarked
package io.gitops4j.core.tree;

import org.jspecify.annotations.NullMarked;
