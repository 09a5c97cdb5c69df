package io.gitops4j.render.kustomize.internal.config;

import io.gitops4j.core.Location;

/** The files that the configuration of one kustomization may name. */
public interface Files {
    /**
     * The content of a file.
     *
     * @param path as written, relative to the folder of the kustomization
     * @param where the place that names it
     * @throws io.gitops4j.core.GitOpsException with that place where there is no such file, or it must not be read
     */
    byte[] read(String path, Location where);

    /** The file from the root of the repository, for places in it. */
    String name(String path);
}
