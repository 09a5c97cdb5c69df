package io.gitops4j.core.application;

import io.gitops4j.core.ignore.FieldSelector;
import io.gitops4j.core.ignore.IgnoreRule;
import io.gitops4j.core.ignore.ManagedBy;
import io.gitops4j.core.ignore.ObjectSelector;
import io.gitops4j.core.pattern.TextPattern;
import io.gitops4j.core.text.ConstantNames;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes one ignore rule; {@link IgnoreRuleReader} is its inverse. */
final class IgnoreRuleText {
    private static final Map<FieldSelector.Spelling, String> LISTS = new EnumMap<>(Map.of(
            FieldSelector.Spelling.POINTER, "jsonPointers",
            FieldSelector.Spelling.JSON_PATH, "jsonPaths",
            FieldSelector.Spelling.JQ, "jqPathExpressions",
            FieldSelector.Spelling.PATH, "fields",
            FieldSelector.Spelling.MANAGER, "managedFieldsManagers"));

    private IgnoreRuleText() {}

    static Node.Obj print(IgnoreRule rule) {
        ObjBuilder out = Node.objectBuilder();
        ObjectSelector objects = rule.objects();
        put(out, "group", objects.group());
        put(out, "version", objects.version());
        put(out, "kind", objects.kind());
        put(out, "namespace", objects.namespace());
        put(out, "name", objects.name());
        objects.labels().ifPresent(labels -> out.put("labels", labels));
        objects.annotations().ifPresent(annotations -> out.put("annotations", annotations));
        out.put("extent", ConstantNames.of(rule.extent()));
        if (rule.extent() == IgnoreRule.Extent.FIELDS) {
            LISTS.forEach((spelling, key) -> {
                List<Node> selectors = rule.fields().stream()
                        .filter(field -> field.spelling() == spelling)
                        .map(IgnoreRuleText::print)
                        .toList();
                if (!selectors.isEmpty()) {
                    out.put(key, Node.array(selectors));
                }
            });
            out.put("onApply", ConstantNames.of(rule.mode()));
        }
        return out.build();
    }

    private static void put(ObjBuilder out, String key, Optional<TextPattern> pattern) {
        pattern.ifPresent(present -> out.put(key, present.toString()));
    }

    private static Node print(FieldSelector field) {
        return field.managedBy().map(IgnoreRuleText::print).orElseGet(() -> Node.of(field.text()));
    }

    private static Node print(ManagedBy entries) {
        ObjBuilder out = Node.objectBuilder().put("manager", entries.manager().toString());
        entries.operation().ifPresent(operation -> out.put("operation", operation));
        entries.subresource().ifPresent(subresource -> out.put("subresource", subresource));
        return out.build();
    }
}
