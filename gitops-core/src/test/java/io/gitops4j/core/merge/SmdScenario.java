package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The kind {@code scenario}: operations of several managers on one object, one after another. */
final class SmdScenario implements SmdConverters.Scene {
    private static final int ORDERS = 4;

    private final SmdCase one;
    private final Random random;
    private SmdSchema schema;
    private Node rootType;
    private List<String> accepted = List.of();
    private final VersionConverter converter;
    private final Updater<String> updater;

    private Map<String, Owned> managers = new LinkedHashMap<>();
    private @Nullable TypedValue live;

    private SmdScenario(SmdCase one, int order) {
        this.one = one;
        this.random = new Random(order);
        this.schema = one.schema("schema");
        this.rootType = one.get("rootType");
        this.converter = SmdConverters.of(one.get("converter").text("kind").orElseThrow(), this);
        this.updater = new Updater<>(converter, filters());
    }

    /** With several orders of the managers: nothing may depend on it. */
    static void run(SmdCase one) {
        for (int order = 0; order < ORDERS; order++) {
            new SmdScenario(one, order).play();
        }
    }

    private Map<String, FieldFilter> filters() {
        Map<String, FieldFilter> filters = new HashMap<>();
        if (one.get("ignoreFilter") instanceof Node.Obj given) {
            given.keys().forEach(version -> filters.put(version, SmdPaths.filter(given.object(version))));
        }
        if (one.get("ignoredFields") instanceof Node.Obj given) {
            given.keys()
                    .forEach(
                            version -> filters.put(version, FieldFilter.excluding(SmdPaths.set(given.array(version)))));
        }
        return filters;
    }

    @Override
    public FieldType type(String version) {
        return schema.type(
                switch (rootType.text("kind").orElseThrow()) {
                    case "fixed" -> rootType.text("name").orElseThrow();
                    case "apiVersion" -> version;
                    case "map" -> rootType.text("names", version).orElse("");
                    default -> "__untyped_deduced_";
                });
    }

    @Override
    public String name(FieldType type) {
        return schema.name(type);
    }

    @Override
    public List<String> accepted() {
        return accepted;
    }

    private void play() {
        Node.Obj expect = one.body().object("expect");
        if (expect.get("error") instanceof Node.Obj) {
            assertThatThrownBy(this::operations).isInstanceOf(GitOpsException.class);
        } else {
            operations();
        }
        if (one.group().equals("smoke")) {
            return;
        }
        if (expect.get("object") instanceof Node.Str text) {
            String version = expect.text("apiVersion").orElseThrow();
            Node actual = converter.convert(live(), version).orElseThrow().value();
            assertThat(json(actual)).isEqualTo(json(SmdCase.yaml(text.value())));
        }
        if (expect.get("managed") instanceof Node.Obj) {
            assertManaged(expect);
        }
        assertThat(managers.values())
                .allSatisfy(owned -> assertThat(owned.fields().isEmpty()).isFalse());
    }

    private void assertManaged(Node.Obj expect) {
        boolean applied = Node.of(true).equals(expect.get("compareApplied"));
        Map<String, String> expected = new TreeMap<>();
        SmdFieldPathCases.managers(expect.object("managed")).forEach((name, owned) -> {
            if (!owned.fields().isEmpty()) {
                expected.put(name, text(owned, applied));
            }
        });
        Map<String, String> actual = new TreeMap<>();
        managers.forEach((name, owned) -> actual.put(name, text(owned, applied)));
        assertThat(actual).isEqualTo(expected);
    }

    private static String text(Owned owned, boolean applied) {
        return owned.apiVersion() + (applied ? owned.applied() : "") + owned.fields();
    }

    private static String json(Node node) {
        return Printer.json(node, Mask.none());
    }

    private TypedValue live() {
        TypedValue now = live;
        if (now == null) {
            throw new AssertionError("nothing is there yet");
        }
        return now;
    }

    private void operations() {
        if (one.body().get("initial") instanceof Node.Obj initial) {
            live = parsed(initial, initial.text("apiVersion").orElseThrow(), false);
        }
        for (Node op : one.body().array("ops").items()) {
            List<Map.Entry<String, Owned>> entries = new ArrayList<>(managers.entrySet());
            Collections.shuffle(entries, random);
            managers = new LinkedHashMap<>();
            entries.forEach(entry -> managers.put(entry.getKey(), entry.getValue()));
            operation((Node.Obj) op);
        }
    }

    private TypedValue parsed(Node.Obj from, String version, boolean duplicates) {
        Node value = SmdCase.document(one.folder(), from, "object").orElseThrow();
        TypedValue typed = TypedValue.of(value, type(version));
        return duplicates ? typed.validateAllowingDuplicates() : typed.validate();
    }

    private void operation(Node.Obj op) {
        String kind = op.text("op").orElseThrow();
        if (kind.equals("setAcceptedVersions")) {
            accepted = op.array("versions").items().stream()
                    .map(version -> ((Node.Str) version).value())
                    .toList();
        } else if (kind.equals("changeParser")) {
            changeParser(op);
        } else {
            request(kind, op);
        }
    }

    private void changeParser(Node.Obj op) {
        SmdSchema before = schema;
        schema = SmdSchema.read(one.folder().resolve(op.text("schema").orElseThrow()));
        rootType = Node.objectBuilder().put("kind", "apiVersion").build();
        TypedValue now = live;
        if (now != null) {
            live = TypedValue.validated(now.value(), schema.type(before.name(now.type())));
        }
    }

    private void request(String kind, Node.Obj op) {
        String version = op.text("apiVersion").orElseThrow();
        String manager = op.text("manager").orElseThrow();
        TypedValue object = parsed(op, version, kind.equals("update"));
        if (kind.equals("extractApply") && live != null) {
            object = extracted(version, manager).merge(object);
        }
        TypedValue before = live == null ? TypedValue.validated(Node.nil(), type(version)) : live();
        before = converter
                .convert(before, version)
                .orElseThrow(() -> new AssertionError("the version of the request is missing"));
        live = before;
        if (kind.equals("update")) {
            accept(updater.update(before, object, version, managers, manager));
            return;
        }
        Updater.Result<String> result =
                updater.apply(before, object, version, managers, manager, !kind.equals("apply"));
        if (op.get("expectConflicts") instanceof Node.Arr expected) {
            assertThat(conflicts(result)).isEqualTo(expected(expected));
        } else if (!result.conflicts().isEmpty()) {
            throw new GitOpsException(io.gitops4j.core.Problem.of(
                    io.gitops4j.core.Code.CONFLICT,
                    io.gitops4j.core.Location.nowhere(),
                    conflicts(result).toString()));
        }
        if (result.conflicts().isEmpty()) {
            accept(result);
        }
    }

    private void accept(Updater.Result<String> result) {
        live = result.object();
        managers = result.managers();
    }

    private TypedValue extracted(String version, String manager) {
        TypedValue current = converter.convert(live(), version).orElseThrow();
        Owned owned = managers.get(manager);
        if (owned != null && !owned.apiVersion().equals(version)) {
            throw new AssertionError("the manager owns fields of another version");
        }
        return current.extract(owned == null ? FieldSet.empty() : owned.fields().leaves());
    }

    private static List<String> conflicts(Updater.Result<String> result) {
        List<String> conflicts = new ArrayList<>();
        result.conflicts()
                .forEach((manager, owned) ->
                        owned.fields().printed().forEach(field -> conflicts.add(manager + " " + field)));
        Collections.sort(conflicts);
        return conflicts;
    }

    private static List<String> expected(Node.Arr list) {
        List<String> conflicts = new ArrayList<>();
        for (Node node : list.items()) {
            Node.Obj conflict = (Node.Obj) node;
            conflicts.add(conflict.text("manager").orElseThrow() + " "
                    + SmdPaths.path(conflict.array("path")).printed());
        }
        Collections.sort(conflicts);
        return conflicts;
    }
}
