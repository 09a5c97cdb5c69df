package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.tree.Path;

/**
 * How the scalars of a tree are written in YAML, where a merge depends on it. Upstream merges the nodes of YAML texts, and a
 * value that takes the place of another keeps that one's quotes, so that {@code 80} in place of {@code "http"} becomes the
 * string {@code "80"} ({@code kyaml/yaml/fns.go}, {@code FieldSetter}); and a null that is written as nothing goes with the first
 * merge, where one that is spelt out stays ({@code kyaml/yaml/merge2/merge2.go}).
 */
public interface Spelling {
    /** Whether the string at {@code path} is in quotes or a block. */
    boolean quoted(Path path);

    /** Whether the null at {@code path} is written as nothing. */
    boolean blank(Path path);

    /** The number or truth value at {@code path} as it is written; {@code otherwise} where nobody knows. */
    String text(Path path, String otherwise);

    /** Nothing is in quotes, and every null is spelt out. */
    static Spelling plain() {
        return PlainSpelling.INSTANCE;
    }
}
