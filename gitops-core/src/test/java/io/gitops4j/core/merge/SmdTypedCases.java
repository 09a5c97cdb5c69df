package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Node;
import java.util.Optional;

/** The suites {@code typed} and {@code cli}. */
final class SmdTypedCases {
    private SmdTypedCases() {}

    static void run(SmdCase one) {
        switch (one.kind()) {
            case "validate" -> validate(one);
            case "merge" -> {
                TypedValue lhs = typed(one, one.document("lhs"), one.flag("lhsAllowDuplicates"));
                same(lhs.merge(typed(one, one.document("rhs"), false)), one);
            }
            case "compare" -> compare(one);
            case "toFieldSet" ->
                SmdCase.assertSame(
                        typed(one, one.document("object"), one.flag("allowDuplicates"))
                                .fieldSet(),
                        SmdPaths.set(one.expect("fields")),
                        "field set");
            case "removeItems" -> same(object(one).without(SmdPaths.set(one.get("fields"))), one);
            case "extractItems" ->
                same(object(one).extract(SmdPaths.set(one.get("fields")), one.flag("appendKeyFields")), one);
            case "reversibleExtract" -> {
                TypedValue partial = typed(one, one.document("partial"), false);
                FieldSet leaves = partial.fieldSet().leaves();
                same(object(one).merge(partial).extract(leaves), one);
            }
            case "reconcileFieldSet" -> reconcile(one);
            case "excludeFields" -> excludeFields(one);
            default -> cli(one);
        }
    }

    private static FieldType type(SmdCase one) {
        Node root = one.get("rootType");
        return one.schema("schema").type(root.text("name").orElse("__untyped_deduced_"));
    }

    private static TypedValue typed(SmdCase one, Node value, boolean duplicates) {
        TypedValue typed = TypedValue.of(value, type(one));
        return duplicates ? typed.validateAllowingDuplicates() : typed.validate();
    }

    private static TypedValue object(SmdCase one) {
        return typed(one, one.document("object"), false);
    }

    private static void same(TypedValue actual, SmdCase one) {
        Node expected =
                one.expect("object") instanceof Node.Str text ? SmdCase.yaml(text.value()) : one.expect("value");
        assertThat(json(actual.value())).isEqualTo(json(expected));
    }

    private static String json(Node node) {
        return io.gitops4j.core.text.Printer.json(node, io.gitops4j.core.text.Mask.none());
    }

    private static void validate(SmdCase one) {
        TypedValue value = TypedValue.of(one.document("object"), type(one));
        valid(one.expect("valid"), value::validate);
        valid(one.expect("validWithDuplicates"), value::validateAllowingDuplicates);
    }

    private static void valid(Node expected, Runnable validation) {
        if (expected instanceof Node.Bool valid && valid.value()) {
            validation.run();
        } else if (expected instanceof Node.Bool) {
            assertThatThrownBy(validation::run).isInstanceOf(GitOpsException.class);
        }
    }

    private static void compare(SmdCase one) {
        TypedValue lhs = typed(one, one.document("lhs"), one.flag("allowDuplicates"));
        TypedValue rhs = typed(one, one.document("rhs"), one.flag("allowDuplicates"));
        Comparison there = lhs.compare(rhs);
        SmdCase.assertSame(there.removed(), SmdPaths.set(one.expect("removed")), "removed");
        SmdCase.assertSame(there.modified(), SmdPaths.set(one.expect("modified")), "modified");
        SmdCase.assertSame(there.added(), SmdPaths.set(one.expect("added")), "added");
        assertThat(rhs.compare(lhs))
                .isEqualTo(
                        new Comparison(/* removed= */ there.added(), there.modified(), /* added= */ there.removed()));
    }

    private static void reconcile(SmdCase one) {
        Optional<FieldSet> reconciled = object(one).reconcile(SmdPaths.set(one.get("fields")));
        assertThat(reconciled.isPresent()).isEqualTo(one.expect("changed").equals(Node.of(true)));
        reconciled.ifPresent(set -> SmdCase.assertSame(set, SmdPaths.set(one.expect("fields")), "reconciled"));
    }

    private static void excludeFields(SmdCase one) {
        FieldSet fields = one.get("fields") instanceof Node.Arr given ? SmdPaths.set(given) : FieldSet.empty();
        Comparison without = comparison(one.get("comparison")).excludeFields(fields);
        assertThat(without).isEqualTo(comparison(one.get("expect")));
    }

    private static Comparison comparison(Node node) {
        Node.Obj obj = (Node.Obj) node;
        return new Comparison(
                SmdPaths.set(obj.array("removed")),
                SmdPaths.set(obj.array("modified")),
                SmdPaths.set(obj.array("added")));
    }

    private static void cli(SmdCase one) {
        if (one.expect("error") instanceof Node.Str) {
            assertThatThrownBy(() -> output(one)).isInstanceOf(GitOpsException.class);
            return;
        }
        String output = output(one);
        if (one.expect("output") instanceof Node.Str expected) {
            if (one.kind().equals("cliMerge")) {
                assertThat(json(SmdCase.yaml(output))).isEqualTo(json(SmdCase.yaml(expected.value())));
            } else {
                assertThat(output).isEqualTo(expected.value());
            }
        }
    }

    private static String output(SmdCase one) {
        return switch (one.kind()) {
            case "cliValidate" -> object(one).toString();
            case "cliMerge" ->
                json(typed(one, one.document("lhs"), false)
                        .merge(typed(one, one.document("rhs"), false))
                        .value());
            case "cliCompare" ->
                typed(one, one.document("lhs"), false)
                        .compare(typed(one, one.document("rhs"), false))
                        .text();
            case "cliFieldset" ->
                TypedValue.of(Node.object(), type(one))
                        .compare(object(one))
                        .added()
                        .toFieldsV1Text();
            default -> throw new AssertionError("unknown kind " + one.kind());
        };
    }
}
