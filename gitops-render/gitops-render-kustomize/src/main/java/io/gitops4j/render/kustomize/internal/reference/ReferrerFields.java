package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import io.gitops4j.render.kustomize.internal.field.NameReference;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a kind that hold names, with the kind that each names, in the order of the rules. For one thread. */
final class ReferrerFields {
    /**
     * A field that holds a name.
     *
     * @param field where, of objects that were of its kinds first
     * @param target whose name
     * @param order its place among all rules
     */
    record Field(FieldSpec field, Gvk target, int order) {
        /** Whether it names what the {@code roleRef} beside it says. */
        boolean isRoleReference() {
            return field.path().endsWith("roleRef/name");
        }
    }

    private final Map<String, List<Field>> byKind = new HashMap<>();
    private final Map<Gvk, List<Field>> chosen = new HashMap<>();

    ReferrerFields(List<NameReference> rules) {
        int order = 0;
        for (NameReference rule : rules) {
            for (FieldSpec referrer : rule.referrers().list()) {
                Field field = new Field(referrer, rule.target(), order++);
                byKind.computeIfAbsent(referrer.kinds().kind(), none -> new ArrayList<>())
                        .add(field);
            }
        }
    }

    /** The fields of the objects of {@code kind}. */
    List<Field> of(Gvk kind) {
        return chosen.computeIfAbsent(kind, none -> {
            List<Field> fields = new ArrayList<>();
            select(byKind.getOrDefault(kind.kind(), List.of()), kind, fields);
            if (!kind.kind().isEmpty()) {
                select(byKind.getOrDefault("", List.of()), kind, fields);
            }
            fields.sort((a, b) -> Integer.compare(a.order, b.order));
            return List.copyOf(fields);
        });
    }

    private static void select(List<Field> from, Gvk kind, List<Field> into) {
        for (Field field : from) {
            if (kind.isSelectedBy(field.field.kinds())) {
                into.add(field);
            }
        }
    }
}
