package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.Location;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.util.Optional;

/**
 * A name for the value of a field of an object ({@code api/types/var.go}).
 *
 * @param name what stands between {@code $(} and {@code )}
 * @param kind the kind of the object, all of it: an empty group is the core group
 * @param object the name of the object, now or before
 * @param namespace its namespace; empty for any
 * @param field the path of the field
 * @param where the place that declares it
 */
public record Variable(String name, Gvk kind, String object, String namespace, String field, Location where) {
    /** The field of which the value is taken where none is named. */
    static final String DEFAULT_FIELD = "metadata.name";

    /** One of the {@code vars} of a kustomization. */
    public static Variable read(Settings settings) {
        String name = settings.text("name");
        Optional<Settings> object = settings.map("objref");
        Optional<Settings> reference = settings.map("fieldref");
        String field = reference.map(map -> map.text("fieldPath")).orElse("");
        Variable variable = new Variable(
                name,
                object.map(Variable::kind).orElse(new Gvk("", "", "")),
                object.map(map -> map.text("name")).orElse(""),
                object.map(map -> map.text("namespace")).orElse(""),
                field.isEmpty() ? DEFAULT_FIELD : field,
                settings.where());
        object.ifPresent(Settings::rejectUnknown);
        reference.ifPresent(Settings::rejectUnknown);
        settings.rejectUnknown();
        return variable;
    }

    /** The kind, of which an {@code apiVersion} overrides group and version. */
    private static Gvk kind(Settings object) {
        String[] parts = object.text("apiVersion").split("/", -1);
        String group = object.text("group");
        String version = object.text("version");
        String kind = object.text("kind");
        if (parts.length == 2) {
            return new Gvk(parts[0], parts[1], kind);
        }
        return new Gvk(group, parts.length == 1 && !parts[0].isEmpty() ? parts[0] : version, kind);
    }
}
