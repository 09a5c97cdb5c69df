package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The suites {@code fieldpath} and {@code value}. */
final class SmdFieldPathCases {
    private SmdFieldPathCases() {}

    static void run(SmdCase one) {
        switch (one.kind()) {
            case "pathElementRoundTrip" -> {
                PathElement element = SmdPaths.element(one.get("element"));
                assertThat(PathElement.parse(one.text("serialized"))).isEqualTo(element);
                assertThat(element.serialized()).isEqualTo(one.text("serialized"));
            }
            case "pathElementDeserialize" ->
                assertThat(PathElement.parse(one.text("serialized"))).isEqualTo(SmdPaths.element(one.get("element")));
            case "pathElementDeserializeError" -> deserializeError(one);
            case "pathElementOrder" ->
                order(
                        SmdPaths.element(one.get("a")).compareTo(SmdPaths.element(one.get("b"))),
                        SmdPaths.element(one.get("b")).compareTo(SmdPaths.element(one.get("a"))),
                        one);
            case "valueOrder" ->
                order(
                        NodeOrder.compare(one.get("a"), one.get("b")),
                        NodeOrder.compare(one.get("b"), one.get("a")),
                        one);
            case "pathString" ->
                assertThat(SmdPaths.path(one.get("path")).printed()).isEqualTo(one.text("expect"));
            case "valueFromJSON" -> valueFromJson(one);
            case "managedFieldsEquals" ->
                assertThat(managers(one.get("lhs")).equals(managers(one.get("rhs"))))
                        .isEqualTo(one.flag("expect"));
            case "managedFieldsDifference" ->
                assertThat(difference(managers(one.get("lhs")), managers(one.get("rhs"))))
                        .isEqualTo(managers(one.get("expect")));
            case "conflictsMessage" -> assertThat(Conflict.text(conflicts(one))).isEqualTo(one.text("expect"));
            case "conflictsToSet" ->
                SmdCase.assertSame(
                        FieldSet.of(conflicts(one).stream().map(Conflict::field).toList()),
                        SmdPaths.set(one.get("expect")),
                        "conflicts");
            default -> set(one);
        }
    }

    private static void set(SmdCase one) {
        switch (one.kind()) {
            case "setFieldsV1" -> fieldsV1(one);
            case "setHas" ->
                assertThat(SmdPaths.set(one.get("set")).names(SmdPaths.path(one.get("path"))))
                        .isEqualTo(one.flag("expect"));
            case "setEquals" ->
                assertThat(SmdPaths.set(one.get("a")).equals(SmdPaths.set(one.get("b"))))
                        .isEqualTo(one.flag("expect"));
            case "setIterate" -> {
                FieldSet set = SmdPaths.set(one.get("set"));
                assertThat(set.members())
                        .hasSize(((Node.Num) one.expect("size")).value().intValue());
                SmdCase.assertSame(FieldSet.of(set.members()), set, "inserted again");
            }
            case "setString" ->
                assertThat(String.join(
                                "\n",
                                SmdPaths.set(one.get("set")).members().stream()
                                        .map(FieldPath::printed)
                                        .toList()))
                        .isEqualTo(one.text("expect"));
            case "setExpr" ->
                SmdCase.assertSame(
                        expression((Node.Obj) one.get("expr")), SmdPaths.set(one.get("expect")), "expression");
            case "setFromValue" ->
                SmdCase.assertSame(
                        FieldSet.guessed(one.document("object")), SmdPaths.set(one.expect("fields")), "guessed");
            case "ensureNamedFieldsAreMembers" -> namedFields(one);
            default -> throw new AssertionError("unknown kind " + one.kind());
        }
    }

    private static void deserializeError(SmdCase one) {
        boolean unknown = one.expect("error").equals(Node.of("unknownType"));
        assertThatThrownBy(() -> PathElement.parse(one.text("serialized")))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        e -> assertThat(e.code()).isEqualTo(unknown ? Code.NOT_SUPPORTED : Code.INVALID_TEXT));
    }

    private static void order(int there, int back, SmdCase one) {
        int expected = one.text("expect").equals("less") ? -1 : 0;
        assertThat(Integer.signum(there)).isEqualTo(expected);
        assertThat(Integer.signum(back)).isEqualTo(-expected);
    }

    private static void valueFromJson(SmdCase one) {
        if (one.expect("error") instanceof Node.Str) {
            assertThatThrownBy(() -> StepText.json(one.text("input"))).isInstanceOf(GitOpsException.class);
        } else {
            assertThat(StepText.json(one.text("input")))
                    .isEqualTo(StepText.json(((Node.Str) one.expect("sameAs")).value()));
        }
    }

    private static void fieldsV1(SmdCase one) {
        if (one.expect("error") instanceof Node.Str) {
            assertThatThrownBy(() -> FieldSet.parse(one.text("json"))).isInstanceOf(GitOpsException.class);
            return;
        }
        FieldSet read = FieldSet.parse(one.text("json"));
        if (one.expect("serialized") instanceof Node.Str serialized) {
            assertThat(read.toFieldsV1Text()).isEqualTo(serialized.value());
        }
        SmdCase.assertSame(FieldSet.parse(read.toFieldsV1Text()), read, "written and read");
        SmdCase.assertSame(FieldSet.fromFieldsV1(read.toFieldsV1()), read, "written as an object");
        SmdCase.assertSame(FieldSet.fromFieldsV1(read.toFieldsV1(), new FieldSets()), read, "shared");
    }

    private static FieldSet expression(Node.Obj expr) {
        if (expr.get("set") instanceof Node.Arr set) {
            return SmdPaths.set(set);
        }
        List<FieldSet> args = new ArrayList<>();
        expr.array("args").items().forEach(arg -> args.add(expression((Node.Obj) arg)));
        FieldSet first = args.get(0);
        return switch (expr.text("op").orElseThrow()) {
            case "union" -> args.stream().reduce(FieldSet.empty(), FieldSet::union);
            case "intersection" -> first.intersect(args.get(1));
            case "difference" -> first.minus(args.get(1));
            case "recursiveDifference" -> first.minusRecursively(args.get(1));
            case "leaves" -> first.leaves();
            case "filter" -> SmdPaths.filter(expr.object("filter")).filtered(first);
            default -> throw new AssertionError(expr.text("op"));
        };
    }

    private static void namedFields(SmdCase one) {
        String root = one.get("rootType").text("name").orElseThrow();
        FieldSet before = TypedValue.validated(
                        one.document("object"), one.schema("schema").type(root))
                .fieldSet();
        SmdCase.assertSame(before, SmdPaths.set(one.expect("before")), "before");
        SmdCase.assertSame(
                before.withNamedFields(one.schema("newSchema").type(root)), SmdPaths.set(one.expect("after")), "after");
    }

    static Map<String, Owned> managers(Node node) {
        Map<String, Owned> managers = new TreeMap<>();
        Node.Obj obj = (Node.Obj) node;
        for (int i = 0; i < obj.size(); i++) {
            managers.put(obj.key(i), SmdPaths.owned(obj.value(i)));
        }
        return managers;
    }

    private static List<Conflict> conflicts(SmdCase one) {
        List<Conflict> conflicts = new ArrayList<>();
        managers(one.get("managers"))
                .forEach((name, owned) -> owned.fields()
                        .members()
                        .forEach(field ->
                                conflicts.add(new Conflict(FieldManager.update(name), owned.apiVersion(), field))));
        return conflicts;
    }

    /** The symmetric difference, as upstream's tests use it. */
    private static Map<String, Owned> difference(Map<String, Owned> lhs, Map<String, Owned> rhs) {
        Map<String, Owned> difference = new TreeMap<>();
        lhs.forEach((name, left) -> {
            Owned right = rhs.get(name);
            if (right == null) {
                difference.put(name, left);
            } else if (!left.apiVersion().equals(right.apiVersion())) {
                difference.put(name, right);
            } else {
                FieldSet fields =
                        left.fields().minus(right.fields()).union(right.fields().minus(left.fields()));
                difference.put(name, new Owned(right.apiVersion(), fields, false));
            }
        });
        rhs.forEach(difference::putIfAbsent);
        difference.values().removeIf(owned -> owned.fields().isEmpty());
        return difference;
    }
}
