/**
 * What one object of a build takes from another: the names that refer to renamed objects, the values of variables, and
 * replacements. Everything is found through indexes, so that n objects with references between them cost n.
 */
@NullMarked
package io.gitops4j.render.kustomize.internal.reference;

import org.jspecify.annotations.NullMarked;
