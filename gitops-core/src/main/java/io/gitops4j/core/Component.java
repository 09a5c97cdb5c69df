package io.gitops4j.core;

/**
 * A stateless plug-in that the host gives, or that is found on its class path: a renderer, a transformer, a health assessor, a
 * decryptor. Safe for any number of threads. It may add a format, never a credential or a target.
 */
public interface Component {
    /** The word that an application names this plug-in by, unique among those of its type. */
    String id();
}
