package io.gitops4j.core.cluster;

/**
 * What an adapter's cluster can do.
 *
 * @param fieldOwnership whether {@code metadata.managedFields} are exactly what the Kubernetes API server would write
 * @param dryRun whether a write can be tried without effect
 */
public record Capabilities(boolean fieldOwnership, boolean dryRun) {}
