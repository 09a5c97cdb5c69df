/**
 * Measurements, run by hand; their commands and figures are in {@code benchmarks/README.md}.
 */
@NullMarked
package io.gitops4j.benchmarks;

import org.jspecify.annotations.NullMarked;
