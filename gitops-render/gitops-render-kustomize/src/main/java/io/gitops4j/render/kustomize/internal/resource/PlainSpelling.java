package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.tree.Path;

/** The spelling of trees of which no text is known. */
enum PlainSpelling implements Spelling {
    INSTANCE;

    @Override
    public boolean quoted(Path path) {
        return false;
    }

    @Override
    public boolean blank(Path path) {
        return false;
    }

    @Override
    public String text(Path path, String otherwise) {
        return otherwise;
    }
}
