package io.gitops4j.core.application;

import io.gitops4j.core.ignore.FieldSelector;
import io.gitops4j.core.ignore.IgnoreRule;
import io.gitops4j.core.ignore.ManagedBy;
import io.gitops4j.core.ignore.ObjectSelector;
import io.gitops4j.core.pattern.TextPattern;
import io.gitops4j.core.text.ConstantNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads one ignore rule; every problem is noted at its place. */
final class IgnoreRuleReader {
    private final Fields fields;
    private final List<FieldSelector> selectors = new ArrayList<>();

    private IgnoreRuleReader(Fields fields) {
        this.fields = fields;
    }

    static Optional<IgnoreRule> read(Fields fields) {
        int before = fields.problemCount();
        Optional<IgnoreRule> rule = new IgnoreRuleReader(fields).rule(before);
        fields.refuseUnknown();
        return rule;
    }

    /** The rule, unless there are more problems than {@code before}. */
    private Optional<IgnoreRule> rule(int before) {
        ObjectSelector objects = objects();
        selectors();
        IgnoreRule.Extent extent =
                fields.word("extent", IgnoreRule.Extent.values()).orElse(IgnoreRule.Extent.FIELDS);
        Optional<IgnoreRule.Mode> mode = fields.word("onApply", IgnoreRule.Mode.values());
        if (fields.problemCount() == before) {
            check(extent, mode.isPresent());
        }
        if (fields.problemCount() > before) {
            return Optional.empty();
        }
        return Optional.of(
                switch (extent) {
                    case FIELDS -> IgnoreRule.of(objects, selectors).onApply(mode.orElse(IgnoreRule.Mode.OMIT));
                    case UPDATES -> IgnoreRule.updates(objects);
                    case OBJECT -> IgnoreRule.object(objects);
                });
    }

    private void check(IgnoreRule.Extent extent, boolean mode) {
        if (extent == IgnoreRule.Extent.FIELDS) {
            if (selectors.isEmpty()) {
                fields.problem(
                        "extent",
                        "the rule names no field; write one under jsonPointers, jsonPaths, jqPathExpressions, fields or "
                                + "managedFieldsManagers, or \"extent: object\" for the whole object");
            }
            return;
        }
        if (!selectors.isEmpty()) {
            fields.problem(
                    "extent",
                    "\"" + ConstantNames.of(extent)
                            + "\" is about whole objects, but the rule names fields; leave out one of them");
        }
        if (mode) {
            fields.problem("onApply", "it is about fields, but the rule is about whole objects; leave it out");
        }
    }

    private ObjectSelector objects() {
        ObjectSelector.Builder builder = ObjectSelector.builder();
        fields.read("group", text -> builder.group(TextPattern.parse(text)));
        fields.read("version", text -> builder.version(TextPattern.parse(text)));
        fields.read("kind", text -> builder.kind(TextPattern.parse(text)));
        fields.read("namespace", text -> builder.namespace(TextPattern.parse(text)));
        fields.read("name", text -> builder.name(TextPattern.parse(text)));
        fields.read("labels", builder::labels);
        fields.read("annotations", builder::annotations);
        return builder.build();
    }

    private void selectors() {
        each("jsonPointers", FieldSelector::pointer);
        each("jsonPaths", FieldSelector::jsonPath);
        each("jqPathExpressions", FieldSelector::jq);
        each("fields", FieldSelector::path);
        fields.readEach(
                "managedFieldsManagers",
                text -> selectors.add(FieldSelector.managedBy(ManagedBy.of(TextPattern.parse(text)))),
                this::managedBy);
    }

    private void each(String key, Function<String, FieldSelector> reader) {
        fields.readEach(key, text -> selectors.add(reader.apply(text)));
    }

    private void managedBy(Fields entry) {
        ManagedBy[] entries = {ManagedBy.of(TextPattern.exactly(""))};
        entry.required("manager", "the name of a field manager");
        entry.read("manager", text -> entries[0] = ManagedBy.of(TextPattern.parse(text)));
        entry.read("operation", text -> entries[0] = entries[0].operation(text));
        entry.read("subresource", text -> entries[0] = entries[0].subresource(text));
        entry.refuseUnknown();
        selectors.add(FieldSelector.managedBy(entries[0]));
    }
}
