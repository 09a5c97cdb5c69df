package io.gitops4j.core.ignore;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of which objects is not ours to judge: some fields, the whole object, or what becomes of it after its creation.
 * Immutable; equal where it is written alike.
 *
 * <pre>{@code
 * IgnoreRule.of(
 *         ObjectSelector.builder().kind("Deployment").build(),
 *         FieldSelector.pointer("/spec/replicas"));
 * }</pre>
 */
public final class IgnoreRule {
    /** How much of an object is left alone. */
    public enum Extent {
        /** Some fields (Argo CD's {@code ignoreDifferences}, Flux's {@code ignore}). */
        FIELDS,
        /** What becomes of the object once it is there: it is created and never updated (Flux's {@code IfNotPresent}). */
        UPDATES,
        /** All of it: the object is neither compared nor applied (Flux's exclusions). */
        OBJECT
    }

    /** What an apply does about a field that is ignored. */
    public enum Mode {
        /** The field is not declared: whoever else sets it owns it. The part of a value that is owned as a whole is pinned. */
        OMIT,
        /** The field is declared as it is live, and so kept as it is. What is not there is declared as it was. */
        PIN_LIVE
    }

    private final ObjectSelector objects;
    private final Extent extent;
    private final List<FieldSelector> fields;
    private final Mode mode;

    private IgnoreRule(ObjectSelector objects, Extent extent, List<FieldSelector> fields, Mode mode) {
        this.objects = Objects.requireNonNull(objects);
        this.extent = extent;
        this.fields = fields;
        this.mode = mode;
    }

    /** A rule that leaves alone these fields, and omits them from what is applied. */
    public static IgnoreRule of(ObjectSelector objects, FieldSelector... fields) {
        return of(objects, List.of(fields));
    }

    /**
     * A rule that leaves alone these fields, and omits them from what is applied.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where there is no field
     */
    public static IgnoreRule of(ObjectSelector objects, List<FieldSelector> fields) {
        if (fields.isEmpty()) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.nowhere(),
                    "the rule for " + objects + " names no field; name one, or ignore the whole object"));
        }
        List<FieldSelector> sorted = new ArrayList<>(fields);
        // the stored form keeps each spelling by itself
        sorted.sort(Comparator.comparing(FieldSelector::spelling));
        return new IgnoreRule(objects, Extent.FIELDS, List.copyOf(sorted), Mode.OMIT);
    }

    /** A rule that leaves alone the objects, as they are declared or as they are live: they are not compared, nor applied. */
    public static IgnoreRule object(ObjectSelector objects) {
        return new IgnoreRule(objects, Extent.OBJECT, List.of(), Mode.OMIT);
    }

    /** A rule that leaves alone the objects once they are there: they are created, and not updated. */
    public static IgnoreRule updates(ObjectSelector objects) {
        return new IgnoreRule(objects, Extent.UPDATES, List.of(), Mode.OMIT);
    }

    /**
     * This rule, with what an apply does about its fields.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where the rule is about whole objects
     */
    public IgnoreRule onApply(Mode mode) {
        if (extent != Extent.FIELDS) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.nowhere(),
                    "the rule for " + this + " names no field that an apply could do something about"));
        }
        return new IgnoreRule(objects, extent, fields, Objects.requireNonNull(mode));
    }

    /** Which objects. */
    public ObjectSelector objects() {
        return objects;
    }

    /** How much of them. */
    public Extent extent() {
        return extent;
    }

    /** Which fields, by spelling; empty unless the extent is {@link Extent#FIELDS}; unmodifiable. */
    public List<FieldSelector> fields() {
        return fields;
    }

    /** What an apply does about the fields. */
    public Mode mode() {
        return mode;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IgnoreRule that
                && objects.equals(that.objects)
                && extent == that.extent
                && fields.equals(that.fields)
                && mode == that.mode;
    }

    @Override
    public int hashCode() {
        return Objects.hash(objects, extent, fields, mode);
    }

    /** Such as {@code [JSON Pointer "/spec/replicas"] of kind=Deployment}. */
    @Override
    public String toString() {
        return switch (extent) {
            case FIELDS -> fields + " of " + objects + (mode == Mode.PIN_LIVE ? ", pinned" : "");
            case UPDATES -> "updates of " + objects;
            case OBJECT -> "the whole of " + objects;
        };
    }
}
