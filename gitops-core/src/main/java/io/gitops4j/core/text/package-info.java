/**
 * Text in and out: YAML and JSON to the tree and back, with marks (file, line, column) beside the tree, the scalar
 * rules of kubectl, and limits that hostile input cannot pass. What is to become something else than a tree is read
 * through a {@link io.gitops4j.core.text.JsonCursor}. Printing is explicit and takes a
 * {@link io.gitops4j.core.text.Mask}.
 */
@NullMarked
package io.gitops4j.core.text;

import org.jspecify.annotations.NullMarked;
