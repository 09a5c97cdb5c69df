/** The objects of a build: ids now and before, where each value comes from, and the indexed list of them. */
@NullMarked
package io.gitops4j.render.kustomize.internal.resource;

import org.jspecify.annotations.NullMarked;
