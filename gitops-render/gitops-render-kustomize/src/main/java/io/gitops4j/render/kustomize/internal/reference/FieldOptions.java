package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.render.kustomize.internal.config.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Which part of a field a replacement means ({@code api/types/replacement.go}). Upstream has a field {@code encoding} too, which
 * does nothing.
 *
 * @param delimiter what stands between the parts of the text; empty where it is taken as a whole
 * @param index the part, from 0
 * @param create whether a missing field is made
 */
record FieldOptions(String delimiter, long index, boolean create) {
    static final FieldOptions NONE = new FieldOptions("", 0, false);

    static FieldOptions read(Settings settings) {
        settings.text("encoding");
        return new FieldOptions(
                settings.text("delimiter"), settings.integer("index").orElse(0L), settings.flag("create"));
    }

    /** Whether a part is meant. */
    boolean isPart() {
        return !delimiter.isEmpty();
    }

    /** The part of {@code text}; {@code shown} is what an error may say of it. */
    String part(String text, String shown) {
        List<String> parts = parts(text);
        if (index < 0 || index >= parts.size()) {
            throw FieldMismatch.value("options.index " + index + " is out of bounds for value " + shown);
        }
        return parts.get((int) index);
    }

    /** {@code text} with {@code part} in it: before it where the index is negative, behind it where there is no such part. */
    String with(String text, String part) {
        List<String> parts = parts(text);
        if (index < 0) {
            parts.add(0, part);
        } else if (index >= parts.size()) {
            parts.add(part);
        } else {
            parts.set((int) index, part);
        }
        return String.join(delimiter, parts);
    }

    private List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
            parts.add(text.substring(from, at));
            from = at + delimiter.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** As upstream prints it; empty where it says nothing. */
    @Override
    public String toString() {
        return delimiter.isEmpty() && !create ? "" : delimiter + "(" + index + "), create=" + create;
    }
}
