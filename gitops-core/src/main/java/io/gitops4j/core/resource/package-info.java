/**
 * Kubernetes objects: as a source declares them ({@link io.gitops4j.core.resource.Manifest}), as they are known by key
 * once their scope is ({@link io.gitops4j.core.resource.Resource}, made by {@link io.gitops4j.core.resource.Scoping}),
 * and as they are in a cluster ({@link io.gitops4j.core.resource.Live}). Also what travels beside an object: where each
 * field comes from, which fields are sensitive, and the mark of its owner.
 */
@NullMarked
package io.gitops4j.core.resource;

import org.jspecify.annotations.NullMarked;
