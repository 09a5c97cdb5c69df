package io.gitops4j.render.kustomize.internal.field;

import io.gitops4j.core.Location;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.resource.Gvk;

/**
 * The fields that hold names of objects of one kind ({@code api/internal/plugins/builtinconfig/namebackreferences.go}).
 *
 * @param target the kind that is named; an empty part is any
 * @param referrers the fields of other objects that name it
 */
public record NameReference(Gvk target, FieldSpecs referrers) {
    static NameReference read(Settings settings) {
        return new NameReference(
                FieldSpec.kinds(settings),
                FieldSpecs.of(settings.list("fieldSpecs", Settings.strictly(FieldSpec::read))));
    }

    NameReference merge(NameReference more, Location where) {
        FieldSpecs all = referrers.merge(more.referrers, "failed to merge NameReference fieldSpec", where);
        return all == referrers ? this : new NameReference(target, all);
    }
}
