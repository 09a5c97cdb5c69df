package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.Location;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value and the fields that it is put into ({@code api/types/replacement.go}).
 *
 * @param source the field of which the value is taken; null for none
 * @param sourceValue the value itself; null for none
 * @param targets the fields; null where none are written
 * @param where the place that asks for it
 */
record Replacement(
        @Nullable Source source,
        @Nullable String sourceValue,
        @Nullable List<Target> targets,
        Location where) {
    /**
     * The field of which a value is taken.
     *
     * @param object the object, of which one must be there
     * @param field the path of the field; empty for the name
     * @param options which part of the field
     */
    record Source(ObjectId object, String field, FieldOptions options) {
        static Source read(Settings settings, Unknown unknown) {
            Source source =
                    new Source(ObjectId.read(settings), settings.text("fieldPath"), readOptions(settings, unknown));
            unknown.fields(settings);
            return source;
        }

        /** As upstream prints it. */
        @Override
        public String toString() {
            String text = options.toString();
            return object + (field.isEmpty() ? "" : ":" + field) + (text.isEmpty() ? "" : ":" + text);
        }
    }

    /**
     * The fields of some objects.
     *
     * @param select the objects; null where none are written
     * @param reject those of them that are left out
     * @param fields the paths of the fields
     * @param options which part of the fields
     */
    record Target(
            @Nullable ObjectSelector select,
            List<ObjectSelector> reject,
            List<FieldPath> fields,
            FieldOptions options) {
        static Target read(Settings settings, Unknown unknown) {
            ObjectSelector select =
                    settings.map("select").map(map -> selector(map, unknown)).orElse(null);
            List<ObjectSelector> reject = new ArrayList<>();
            settings.list("reject", map -> {
                ObjectSelector selector = selector(map, unknown);
                return selector != null && reject.add(selector);
            });
            List<FieldPath> fields = settings.texts("fieldPaths").stream()
                    .map(field -> FieldPath.of(field.value()))
                    .filter(field -> isShort(settings, field))
                    .toList();
            Target target = new Target(
                    select,
                    reject,
                    fields.isEmpty() ? List.of(FieldPath.of(Variable.DEFAULT_FIELD)) : fields,
                    readOptions(settings, unknown));
            unknown.fields(settings);
            return target;
        }

        private static boolean isShort(Settings settings, FieldPath field) {
            boolean tooLong = FieldSpec.isTooLong(field.steps());
            if (tooLong) {
                settings.wrong("fieldPaths", "a path of fieldPaths " + FieldSpec.TOO_LONG);
            }
            return !tooLong;
        }

        private static @Nullable ObjectSelector selector(Settings settings, Unknown unknown) {
            ObjectSelector selector = ObjectSelector.read(settings);
            unknown.fields(settings);
            return selector;
        }
    }

    /** What becomes of fields that nobody asked for: a kustomization must have none, elsewhere upstream ignores them. */
    enum Unknown {
        REJECTED,
        IGNORED;

        void fields(Settings settings) {
            if (this == REJECTED) {
                settings.rejectUnknown();
            }
        }
    }

    private static FieldOptions readOptions(Settings settings, Unknown unknown) {
        return settings.map("options")
                .map(map -> {
                    FieldOptions options = FieldOptions.read(map);
                    unknown.fields(map);
                    return options;
                })
                .orElse(FieldOptions.NONE);
    }

    /** The replacements that {@code settings} write in their field {@code replacements}, in place or as files. */
    static List<Replacement> readAll(Settings settings, Files files, TextLimits limits, Unknown unknown) {
        List<Replacement> all = new ArrayList<>();
        settings.list("replacements", entry -> all.addAll(readEntry(entry, files, limits, unknown)));
        return all;
    }

    private static List<Replacement> readEntry(Settings entry, Files files, TextLimits limits, Unknown unknown) {
        String path = entry.text("path");
        Replacement inline = read(entry, unknown);
        if (path.isEmpty()) {
            return List.of(inline);
        }
        if (inline.source != null || inline.targets != null && !inline.targets.isEmpty()) {
            entry.wrong("path", "cannot specify both path and inline replacement");
            return List.of();
        }
        return readFile(entry, path, files, limits);
    }

    private static List<Replacement> readFile(Settings entry, String path, Files files, TextLimits limits) {
        byte[] content = files.read(path, entry.where("path"));
        List<Document> documents = Parser.tolerant().limits(limits).parse(files.name(path), content);
        Node root = documents.isEmpty() ? Node.nil() : documents.get(0).root();
        if (root instanceof Node.Obj map) {
            return List.of(read(entry.in(documents.get(0), map, Path.root()), Unknown.IGNORED));
        }
        if (!(root instanceof Node.Arr list)) {
            entry.wrong(
                    "path",
                    "unsupported replacement type encountered within replacement path: the file must hold one replacement or"
                            + " a list of them");
            return List.of();
        }
        List<Replacement> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Node.Obj map) {
                all.add(read(entry.in(documents.get(0), map, Path.root().index(i)), Unknown.IGNORED));
            } else {
                entry.wrong("path", "item " + i + " of the list in " + files.name(path) + " must be a map");
            }
        }
        return all;
    }

    private static Replacement read(Settings settings, Unknown unknown) {
        Source source =
                settings.map("source").map(map -> Source.read(map, unknown)).orElse(null);
        String value = settings.has("sourceValue") ? settings.text("sourceValue") : null;
        List<Target> targets =
                settings.has("targets") ? settings.list("targets", map -> Target.read(map, unknown)) : null;
        unknown.fields(settings);
        return new Replacement(source, value, targets, settings.where());
    }
}
