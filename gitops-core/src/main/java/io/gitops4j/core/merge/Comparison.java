package io.gitops4j.core.merge;

import java.util.List;

/**
 * Which fields two values differ in. Immutable.
 *
 * @param removed the fields that only the first has
 * @param modified the fields that both have with another value
 * @param added the fields that only the second has
 */
public record Comparison(FieldSet removed, FieldSet modified, FieldSet added) {
    /** Whether the values do not differ. */
    public boolean isSame() {
        return removed.isEmpty() && modified.isEmpty() && added.isEmpty();
    }

    /** This comparison without {@code fields} and all below them. */
    public Comparison excludeFields(FieldSet fields) {
        return fields.isEmpty() ? this : filter(FieldFilter.excluding(fields));
    }

    /** This comparison with the fields that {@code filter} lets through. */
    public Comparison filter(FieldFilter filter) {
        return new Comparison(filter.filtered(removed), filter.filtered(modified), filter.filtered(added));
    }

    /** The fields, as structured-merge-diff prints them; empty where the values do not differ. */
    public String text() {
        return text("Modified", modified) + text("Added", added) + text("Removed", removed);
    }

    private static String text(String what, FieldSet fields) {
        List<String> printed = fields.members().stream().map(FieldPath::printed).toList();
        return printed.isEmpty() ? "" : "- " + what + " Fields:\n" + String.join("\n", printed) + "\n";
    }

    @Override
    public String toString() {
        return isSame() ? "no difference" : text();
    }
}
