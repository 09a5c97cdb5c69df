package io.gitops4j.core.application;

/** A module's typed way to say where an application comes from, such as {@code Git.at(url).branch("main")}. */
@FunctionalInterface
public interface SourceSpec {
    /** The stored form, under the name {@link ApplicationSource#DEFAULT_NAME} where the user gave none. */
    ApplicationSource toSource();
}
