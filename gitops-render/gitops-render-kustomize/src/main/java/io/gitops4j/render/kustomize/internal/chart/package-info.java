/**
 * Helm charts that kustomizations name: what they say of a chart, and the values and options that a renderer of charts is handed
 * for it.
 */
@NullMarked
package io.gitops4j.render.kustomize.internal.chart;

import org.jspecify.annotations.NullMarked;
