package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a folder the plain renderer takes. Immutable.
 *
 * <p>Patterns are for paths below the folder: {@code *} and {@code ?} stay within a name, {@code **} is any number of names,
 * {@code [a-z]} and {@code [!a-z]} one character, {@code {a,b}} either, {@code \} takes the next character as it is. A pattern
 * without a slash is for names at any depth; one that begins with a slash begins at the folder. A pattern that matches a folder
 * matches all below it.
 */
public final class PlainOptions implements RenderOptions {
    private static final PlainOptions DEFAULTS = new PlainOptions(List.of(), List.of(), true);
    private static final String INCLUDE = "include";
    private static final String EXCLUDE = "exclude";
    private static final String RECURSE = "recurse";

    private final List<String> include;
    private final List<String> exclude;
    private final boolean recurse;

    private PlainOptions(Collection<String> include, Collection<String> exclude, boolean recurse) {
        this.include = List.copyOf(include);
        this.exclude = List.copyOf(exclude);
        this.recurse = recurse;
        Globs.of(INCLUDE, this.include);
        Globs.of(EXCLUDE, this.exclude);
    }

    /** All files of the folder and its subfolders. */
    public static PlainOptions defaults() {
        return DEFAULTS;
    }

    /**
     * These options, taking only what one of {@code patterns} matches.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where a pattern is malformed
     */
    public PlainOptions include(String... patterns) {
        return new PlainOptions(List.of(patterns), exclude, recurse);
    }

    /**
     * These options, leaving out what one of {@code patterns} matches, included or not.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where a pattern is malformed
     */
    public PlainOptions exclude(String... patterns) {
        return new PlainOptions(include, List.of(patterns), recurse);
    }

    /** These options, for the files directly in the folder alone. */
    public PlainOptions withoutSubfolders() {
        return new PlainOptions(include, exclude, false);
    }

    /** What to take; empty for everything. */
    public List<String> include() {
        return include;
    }

    /** What to leave out. */
    public List<String> exclude() {
        return exclude;
    }

    /** Whether subfolders are taken too. */
    public boolean recurse() {
        return recurse;
    }

    static PlainOptions parse(Node.Obj stored) {
        OptionFields fields = OptionFields.of(stored, INCLUDE, EXCLUDE, RECURSE);
        return new PlainOptions(fields.texts(INCLUDE), fields.texts(EXCLUDE), fields.flag(RECURSE, true));
    }

    Node.Obj print() {
        ObjBuilder stored = Node.objectBuilder();
        if (!include.isEmpty()) {
            stored.put(INCLUDE, strings(include));
        }
        if (!exclude.isEmpty()) {
            stored.put(EXCLUDE, strings(exclude));
        }
        return recurse ? stored.build() : stored.put(RECURSE, false).build();
    }

    Globs included() {
        return Globs.of(INCLUDE, include);
    }

    Globs excluded() {
        return Globs.of(EXCLUDE, exclude);
    }

    private static Node strings(List<String> texts) {
        return Node.array(texts.stream().map(Node::of).toList());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PlainOptions that
                && include.equals(that.include)
                && exclude.equals(that.exclude)
                && recurse == that.recurse;
    }

    @Override
    public int hashCode() {
        return Objects.hash(include, exclude, recurse);
    }

    @Override
    public String toString() {
        return "include " + include + ", exclude " + exclude + (recurse ? "" : ", without subfolders");
    }
}
