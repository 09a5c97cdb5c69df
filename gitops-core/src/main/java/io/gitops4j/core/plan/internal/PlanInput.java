package io.gitops4j.core.plan.internal;

import io.gitops4j.core.Digest;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Differ;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.OwnerMark;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.Scoped;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Map;

/**
 * All that a plan is made of.
 *
 * @param application the application
 * @param config the digest of its configuration
 * @param revisions what is declared, from where
 * @param declared the declared objects
 * @param live what the cluster said of each declared object and each of the inventory
 * @param contents for each namespace and definition that is no longer declared, what would go with it
 * @param inventory what is ours
 * @param inSync what was found in sync before
 * @param mark our mark
 * @param schemas the schemas of the kinds
 * @param differ compares
 * @param digests digests steps
 * @param emptySources the names of the sources that declare nothing
 * @param warnings what was odd so far
 */
public record PlanInput(
        Application application,
        Digest config,
        Revisions revisions,
        Scoped declared,
        Map<ResourceKey, Live> live,
        Map<ResourceKey, Contents> contents,
        Inventory inventory,
        InSyncMemory inSync,
        OwnerMark mark,
        SchemaSource schemas,
        Differ differ,
        StepDigests digests,
        List<String> emptySources,
        List<Problem> warnings) {
    /** The schema of the kind of {@code object}. */
    ObjectSchema schema(Node.Obj object) {
        return schemas.find(
                        object.text("apiVersion").orElse(""),
                        object.text("kind").orElse(""))
                .orElseGet(ObjectSchema::deduced);
    }

    /** These inputs, with what would go with namespaces and definitions that are no longer declared. */
    public PlanInput with(Map<ResourceKey, Contents> contents) {
        return new PlanInput(
                application,
                config,
                revisions,
                declared,
                live,
                contents,
                inventory,
                inSync,
                mark,
                schemas,
                differ,
                digests,
                emptySources,
                warnings);
    }
}
