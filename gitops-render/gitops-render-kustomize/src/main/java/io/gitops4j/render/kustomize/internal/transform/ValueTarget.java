package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import io.gitops4j.render.kustomize.internal.resource.Item;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One of the {@code targets} of a {@link ValueAddTransformer}.
 *
 * @param selects the objects
 * @param path the field as written
 * @param field the field
 * @param position where in a file path the value goes, from 1 on; 0 for the value instead of the whole field
 */
record ValueTarget(Predicate<Item> selects, String path, FieldLookup field, long position) {
    static List<ValueTarget> readAll(Settings settings, Function<Settings, Predicate<Item>> selectors) {
        return settings.list("targets", target -> read(target, selectors));
    }

    private static ValueTarget read(Settings settings, Function<Settings, Predicate<Item>> selectors) {
        String path = settings.text("fieldPath");
        if (path.isEmpty()) {
            settings.wrong("fieldPath", "fieldPath cannot be empty");
        }
        if (FieldSpec.isTooLong(FieldSpec.steps(path, '/'))) {
            settings.wrong("fieldPath", "the path " + FieldSpec.TOO_LONG);
        }
        long position = settings.integer("filePathPosition").orElse(0L);
        if (position < 0) {
            settings.wrong("filePathPosition", "value of FilePathPosition (" + position + ") cannot be negative");
        }
        return new ValueTarget(
                settings.map("selector").map(selectors).orElse(item -> true), path, FieldLookup.of(path), position);
    }

    /** What the field holds afterwards. */
    String apply(String before, String value) {
        return position == 0 ? value : FilePath.parse(before).insert((int) Math.min(position - 1, 1_000_000), value);
    }
}
