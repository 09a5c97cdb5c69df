package io.gitops4j.core.plan.internal;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format of a stored document, which its field {@code format} names as {@code gitops4j/<kind>@<version>}. Within a version
 * fields are only added; a document of a newer version is refused, as it may mean something else.
 *
 * @param kind what the document holds
 * @param version the newest version that is known here; older ones are read too
 */
public record StoredFormat(String kind, int version) {
    private static final Pattern PATTERN = Pattern.compile("gitops4j/([a-z-]+)@([1-9][0-9]{0,8})");

    /** What the field {@code format} holds. */
    public String text() {
        return "gitops4j/" + kind + "@" + version;
    }

    /**
     * The fields of a document.
     *
     * @param where the file, for messages
     * @throws GitOpsException with {@link Code#STATE} where it is of another kind or a newer version
     */
    public StoredFields open(Location where, Node.Obj document) {
        String format = document.text("format").orElse("");
        Matcher matcher = PATTERN.matcher(format);
        if (!matcher.matches() || !matcher.group(1).equals(kind)) {
            throw new GitOpsException(Problem.of(
                    Code.STATE,
                    where,
                    "a document of the format " + text() + " was expected, but the field \"format\" says \"" + format
                            + "\"; restore the file from a backup"));
        }
        if (Integer.parseInt(matcher.group(2)) > version) {
            throw new GitOpsException(Problem.of(
                    Code.STATE,
                    where,
                    "the document is in the format " + format + ", and this version of gitops4j knows up to "
                            + text()
                            + "; nothing was read or written, use the version of gitops4j that wrote it, or a"
                            + " newer one"));
        }
        return new StoredFields(where, document);
    }
}
