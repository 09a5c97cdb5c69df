package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Location;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a host wants beside what the kustomization file says. Immutable.
 *
 * @param fields fields of a kustomization
 * @param legacyOrder whether objects come in the order of {@code kustomize build}
 * @param confined whether files must be in the folder of their kustomization or below it
 * @param managedByLabel whether objects get the label that says what built them
 */
public record Overrides(Node.Obj fields, boolean legacyOrder, boolean confined, boolean managedByLabel) {
    /** The option for the order: {@code legacy} or {@code fifo}. */
    public static final String ORDER = "order";
    /** The option that lifts the confinement of files to their kustomization's folder. */
    public static final String FILES_FROM_ANYWHERE = "filesFromAnywhere";
    /** The option for the label that says what built an object. */
    public static final String MANAGED_BY_LABEL = "managedByLabel";

    private static final List<String> TEXTS = List.of("namespace", "namePrefix", "nameSuffix");
    private static final List<String> LISTS = List.of("images", "replicas", "labels", "patches");
    /** Lists of which an item takes the place of that of the same name. */
    private static final Set<String> BY_NAME = Set.of("images", "replicas");

    /** Nothing beside what the file says. */
    static final Overrides NONE = new Overrides(Node.object(), true, true, false);

    /**
     * Refuses a stored form that is none.
     *
     * @throws io.gitops4j.core.GitOpsException with {@link io.gitops4j.core.Code#INVALID_CONFIGURATION} that names each field
     */
    public static void check(Node.Obj stored) {
        Problems problems = Problems.none();
        Settings settings = Settings.of(stored, path -> Location.nowhere().withField(path.toString()), problems);
        String order = settings.text(ORDER);
        if (!order.isEmpty() && !order.equals("legacy") && !order.equals("fifo")) {
            settings.wrong(ORDER, "must be legacy or fifo");
        }
        settings.flag(FILES_FROM_ANYWHERE);
        settings.flag(MANAGED_BY_LABEL);
        TEXTS.forEach(settings::text);
        LISTS.forEach(field -> settings.list(field, item -> item));
        settings.textByKey("commonAnnotations");
        settings.texts("components");
        settings.rejectUnknown();
        problems.throwIfAny();
    }

    /** Of a stored form that was checked. */
    public static Overrides of(Node.Obj stored) {
        Node.Obj fields = stored.without(ORDER).without(FILES_FROM_ANYWHERE).without(MANAGED_BY_LABEL);
        return new Overrides(
                fields,
                !stored.text(ORDER).orElse("").equals("fifo"),
                !Node.of(true).equals(stored.get(FILES_FROM_ANYWHERE)),
                Node.of(true).equals(stored.get(MANAGED_BY_LABEL)));
    }

    /** The kustomization {@code file} with these fields. */
    Node.Obj over(Node.Obj file) {
        Node.Obj merged = file;
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.key(i);
            Node value = fields.value(i);
            Node there = file.get(field);
            if (value instanceof Node.Arr more && there instanceof Node.Arr items) {
                merged = merged.with(field, BY_NAME.contains(field) ? byName(items, more) : joined(items, more));
            } else if (value instanceof Node.Obj more && there instanceof Node.Obj members) {
                for (int j = 0; j < more.size(); j++) {
                    members = members.with(more.key(j), more.value(j));
                }
                merged = merged.with(field, members);
            } else {
                merged = merged.with(field, value);
            }
        }
        return merged;
    }

    private static Node joined(Node.Arr items, Node.Arr more) {
        List<Node> all = new ArrayList<>(items.items());
        all.addAll(more.items());
        return Node.array(all);
    }

    /** The items, each with its name in {@code more} as it is there, then the rest of {@code more}. */
    private static Node byName(Node.Arr items, Node.Arr more) {
        Map<Node, Node> left = new LinkedHashMap<>();
        Set<Node> named = new HashSet<>();
        for (Node item : more.items()) {
            left.put(item.at("name").orElse(item), item);
        }
        named.addAll(left.keySet());
        List<Node> all = new ArrayList<>();
        for (Node item : items.items()) {
            Node name = item.at("name").orElse(item);
            Node instead = named.contains(name) ? left.remove(name) : item;
            if (instead != null) {
                all.add(instead);
            }
        }
        all.addAll(left.values());
        return Node.array(all);
    }
}
