package io.gitops4j.core.source;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One immutable state of a source, such as a Git commit. Two revisions are equal when source ref and id are. */
public final class Revision {
    private final SourceRef source;
    private final String id;
    private final String ref;
    private final @Nullable Commit commit;
    private final @Nullable String replaced;

    private Revision(SourceRef source, String id, String ref, @Nullable Commit commit, @Nullable String replaced) {
        this.source = Objects.requireNonNull(source);
        this.id = Objects.requireNonNull(id);
        this.ref = Objects.requireNonNull(ref);
        this.commit = commit;
        this.replaced = replaced;
    }

    /**
     * A revision.
     *
     * @param id the full immutable id; for Git the commit (a tag is peeled)
     * @param ref what the ref as written was resolved to, such as {@code refs/tags/v1}; the id itself for a commit
     */
    public static Revision of(SourceRef source, String id, String ref) {
        return new Revision(source, id, ref, null, null);
    }

    /** This revision with its commit. */
    public Revision withCommit(Commit commit) {
        return new Revision(source, id, ref, commit, replaced);
    }

    /** This revision, of a ref that was moved away from {@code previousId}, which it does not contain. */
    public Revision withReplaced(String previousId) {
        return new Revision(source, id, ref, commit, previousId);
    }

    /** What was asked for. */
    public SourceRef source() {
        return source;
    }

    /** The full immutable id. */
    public String id() {
        return id;
    }

    /** What the ref as written was resolved to. */
    public String ref() {
        return ref;
    }

    /** Who made it, when and why, where the source knows; {@link Source#open} may know more than {@link Source#resolve}. */
    public Optional<Commit> commit() {
        return Optional.ofNullable(commit);
    }

    /** The ref's previous tip, where the ref was moved to a history that does not contain it (a force-push). */
    public Optional<String> replaced() {
        return Optional.ofNullable(replaced);
    }

    /** The first seven characters of the id, for people. */
    public String shortId() {
        return id.length() > 7 ? id.substring(0, 7) : id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Revision that && id.equals(that.id) && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, source);
    }

    @Override
    public String toString() {
        return (ref.equals(id) ? "" : ref.replaceFirst("^refs/(heads|tags)/", "") + "@") + shortId();
    }
}
