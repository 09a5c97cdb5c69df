package io.gitops4j.samples.plugin;

import io.gitops4j.core.render.OptionFields;
import io.gitops4j.core.render.RenderOptions;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.Map;
import java.util.TreeMap;

/**
 * The typed options of {@link PropertiesRenderer}, which a host writes as {@code PropertiesOptions.defaults().namePrefix("eu-")}.
 * Their stored form, which core keeps and which a file of applications holds, is
 *
 * <pre>{@code
 * namePrefix: eu-
 * labels:
 *   team: shop
 * }</pre>
 *
 * @param namePrefix what the names of all ConfigMaps begin with
 * @param labels the labels of all ConfigMaps
 */
public record PropertiesOptions(String namePrefix, Map<String, String> labels) implements RenderOptions {
    /** Copies the labels. */
    public PropertiesOptions {
        labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** No prefix, no labels. */
    public static PropertiesOptions defaults() {
        return new PropertiesOptions("", Map.of());
    }

    /** These options with that prefix. */
    public PropertiesOptions namePrefix(String prefix) {
        return new PropertiesOptions(prefix, labels);
    }

    /** These options with one label more. */
    public PropertiesOptions label(String name, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(name, value);
        return new PropertiesOptions(namePrefix, more);
    }

    static PropertiesOptions parse(Node.Obj stored) {
        // OptionFields names a misspelt field and the nearest right one, and a field of the wrong type
        OptionFields fields = OptionFields.of(stored, "namePrefix", "labels");
        return new PropertiesOptions(fields.text("namePrefix").orElse(""), fields.textByKey("labels"));
    }

    Node.Obj print() {
        ObjBuilder stored = Node.objectBuilder();
        if (!namePrefix.isEmpty()) {
            stored.put("namePrefix", namePrefix);
        }
        if (!labels.isEmpty()) {
            stored.put("labels", PropertiesRenderer.strings(labels));
        }
        return stored.build();
    }
}
