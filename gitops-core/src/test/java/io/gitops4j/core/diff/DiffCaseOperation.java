package io.gitops4j.core.diff;

import io.gitops4j.core.ignore.IgnoreTarget;
import io.gitops4j.core.ignore.Ignored;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.Sensitivity;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations of the suite that are no comparison, each by what the engine has for it. */
final class DiffCaseOperation {
    private static final List<String> SIDES = List.of("target", "live");

    private final DiffCase one;
    private final List<String> wrong = new ArrayList<>();

    private DiffCaseOperation(DiffCase one) {
        this.one = one;
    }

    /** What is wrong of what comes of a case; empty where all is as expected. */
    static List<String> wrong(DiffCase one) {
        DiffCaseOperation operation = new DiffCaseOperation(one);
        switch (one.operation()) {
            case "patch" -> operation.patch();
            case "normalize" -> operation.normalize();
            case "mask" -> operation.mask();
            case "mask-patch" -> operation.maskPatch();
            case "exclude-owned-ancestors" -> operation.ownedAncestors();
            default -> operation.wrong.add("no such operation: " + one.operation());
        }
        return operation.wrong;
    }

    /** The comparison of a live object with what the cluster answered. */
    private void patch() {
        Node.Obj before = named(part(one.object("live").orElseThrow()));
        Node.Obj after = named(part(one.object("predictedLive").orElseThrow()));
        ObjectSchema schema = DiffCaseRun.schema(one, after);
        Ignored ignored = DiffCaseRun.rules(one)
                .ignored(IgnoreTarget.declared(after).andLive(before).typed(schema.type()));
        Diff diff = Differ.of(Digester.keyed(new byte[32]), one.manager())
                .compare(DiffRequest.of(Normal.of(after), Sensitivity.of(after), new Live.Present(before))
                        .as(schema)
                        .ignoring(ignored.fields())
                        .answered(after, true));
        String verdict = diff.verdict() == Verdict.IN_SYNC ? "IN_SYNC" : "CHANGED";
        if (!one.verdicts().contains(verdict)) {
            wrong.add(verdict + " for " + one.verdicts() + " " + diff.changes());
        }
        if (one.expected().has("patch")) {
            List<Difference> changes = diff.changes().stream()
                    .map(change -> new Difference(
                            change.path(),
                            change.kind(),
                            change.before().map(Value::shown).orElse(null),
                            change.after().map(Value::shown).orElse(null)))
                    .toList();
            DiffCaseFields.comparePatches(
                            one.expected().array("patch"), JsonPatchForm.of(changes, before, schema.type()), false)
                    .ifPresent(wrong::add);
        }
    }

    /** What of an object the case wants compared. */
    private Node.Obj part(Node.Obj object) {
        Node.Obj metadata = object.object("metadata");
        Node.Obj marks = Node.object();
        for (String key : List.of("labels", "annotations")) {
            marks = metadata.has(key) ? marks.with(key, metadata.get(key)) : marks;
        }
        Node.Obj rest = object.without("metadata").without("status");
        return switch (one.options().text("compare").orElse("")) {
            case "everything but metadata and status" -> rest;
            case "labels and annotations, additions and replacements only" ->
                Node.object().with("metadata", marks);
            case "labels, annotations and everything but metadata and status" -> rest.with("metadata", marks);
            default -> object;
        };
    }

    /** The cases give parts of objects that have no kind. */
    private static Node.Obj named(Node.Obj part) {
        return part.has("kind")
                ? part
                : part.with("apiVersion", Node.of("example.com/v1")).with("kind", Node.of("Part"));
    }

    private void normalize() {
        Node.Obj out = Normal.of(one.object("desired").orElseThrow());
        CaseChecks.failing(one.expected().array("checks"), Map.of("out", out))
                .forEach(check -> wrong.add("not so: " + check));
        if (one.expected().has("out")) {
            Node expected = withoutZeros(one.expected().object("out"));
            if (!withoutZeros(out).equals(expected)) {
                wrong.add(Printer.json(out, Mask.none()) + " for " + Printer.json(expected, Mask.none()));
            }
        }
    }

    /** What Go's typed round trip adds is nobody's meaning. */
    private static Node withoutZeros(Node node) {
        if (node instanceof Node.Arr items) {
            return Node.array(
                    items.items().stream().map(DiffCaseOperation::withoutZeros).toList());
        }
        if (!(node instanceof Node.Obj object)) {
            return node;
        }
        ObjBuilder left = Node.objectBuilder();
        for (int i = 0; i < object.size(); i++) {
            if (!Meaning.blank(object.value(i))) {
                left.put(object.key(i), withoutZeros(object.value(i)));
            }
        }
        return left.build();
    }

    private void mask() {
        Node.Obj target = one.object("desired").orElse(Node.object());
        Node.Obj live = one.object("live").orElse(Node.object());
        PathSet sensitive = Sensitivity.ofLive(live, Sensitivity.of(target).union(hidden()));
        Map<String, Node> shown = Map.of(
                "target", TextDiff.masked(target, live, "after", sensitive),
                "live", TextDiff.masked(live, target, "before", sensitive));
        CaseChecks.failingOfMasked(one.expected().array("checks"), shown)
                .forEach(check -> wrong.add("not so: " + check));
        for (String side : SIDES) {
            Node expected = one.expected().get(side) instanceof Node.Obj object ? object : Node.object();
            if (one.expected().has(side) && !expected.equals(shown.get(side))) {
                wrong.add(side + " " + Printer.json(shown.get(side), Mask.none()));
            }
        }
        toldApart(target, live, shown);
        String text = TextDiff.unified("secret", live, target, sensitive)
                + shown.values().stream()
                        .map(side -> Printer.json(side, Mask.none()))
                        .toList();
        String names = List.of(target, live).stream()
                .map(side -> Printer.json(side.object("metadata").without("annotations"), Mask.none()))
                .collect(Collectors.joining());
        secrets(target, live).stream()
                .filter(secret -> text.contains(secret) && !names.contains(secret))
                .forEach(secret -> wrong.add("shown: " + secret));
    }

    /** The annotations that the user hides. */
    private PathSet hidden() {
        return PathSet.of(one.options().array("hideAnnotations").items().stream()
                .map(name -> Path.of("metadata", "annotations", ((Node.Str) name).value()))
                .toList());
    }

    /** Equal values have equal masks, and others different ones. */
    private void toldApart(Node.Obj target, Node.Obj live, Map<String, Node> shown) {
        for (String key : target.object("data").keys()) {
            Node mine = target.object("data").get(key);
            Node theirs = live.object("data").get(key);
            boolean same =
                    shown.get("target").at("data", key).equals(shown.get("live").at("data", key));
            if (theirs != null && mine.equals(theirs) != same) {
                wrong.add("data." + key + " is not told apart");
            }
        }
    }

    /** The secret values of both sides as they stand there, and decoded. */
    private static List<String> secrets(Node.Obj target, Node.Obj live) {
        List<String> secrets = new ArrayList<>();
        for (Node.Obj side : List.of(target, live)) {
            for (String field : List.of("data", "stringData")) {
                Node.Obj values = side.object(field);
                for (String key : values.keys()) {
                    values.text(key).filter(text -> text.length() > 3).ifPresent(secrets::add);
                    values.text(key).flatMap(DiffCaseOperation::decoded).ifPresent(secrets::add);
                }
            }
        }
        return secrets;
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
                    .filter(plain -> plain.length() > 3);
        } catch (IllegalArgumentException plain) {
            return Optional.empty();
        }
    }

    /** A patch of a Secret is masked as the two sides are that it changes. */
    private void maskPatch() {
        Node.Obj secret = Node.object().with("apiVersion", Node.of("v1")).with("kind", Node.of("Secret"));
        List<Node> masked = new ArrayList<>();
        for (Node item : one.form().array("patch").items()) {
            Node.Obj operation = (Node.Obj) item;
            Path path =
                    Path.of(operation.text("path").orElseThrow().substring(1).split("/"));
            Node.Obj before = side(secret, path, operation.get("oldValue"));
            Node.Obj after = side(secret, path, operation.get("value"));
            PathSet sensitive = Sensitivity.of(secret);
            Node.Obj out = operation;
            if (operation.has("oldValue")) {
                out = out.with(
                        "oldValue",
                        TextDiff.masked(before, after, "before", sensitive)
                                .at(path)
                                .orElseThrow());
            }
            if (operation.has("value")) {
                out = out.with(
                        "value",
                        TextDiff.masked(after, before, "after", sensitive)
                                .at(path)
                                .orElseThrow());
            }
            masked.add(out);
        }
        DiffCaseFields.comparePatches(one.expected().array("patch"), Node.array(masked), false)
                .ifPresent(wrong::add);
    }

    private static Node.Obj side(Node.Obj secret, Path path, @Nullable Node value) {
        return value == null ? secret : (Node.Obj) secret.with(path, value);
    }

    /** A field is kept apart from ours where nothing of ours is in it, at it or above it. */
    private void ownedAncestors() {
        FieldSet owned = FieldSet.of(paths("owned"));
        Node.Obj kept = one.expected().object("kept");
        for (FieldPath path : paths("toRemove")) {
            String key = String.join(
                    "/",
                    path.elements().stream()
                            .map(step -> step.toString().substring(1))
                            .toList());
            if (!Node.of(!owned.touches(path)).equals(kept.get(key))) {
                wrong.add(key + " is " + (owned.touches(path) ? "ours" : "not ours"));
            }
        }
    }

    private List<FieldPath> paths(String option) {
        return one.options().array(option).items().stream()
                .map(path -> FieldPath.of(((Node.Arr) path)
                        .items().stream().map(step -> ((Node.Str) step).value()).toArray(String[]::new)))
                .toList();
    }
}
