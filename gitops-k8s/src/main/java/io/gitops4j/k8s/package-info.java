/** The adapter to a real Kubernetes cluster, which is not there yet. */
@NullMarked
package io.gitops4j.k8s;

import org.jspecify.annotations.NullMarked;
