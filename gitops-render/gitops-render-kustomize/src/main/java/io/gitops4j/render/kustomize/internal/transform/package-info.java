/** What changes the objects of a build, one transformer a class. */
@NullMarked
package io.gitops4j.render.kustomize.internal.transform;

import org.jspecify.annotations.NullMarked;
