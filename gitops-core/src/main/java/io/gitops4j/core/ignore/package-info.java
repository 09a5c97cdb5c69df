/**
 * Rules that say which fields of which objects are not ours to judge ({@link io.gitops4j.core.ignore.IgnoreRule}), in the
 * spellings that users know: JSON Pointer, JSONPath, jq, paths by keys, field managers. All are compiled to one kind of query
 * and resolved to fields by their keys, never by a place in a list. A rule is hostile input: patterns take linear time, and
 * each rule so many steps. Pure.
 */
@NullMarked
package io.gitops4j.core.ignore;

import org.jspecify.annotations.NullMarked;
