package io.gitops4j.core.pattern;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.pattern.internal.SyntaxProblem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which texts are meant: one, those of a glob, or those of a regular expression, each as a whole. Written as {@code web},
 * {@code web-*} (Argo CD's way) or {@code /web-[0-9]+/} (Flux's, in RE2's syntax). Case counts. Immutable; equal where
 * they print alike.
 */
public final class TextPattern {
    private final String printed;
    private final @Nullable LinearPattern regex;
    private final @Nullable String exact;

    private TextPattern(String printed, @Nullable LinearPattern regex) {
        this.printed = Objects.requireNonNull(printed);
        this.regex = regex;
        this.exact = regex == null ? literal(printed) : null;
    }

    /** The text itself. */
    public static TextPattern exactly(String text) {
        String escaped = text.replaceAll("[*?\\[{\\\\]", "\\\\$0");
        return new TextPattern(escaped.startsWith("/") ? "\\" + escaped : escaped, null);
    }

    /**
     * The texts that a glob stands for: {@code *} for any characters, {@code ?} for one, a backslash before a character that
     * stands for itself.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} for brackets and braces, which are not supported
     */
    public static TextPattern glob(String glob) {
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '[' || c == '{' || c == '\\' && i + 1 == glob.length()) {
                throw invalid(
                        glob,
                        new SyntaxProblem(
                                i + 1,
                                c == '\\'
                                        ? "a backslash ends the glob; write \\\\ for the character"
                                        : "this is not supported in a glob; write a regular expression between slashes, such as /web-[0-9]+/"));
            }
            i += c == '\\' ? 1 : 0;
        }
        return new TextPattern(glob, null);
    }

    /**
     * The texts that match a regular expression as a whole.
     *
     * @param regex in RE2's syntax, at most 1000 characters
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is none
     */
    public static TextPattern regex(String regex) {
        try {
            return new TextPattern("/" + regex + "/", LinearPattern.compile(regex, false));
        } catch (SyntaxProblem e) {
            throw invalid(regex, e);
        }
    }

    /**
     * The pattern that {@code text} is: a regular expression between slashes, or a glob.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is none
     */
    public static TextPattern parse(String text) {
        boolean slashes = text.length() > 1 && text.startsWith("/") && text.endsWith("/");
        return slashes ? regex(text.substring(1, text.length() - 1)) : glob(text);
    }

    private static GitOpsException invalid(String pattern, SyntaxProblem e) {
        return new GitOpsException(
                Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere(), "pattern \"" + pattern + "\", " + e.text()));
    }

    /** The only text that a glob stands for, or null where there are more. */
    private static @Nullable String literal(String glob) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' || c == '?') {
                return null;
            }
            out.append(c == '\\' ? glob.charAt(++i) : c);
        }
        return out.toString();
    }

    /** Whether {@code text} is meant. */
    public boolean matches(String text) {
        if (exact != null) {
            return exact.equals(text);
        }
        return regex == null ? globMatches(text) : regex.matches(text, Budget.of(Long.MAX_VALUE));
    }

    /** The only text that is meant, or null where there are more. */
    public @Nullable String exact() {
        return exact;
    }

    /** Goes back to the last star alone, which is enough. */
    private boolean globMatches(String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int mark = 0;
        while (in < text.length()) {
            boolean escaped = at + 1 < printed.length() && printed.charAt(at) == '\\';
            char c = at == printed.length() ? 0 : printed.charAt(escaped ? at + 1 : at);
            if (at < printed.length() && !escaped && c == '*') {
                star = at++;
                mark = in;
            } else if (at < printed.length() && (c == text.charAt(in) || !escaped && c == '?')) {
                at += escaped ? 2 : 1;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++mark;
            } else {
                return false;
            }
        }
        while (at < printed.length() && printed.charAt(at) == '*') {
            at++;
        }
        return at == printed.length();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextPattern that && printed.equals(that.printed);
    }

    @Override
    public int hashCode() {
        return printed.hashCode();
    }

    /** The pattern as {@link #parse} reads it. */
    @Override
    public String toString() {
        return printed;
    }
}
