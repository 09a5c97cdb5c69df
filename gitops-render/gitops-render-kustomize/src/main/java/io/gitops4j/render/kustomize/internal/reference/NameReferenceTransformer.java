package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.render.kustomize.internal.field.NamingFields;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.transform.Transformer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Puts the new names of renamed objects wherever other objects say the old ones ({@code
 * api/internal/accumulator/namereferencetransformer.go}, {@code api/filters/nameref}).
 *
 * <p>An object may name what is in its namespace, what has none, and service accounts. Of several objects that had the name
 * it means the one that was given the same prefixes and suffixes; where there still are several of different names, the build
 * fails.
 */
public final class NameReferenceTransformer implements Transformer {
    private final NamingFields rules;

    /** References that {@code rules} tell of; where several rules mean one field, each sees what the one before made. */
    public NameReferenceTransformer(NamingFields rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "NameReferenceTransformer";
    }

    @Override
    public void transform(Items items) {
        Map<Gvk, NamesOfKind> known = new HashMap<>();
        Candidates candidates = new Candidates(items.list());
        Set<Integer> referred = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Item before = items.get(i);
            NamesOfKind fields =
                    known.computeIfAbsent(before.originalId().gvk(), kind -> new NamesOfKind(rules.of(kind)));
            Item after = new Referrer(before, items, candidates, referred).named(fields, name());
            if (after != before) {
                items.set(i, after);
            }
        }
        for (int position : referred) {
            items.set(position, items.get(position).referred());
        }
    }
}
