/**
 * What every room of the house uses: {@link io.gitops4j.core.Problem problems} with a code, a place and a next step, the
 * {@link io.gitops4j.core.GitOpsException exception} that carries one, {@link io.gitops4j.core.Cancellation}, the stored
 * {@link io.gitops4j.core.Digest}, and the identities ({@link io.gitops4j.core.ApplicationId},
 * {@link io.gitops4j.core.Owner}) that land in users' clusters and stores.
 */
@NullMarked
package io.gitops4j.core;

import org.jspecify.annotations.NullMarked;
