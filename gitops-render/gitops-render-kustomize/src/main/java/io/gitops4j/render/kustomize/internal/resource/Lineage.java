package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.resource.Origin;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one object with what made each from the one before. Where a value comes from is found when somebody asks,
 * by going back to the version that has it first: the versions share what did not change, so that keeping them costs little
 * and a build pays nothing. Immutable.
 */
final class Lineage implements Origins, Spelling {
    private static final Set<String> WORDS =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

    private final Node.Obj body;
    private final @Nullable Lineage before;
    private final @Nullable Cause cause;
    private final Origins source;

    private Lineage(Node.Obj body, @Nullable Lineage before, @Nullable Cause cause, Origins source) {
        this.body = body;
        this.before = before;
        this.cause = cause;
        this.source = source;
    }

    static Lineage of(Node.Obj body, Origins source) {
        return new Lineage(body, null, null, source);
    }

    Lineage then(Node.Obj body, Cause cause) {
        return new Lineage(body, this, cause, source);
    }

    /** Where the object was read or generated, whatever was made of it since. */
    Origin declared() {
        return source.at(Path.root());
    }

    @Override
    public Origin at(Path path) {
        Lineage version = this;
        Path at = nearest(path);
        while (version.before != null && version.cause != null) {
            Node value = version.body.at(at).orElse(version.body);
            Path there = Correspondence.of(version.body, at, version.before.body);
            if (there == null
                    || version.before.body.at(there).filter(value::equals).isEmpty()) {
                return version.cause.origin(version.body, at, value);
            }
            at = there;
            version = version.before;
        }
        return source.at(at);
    }

    private interface Question<T> {
        T ask(Spelling spelling, Path path);
    }

    /**
     * Asks whoever wrote what is at {@code path}.
     *
     * @param samePlace whether it is the place that counts, of which the first to write there tells, or the value that is there
     */
    private <T> T ask(Path path, boolean samePlace, Question<T> question, Function<Node, T> unwritten) {
        Lineage version = this;
        Path at = path;
        while (version.before != null && version.cause != null) {
            Node value = version.body.at(at).orElse(Node.nil());
            if (version.cause.isRewriting()) {
                return unwritten.apply(value);
            }
            Path there = Correspondence.of(version.body, at, version.before.body);
            boolean isNew = there == null
                    || !samePlace
                            && version.before
                                    .body
                                    .at(there)
                                    .filter(value::equals)
                                    .isEmpty();
            if (isNew) {
                Path from = version.cause.source(version.body, at);
                return from != null && version.cause.origins() instanceof Spelling spelling
                        ? question.ask(spelling, from)
                        : unwritten.apply(value);
            }
            at = java.util.Objects.requireNonNull(there);
            version = version.before;
        }
        return source instanceof Spelling spelling
                ? question.ask(spelling, at)
                : unwritten.apply(version.body.at(at).orElse(Node.nil()));
    }

    /** What takes the place of another value keeps how that one was written. */
    @Override
    public boolean quoted(Path path) {
        return ask(path, true, Spelling::quoted, Lineage::needsQuotes);
    }

    /** Whether a printer of YAML puts a string in quotes or a block. */
    private static boolean needsQuotes(Node value) {
        if (!(value instanceof Node.Str string)) {
            return false;
        }
        String text = string.value();
        return text.isEmpty()
                || !Character.isLetter(text.charAt(0)) && text.charAt(0) != '/'
                || WORDS.contains(text.toLowerCase(Locale.ROOT))
                || text.contains("\n")
                || text.contains(": ")
                || text.contains(" #")
                || text.endsWith(":")
                || text.endsWith(" ");
    }

    @Override
    public boolean blank(Path path) {
        return ask(path, false, Spelling::blank, none -> false);
    }

    @Override
    public String text(Path path, String otherwise) {
        return ask(path, false, (spelling, at) -> spelling.text(at, otherwise), none -> otherwise);
    }

    /** The path, or the longest part of it that leads to a value. */
    private Path nearest(Path path) {
        Path at = path;
        while (at.length() > 0 && body.at(at).isEmpty()) {
            at = at.parent();
        }
        return at;
    }
}
