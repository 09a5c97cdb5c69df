package io.gitops4j.core.application;

import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.SourceRef;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of the places that an application's objects come from. Immutable. */
public final class ApplicationSource implements SourceSpec {
    /** The name of a source that was given none. */
    public static final String DEFAULT_NAME = "default";

    static final String PASSWORD_REFUSED =
            "the address holds a password, which would be stored and shown; leave it out, and name a credential of the"
                    + " host";

    private static final Pattern PASSWORD =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#@]*:[^/?#]*@.*", Pattern.DOTALL);

    private final String name;
    private final SourceRef ref;
    private final RepoPath path;
    private final @Nullable Rendering rendering;

    private ApplicationSource(String name, SourceRef ref, RepoPath path, @Nullable Rendering rendering) {
        this.name = Objects.requireNonNull(name);
        this.ref = Objects.requireNonNull(ref);
        this.path = Objects.requireNonNull(path);
        this.rendering = rendering;
    }

    /** The folder {@code path} of {@code ref}; the renderer is found by the folder's content. */
    public static ApplicationSource of(SourceRef ref, RepoPath path) {
        return new ApplicationSource(DEFAULT_NAME, ref, path, null);
    }

    /** This source under that name, unique in its application. */
    public ApplicationSource named(String name) {
        return new ApplicationSource(name, ref, path, rendering);
    }

    /** This source, rendered so. */
    public ApplicationSource renderedBy(Rendering rendering) {
        return new ApplicationSource(name, ref, path, Objects.requireNonNull(rendering));
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The repository and what of it. */
    public SourceRef ref() {
        return ref;
    }

    /** The folder. */
    public RepoPath path() {
        return path;
    }

    /** How to render it; empty to find out. */
    public Optional<Rendering> rendering() {
        return Optional.ofNullable(rendering);
    }

    /** Whether an address has a password in it, as {@code https://user:password@host/} has. */
    static boolean holdsPassword(String address) {
        return PASSWORD.matcher(address).matches();
    }

    @Override
    public ApplicationSource toSource() {
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApplicationSource that
                && name.equals(that.name)
                && ref.equals(that.ref)
                && path.equals(that.path)
                && Objects.equals(rendering, that.rendering);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, ref, path, rendering);
    }

    @Override
    public String toString() {
        return ref + (path.isRoot() ? "" : "//" + path);
    }
}
