package io.gitops4j.core.render;

/** The typed options of one renderer; each renderer brings its own implementation. */
public interface RenderOptions {}
