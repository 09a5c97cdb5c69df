package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.resource.Sensitivity;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The second figure of a compared case: which fields differ, what becomes of the object, and what a person gets to see. */
final class DiffCaseFields {
    private static final Set<String> SAID = Set.of("changes", "patch", "checks", "rendered", "errorPath");

    private final DiffCase one;
    private final DiffCaseRun.Result result;
    private final List<String> wrong = new ArrayList<>();

    private DiffCaseFields(DiffCase one, DiffCaseRun.Result result) {
        this.one = one;
        this.result = result;
    }

    /** Whether a case says anything of fields. */
    static boolean hasAny(DiffCase one) {
        return SAID.stream().anyMatch(one.expected()::has);
    }

    /** What is wrong of what came of a case; empty where all is as expected. */
    static List<String> wrong(DiffCase one, DiffCaseRun.Result result) {
        DiffCaseFields fields = new DiffCaseFields(one, result);
        if (one.expected().has("changes")) {
            fields.changes();
        }
        if (one.expected().has("patch")) {
            Node.Arr patch = JsonPatchForm.of(result.changes(), result.live(), result.type());
            comparePatches(one.expected().array("patch"), patch, isSecret(one)).ifPresent(fields.wrong::add);
        }
        fields.checks();
        fields.rendered();
        fields.error();
        return fields.wrong;
    }

    private static boolean isSecret(DiffCase one) {
        return one.object("live")
                .flatMap(live -> live.text("kind"))
                .filter("Secret"::equals)
                .isPresent();
    }

    /**
     * How two patches differ: in operations and places first, in values where those are the same.
     *
     * @param hidden whether values are never shown, so that there is none to compare
     */
    static Optional<String> comparePatches(Node.Arr expected, Node.Arr ours, boolean hidden) {
        Map<String, Node.Obj> theirs = byPlace(expected);
        Map<String, Node.Obj> found = byPlace(ours);
        if (!theirs.keySet().equals(found.keySet())) {
            return Optional.of("patch " + new TreeSet<>(found.keySet()) + " for " + new TreeSet<>(theirs.keySet()));
        }
        List<String> values = theirs.keySet().stream()
                .filter(place -> !hidden && !sameValues(theirs.get(place), found.get(place)))
                .map(place -> place + " " + Printer.json(found.get(place), Mask.none()) + " for "
                        + Printer.json(theirs.get(place), Mask.none()))
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of("patch " + values);
    }

    private static boolean sameValues(Node.Obj theirs, Node.Obj ours) {
        boolean added = theirs.text("op").filter("add"::equals).isPresent();
        return added ? holds(theirs.get("value"), ours.get("value")) : theirs.equals(ours);
    }

    /** Whether what is added is as we say; the server fills in its defaults, which nobody declares. */
    private static boolean holds(@Nullable Node theirs, @Nullable Node ours) {
        return theirs instanceof Node.Obj whole && ours instanceof Node.Obj part
                ? part.keys().stream().allMatch(key -> holds(whole.get(key), part.get(key)))
                : Objects.equals(theirs, ours);
    }

    private static Map<String, Node.Obj> byPlace(Node.Arr patch) {
        Map<String, Node.Obj> places = new HashMap<>();
        for (Node item : patch.items()) {
            Node.Obj operation = (Node.Obj) item;
            places.put(
                    operation.text("op").orElseThrow() + " "
                            + operation.text("path").orElseThrow(),
                    operation);
        }
        return places;
    }

    private void changes() {
        Set<String> expected = new TreeSet<>();
        for (Node item : one.expected().array("changes").items()) {
            Node.Obj change = (Node.Obj) item;
            expected.add(change.text("op").orElseThrow() + " " + Printer.json(change.array("path"), Mask.none()));
            value(change, "from").ifPresent(wrong::add);
            value(change, "to").ifPresent(wrong::add);
        }
        Set<String> ours = new TreeSet<>();
        result.changes().forEach(change -> ours.add(op(change.kind()) + " " + path(change.path())));
        if (!ours.equals(expected)) {
            wrong.add("changes " + ours + " for " + expected);
        }
    }

    private Optional<String> value(Node.Obj expected, String side) {
        Node value = expected.get(side);
        String path = Printer.json(expected.array("path"), Mask.none());
        return result.changes().stream()
                .filter(change -> value != null && path(change.path()).equals(path))
                .filter(change -> !value.equals(side.equals("from") ? change.before() : change.after()))
                .map(change -> side + " of " + path)
                .findFirst();
    }

    private static String op(Change.Kind kind) {
        return switch (kind) {
            case ADOPT -> "OWN";
            case TAKEOVER -> "MODIFY";
            default -> kind.name();
        };
    }

    private static String path(FieldPath path) {
        List<Node> steps = new ArrayList<>();
        for (PathElement element : path.elements()) {
            if (element instanceof PathElement.Field field) {
                steps.add(Node.of(field.name()));
            } else if (element instanceof PathElement.Key key) {
                steps.add(key.keys());
            } else if (element instanceof PathElement.Item item) {
                steps.add(item.value());
            } else if (element instanceof PathElement.Index index) {
                steps.add(Node.of(index.index()));
            }
        }
        return Printer.json(Node.array(steps), Mask.none());
    }

    private void checks() {
        Map<String, Node> subjects = Map.of(
                "predicted", result.predicted(),
                "normalizedLive", result.live(),
                "diffText", Node.of(textDiff()));
        CaseChecks.failing(one.expected().array("checks"), subjects).forEach(check -> wrong.add("not so: " + check));
    }

    private void rendered() {
        String all = String.join("\n", views());
        Node.Obj rendered = one.expected().object("rendered");
        for (Node text : rendered.array("mustContain").items()) {
            if (!all.contains(((Node.Str) text).value())) {
                wrong.add("not shown: " + text);
            }
        }
        for (Node text : rendered.array("mustNotContain").items()) {
            if (all.contains(((Node.Str) text).value())) {
                wrong.add("shown, and must not be: " + text);
            }
        }
    }

    private List<String> views() {
        Diff diff = result.diff();
        List<String> views = new ArrayList<>(List.of(
                diff.toString(), result.toString(), Printer.json(DiffForm.print(diff), Mask.none()), textDiff()));
        diff.changes().forEach(change -> views.addAll(List.of(change.text(), change.explanation(), "" + change)));
        diff.reason().ifPresent(reason -> views.add(reason.text()));
        return views;
    }

    private String textDiff() {
        Node.Obj live = one.object("live").orElse(Node.object());
        Node.Obj desired = one.object("desired").map(Normal::of).orElse(Node.object());
        return TextDiff.unified("object", live, desired, Sensitivity.ofLive(live, Sensitivity.of(desired)));
    }

    private void error() {
        if (one.expected().has("errorPath")) {
            String expected = String.join(
                    ".",
                    one.expected().array("errorPath").items().stream()
                            .map(step -> ((Node.Str) step).value())
                            .toList());
            String found = result.diff()
                    .reason()
                    .flatMap(reason -> reason.where().field())
                    .orElse("nowhere");
            if (!found.equals(expected)) {
                wrong.add("error at " + found + " for " + expected);
            }
        }
    }
}
