package io.gitops4j.core.reconcile;

import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.Revisions;
import java.util.List;

/**
 * What an application declares at some revisions.
 *
 * @param revisions from where
 * @param manifests the objects, lists expanded
 * @param emptySources the names of the sources that declare nothing
 * @param warnings what was odd
 */
record Declaration(Revisions revisions, List<Manifest> manifests, List<String> emptySources, List<Problem> warnings) {}
