package io.gitops4j.core.reconcile;

import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.source.SourceRef;
import java.util.List;
import java.util.Map;

/**
 * What an application declares at some revisions.
 *
 * @param revisions from where
 * @param manifests the objects, lists expanded
 * @param emptySources the names of the sources that declare nothing
 * @param warnings what was odd
 * @param imports the other repositories that their folders refer to, with the ids of the revisions that were read
 */
record Declaration(
        Revisions revisions,
        List<Manifest> manifests,
        List<String> emptySources,
        List<Problem> warnings,
        Map<SourceRef, String> imports) {}
