package io.gitops4j.core.source;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which repository, and what of it: a source type, an address, a ref as its user wrote it, and the name of the credential to
 * read it with (never the credential). Clones are shared by {@link #address()} and {@link #credential()}.
 */
public final class SourceRef {
    private final String type;
    private final String address;
    private final String ref;
    private final @Nullable String credential;

    private SourceRef(String type, String address, String ref, @Nullable String credential) {
        this.type = Objects.requireNonNull(type);
        this.address = Objects.requireNonNull(address);
        this.ref = Objects.requireNonNull(ref);
        this.credential = credential;
    }

    /**
     * A ref of a repository.
     *
     * @param type the id of the {@link Source} that reads it, such as {@code git}
     * @param address a URL or path that the source understands
     * @param ref what to follow: for Git a branch, a tag, a full ref such as {@code refs/heads/main}, or a commit id;
     *     empty for the repository's default
     */
    public static SourceRef of(String type, String address, String ref) {
        return new SourceRef(type, address, ref, null);
    }

    /** This ref, read with the credential of that name. */
    public SourceRef withCredential(String credential) {
        return new SourceRef(type, address, ref, Objects.requireNonNull(credential));
    }

    /** The same repository at another ref. */
    public SourceRef at(String ref) {
        return new SourceRef(type, address, ref, credential);
    }

    /** The id of the {@link Source}. */
    public String type() {
        return type;
    }

    /** The address of the repository. */
    public String address() {
        return address;
    }

    /** What to follow, as written; empty for the default. */
    public String ref() {
        return ref;
    }

    /** The name of the credential. */
    public Optional<String> credential() {
        return Optional.ofNullable(credential);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SourceRef that
                && type.equals(that.type)
                && address.equals(that.address)
                && ref.equals(that.ref)
                && Objects.equals(credential, that.credential);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, address, ref, credential);
    }

    @Override
    public String toString() {
        return type + ":" + address + (ref.isEmpty() ? "" : "@" + ref);
    }
}
