package io.gitops4j.core.application;

import io.gitops4j.core.tree.Node;

/**
 * How to render a source: the form that is stored and understood without the renderer's module.
 *
 * @param renderer the renderer's id
 * @param options its options, as it prints them
 */
public record Rendering(String renderer, Node.Obj options) {}
