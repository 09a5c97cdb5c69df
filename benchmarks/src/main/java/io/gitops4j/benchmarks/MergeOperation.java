package io.gitops4j.benchmarks;

import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.MergeSession;
import io.gitops4j.core.merge.TypedValue;
import io.gitops4j.core.schema.FieldType;
import java.util.function.Supplier;

/**
 * What structured-merge-diff's own benchmark does with an object: requests on one that is not there at first. Each request has
 * a parse of its own, made beforehand, so that no two share a value. Below those, what else a server does all the time.
 */
public enum MergeOperation {
    /** An update of nothing. */
    CREATE("Create") {
        @Override
        Supplier<Object> of(FieldType type, Supplier<TypedValue> parse) {
            TypedValue first = parse.get();
            return () -> new MergeSession(type).update(first, "v1", ONE);
        }
    },
    /** An apply to nothing. */
    APPLY("Apply") {
        @Override
        Supplier<Object> of(FieldType type, Supplier<TypedValue> parse) {
            TypedValue first = parse.get();
            return () -> new MergeSession(type).apply(first, "v1", ONE);
        }
    },
    /** Two managers apply the same. */
    APPLY_TWICE("ApplyTwice") {
        @Override
        Supplier<Object> of(FieldType type, Supplier<TypedValue> parse) {
            TypedValue first = parse.get();
            TypedValue second = parse.get();
            return () -> new MergeSession(type).apply(first, "v1", ONE).apply(second, "v1", OTHER);
        }
    },
    /** Go is told not to look whether anything changed; ours always looks, so that it is {@link #APPLY_TWICE} again. */
    APPLY_TWICE_NO_COMPARE("ApplyTwiceNoCompare") {
        @Override
        Supplier<Object> of(FieldType type, Supplier<TypedValue> parse) {
            return APPLY_TWICE.of(type, parse);
        }
    },
    /** Two managers write the same. */
    UPDATE("Update") {
        @Override
        Supplier<Object> of(FieldType type, Supplier<TypedValue> parse) {
            TypedValue first = parse.get();
            TypedValue second = parse.get();
            return () -> new MergeSession(type).update(first, "v1", ONE).update(second, "v1", OTHER);
        }
    },
    /** Two managers write the same in two versions. */
    UPDATE_VERSION("UpdateVersion") {
        @Override
        Supplier<Object> of(FieldType type, Supplier<TypedValue> parse) {
            TypedValue first = parse.get();
            TypedValue second = parse.get();
            return () -> new MergeSession(type).update(first, "v1", ONE).update(second, "v2", OTHER);
        }
    },
    /** Which fields an applier would own. */
    FIELD_SET("FieldSet") {
        @Override
        Supplier<Object> of(FieldType type, Supplier<TypedValue> parse) {
            return parse.get()::fieldSet;
        }
    },
    /** From a set to the text of FieldsV1. */
    WRITE_FIELDS("WriteFields") {
        @Override
        Supplier<Object> of(FieldType type, Supplier<TypedValue> parse) {
            return parse.get().fieldSet()::toFieldsV1Text;
        }
    },
    /** And back. */
    READ_FIELDS("ReadFields") {
        @Override
        Supplier<Object> of(FieldType type, Supplier<TypedValue> parse) {
            String text = parse.get().fieldSet().toFieldsV1Text();
            return () -> FieldSet.parse(text);
        }
    };

    private static final String ONE = "controller";
    private static final String OTHER = "other-controller";

    private final String name;

    MergeOperation(String name) {
        this.name = name;
    }

    /** The name that the Go side knows it by. */
    String title() {
        return name;
    }

    /** Whether upstream's benchmark has it. */
    boolean upstream() {
        return compareTo(UPDATE_VERSION) <= 0;
    }

    /** The operation on {@code shape}, all that is outside of upstream's loop done. */
    Supplier<Object> on(MergeShape shape) {
        FieldType type = shape.type();
        return of(type, () -> shape.parse(type));
    }

    abstract Supplier<Object> of(FieldType type, Supplier<TypedValue> parse);
}
