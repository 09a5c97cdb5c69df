package io.gitops4j.render.kustomize.internal.field;

import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.resource.Extent;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fields that a transformer means: those at a path of the objects of some kinds ({@code api/types/fieldspec.go}). The steps of
 * the path are separated by {@code /}, {@code \/} being a slash; a list on the way is entered without a step of its own, and a
 * step that ends in {@code []} says that it leads to one. Immutable.
 */
public final class FieldSpec {
    /** What to tell of a path that {@link #isTooLong}. */
    public static final String TOO_LONG = "has over " + Extent.DEEPEST + " steps, deeper than any object may nest";

    private final Gvk kinds;
    private final String path;
    private final boolean create;
    private final List<FieldStep> way;

    /**
     * Fields.
     *
     * @param kinds the kinds of which it means the field; an empty part is any
     * @param create whether the field is made where it is missing
     */
    public FieldSpec(Gvk kinds, String path, boolean create) {
        this.kinds = Objects.requireNonNull(kinds);
        this.path = Objects.requireNonNull(path);
        this.create = create;
        this.way = steps(path, '/').stream().map(FieldStep::of).toList();
    }

    /** Reads a field spec. */
    public static FieldSpec read(Settings settings) {
        String path = settings.text("path");
        boolean deep = isTooLong(steps(path, '/'));
        if (deep) {
            settings.wrong("path", "the path " + TOO_LONG);
        }
        return new FieldSpec(kinds(settings), deep ? "" : path, settings.flag("create"));
    }

    /** Whether a path leads deeper than any tree. */
    public static boolean isTooLong(List<String> steps) {
        return steps.size() > Extent.DEEPEST;
    }

    /** Reads the kinds that a map selects by {@code group}, {@code version} and {@code kind}. */
    static Gvk kinds(Settings settings) {
        return new Gvk(settings.text("group"), settings.text("version"), settings.text("kind"));
    }

    /** The parts of {@code path} between delimiters; one after a backslash is part of a step. A delimiter may start it. */
    public static List<String> steps(String path, char delimiter) {
        List<String> steps = new ArrayList<>();
        StringBuilder step = new StringBuilder();
        int start = !path.isEmpty() && path.charAt(0) == delimiter ? 1 : 0;
        for (int i = start; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' && i + 1 < path.length() && path.charAt(i + 1) == delimiter) {
                step.append(delimiter);
                i++;
            } else if (c == delimiter) {
                steps.add(step.toString());
                step.setLength(0);
            } else {
                step.append(c);
            }
        }
        steps.add(step.toString());
        return List.copyOf(steps);
    }

    /** The kinds of which it means the field; an empty part is any. */
    public Gvk kinds() {
        return kinds;
    }

    /** The path as written. */
    public String path() {
        return path;
    }

    /** Whether the field is made where it is missing. */
    public boolean create() {
        return create;
    }

    /** The steps of the path; unmodifiable. */
    List<FieldStep> way() {
        return way;
    }

    /** The fields of this path of other kinds. */
    public FieldSpec of(Gvk others) {
        return new FieldSpec(others, path, create);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldSpec that
                && kinds.equals(that.kinds)
                && path.equals(that.path)
                && create == that.create;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kinds, path, create);
    }

    @Override
    public String toString() {
        return kinds + ":" + create + ":" + path;
    }
}
