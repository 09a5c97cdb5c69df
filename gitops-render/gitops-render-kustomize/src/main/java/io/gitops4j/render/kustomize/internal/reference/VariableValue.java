package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.Location;
import io.gitops4j.core.tree.Node;

/**
 * The value of a variable.
 *
 * @param value the value; only a scalar can be put anywhere
 * @param where the place that declares the variable
 * @param secret whether it must not be shown
 */
record VariableValue(Node value, Location where, boolean secret) {}
