/**
 * Server-side-apply semantics: which manager owns which fields of an object. The room begins with {@link
 * io.gitops4j.core.merge.FieldSet}, the set of field paths that {@code metadata.managedFields} hold as {@code
 * FieldsV1}; merge and prediction build on it. Pure: no I/O, no clock, no threads.
 */
@NullMarked
package io.gitops4j.core.merge;

import org.jspecify.annotations.NullMarked;
