package io.gitops4j.core.cluster;

/** Something registered that its holder ends; a second close is harmless, and nothing is delivered after it returns. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
