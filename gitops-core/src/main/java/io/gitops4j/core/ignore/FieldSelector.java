package io.gitops4j.core.ignore;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.pattern.internal.SyntaxProblem;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of an object are meant, in one of several spellings. Immutable; equal where it is spelled alike.
 *
 * <p>Items of a list are told by their keys, or by a condition. A spelling that names an item by its position means the
 * item that stands there <em>as declared</em>, wherever it is in the cluster. Expressions are at most 1000 characters long.
 */
public final class FieldSelector {
    private static final int LONGEST = 1000;

    /** The language that a selector is written in. */
    public enum Spelling {
        /** A JSON Pointer (RFC 6901), {@code *} for each item of a list. */
        POINTER("JSON Pointer"),
        /** A JSONPath (RFC 9535, kubectl) without recursion and ranges. */
        JSON_PATH("JSONPath"),
        /** A jq expression of paths, conditions and alternatives. */
        JQ("jq expression"),
        /** A path as gitops4j prints it. */
        PATH("path"),
        /** What a field manager owns. */
        MANAGER("field manager");

        private final String title;

        Spelling(String title) {
            this.title = title;
        }
    }

    private final Spelling spelling;
    private final String text;
    private final FieldQuery query;
    private final @Nullable ManagedBy managedBy;

    private FieldSelector(Spelling spelling, String text, FieldQuery query, @Nullable ManagedBy managedBy) {
        this.spelling = spelling;
        this.text = Objects.requireNonNull(text);
        this.query = query;
        this.managedBy = managedBy;
    }

    /**
     * The field at a JSON Pointer, such as {@code /metadata/annotations/example.com~1hash}; the object itself where it is
     * empty. Of a list, {@code *} is each item.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is none, with the column
     */
    public static FieldSelector pointer(String pointer) {
        return read(Spelling.POINTER, pointer, PointerSyntax::read);
    }

    /**
     * The fields at a JSONPath, such as {@code $.spec.containers[?(@.name=="app")].image}.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is none, or goes beyond what is supported,
     *     with the column and what to write instead
     */
    public static FieldSelector jsonPath(String path) {
        return read(Spelling.JSON_PATH, path, JsonPathSyntax::read);
    }

    /**
     * The fields at a jq path expression, such as {@code .spec.containers[] | select(.name | test("^istio"))}.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is none, or goes beyond what is supported,
     *     with the column and what to write instead
     */
    public static FieldSelector jq(String expression) {
        return read(Spelling.JQ, expression, JqSyntax::read);
    }

    /**
     * The field at a path as gitops4j prints it, such as {@code spec.containers[name="app"].image}; quotes around values may
     * be left out, {@code [*]} is each item or member, and slashes may part the steps.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is none, with the column
     */
    public static FieldSelector path(String path) {
        return read(Spelling.PATH, path, PathSyntax::read);
    }

    /** The fields that a field manager owns in the cluster. */
    public static FieldSelector managedBy(ManagedBy entries) {
        return new FieldSelector(Spelling.MANAGER, entries.toString(), FieldQuery.NOTHING, entries);
    }

    private static FieldSelector read(Spelling spelling, String text, Function<String, FieldQuery> syntax) {
        try {
            if (text.length() > LONGEST) {
                throw new SyntaxProblem(LONGEST + 1, "it is longer than " + LONGEST + " characters; write several");
            }
            return new FieldSelector(spelling, text, syntax.apply(text), null);
        } catch (SyntaxProblem e) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION, Location.nowhere(), spelling.title + " \"" + text + "\", " + e.text()));
        }
    }

    /** The language that it is written in. */
    public Spelling spelling() {
        return spelling;
    }

    /** It as it was written; for a field manager, as a person would. */
    public String text() {
        return text;
    }

    /** The entries of a field manager that are meant; empty in the other spellings. */
    public Optional<ManagedBy> managedBy() {
        return Optional.ofNullable(managedBy);
    }

    /** The paths that are meant; none for a field manager. */
    FieldQuery query() {
        return query;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldSelector that
                && spelling == that.spelling
                && text.equals(that.text)
                && Objects.equals(managedBy, that.managedBy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(spelling, text);
    }

    /** Such as {@code JSON Pointer "/spec/replicas"}. */
    @Override
    public String toString() {
        return spelling.title + " \"" + text + "\"";
    }
}
