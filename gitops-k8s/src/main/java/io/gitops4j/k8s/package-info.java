/**
 * The adapter to a real Kubernetes cluster. fabric8's client gives what it is good at: configuration (kubeconfig, in-cluster,
 * exec plugins, tokens, certificates), TLS, proxies, refreshing credentials, and typed models. The API is spoken here, verb by
 * verb, so that every answer keeps its status, causes and headers, a write is never repeated, and bodies go straight into
 * {@link io.gitops4j.core.tree.Node} trees. From the bottom: {@code Connection} (limits, credentials) and {@code Rest} (one
 * request, one answer); {@code Kinds} (what is served where); {@code Reads}, {@code Lists}, {@code Watches}, {@code Applies},
 * {@code Deletes}; {@link io.gitops4j.k8s.Fabric8Cluster} puts them together.
 */
@NullMarked
package io.gitops4j.k8s;

import org.jspecify.annotations.NullMarked;
