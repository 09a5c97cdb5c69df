package io.gitops4j.render.kustomize.internal.field;

import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields that hold names of other objects, found by the kind of the object that has them. Immutable. */
public final class NamingFields {
    /**
     * A field that holds a name.
     *
     * @param spec where, of objects that were of its kinds first
     * @param target whose name
     * @param order its place among all rules
     */
    public record Field(FieldSpec spec, Gvk target, int order) {
        /** Whether it names what the {@code roleRef} beside it says. */
        public boolean isRoleReference() {
            return spec.path().endsWith("roleRef/name");
        }
    }

    private final Map<String, List<Field>> byKind = new HashMap<>();

    /** The fields that {@code rules} tell of, in their order. */
    NamingFields(List<NameReference> rules) {
        int order = 0;
        for (NameReference rule : rules) {
            for (FieldSpec referrer : rule.referrers().list()) {
                Field field = new Field(referrer, rule.target(), order++);
                byKind.computeIfAbsent(referrer.kinds().kind(), none -> new ArrayList<>())
                        .add(field);
            }
        }
    }

    /** Those of the objects of {@code kind}, in the order of the rules. */
    public List<Field> of(Gvk kind) {
        List<Field> fields = new ArrayList<>();
        select(kind.kind(), kind, fields);
        if (!kind.kind().isEmpty()) {
            select("", kind, fields);
        }
        fields.sort(Comparator.comparingInt(Field::order));
        return List.copyOf(fields);
    }

    private void select(String key, Gvk kind, List<Field> into) {
        for (Field field : byKind.getOrDefault(key, List.of())) {
            if (kind.isSelectedBy(field.spec.kinds())) {
                into.add(field);
            }
        }
    }
}
