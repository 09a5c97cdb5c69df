package io.gitops4j.core.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A field that an apply wants to change and that somebody else owns.
 *
 * @param manager who owns it
 * @param apiVersion the version in which the owner wrote it, which {@code field} belongs to
 * @param field the field
 */
public record Conflict(FieldManager manager, String apiVersion, FieldPath field) {
    /** The conflicts by manager, in the words of structured-merge-diff {@code merge/conflict.go}. */
    public static String text(List<Conflict> conflicts) {
        if (conflicts.size() == 1) {
            Conflict one = conflicts.get(0);
            return "conflict with \"" + one.manager.name() + "\": " + one.field.printed();
        }
        Map<String, List<String>> byManager = new TreeMap<>();
        for (Conflict conflict : conflicts) {
            byManager
                    .computeIfAbsent(conflict.manager.name(), name -> new ArrayList<>())
                    .add("- " + conflict.field.printed());
        }
        List<String> lines = new ArrayList<>();
        byManager.forEach((name, fields) -> {
            lines.add("conflicts with \"" + name + "\":");
            lines.addAll(fields);
        });
        return String.join("\n", lines);
    }
}
