package io.gitops4j.samples.cli;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What moved between two plans of one application, by their documents. */
final class PlanDelta {
    private final Node.Obj before;
    private final Node.Obj after;
    private final List<Problem> problems = new ArrayList<>();

    PlanDelta(Node.Obj before, Node.Obj after) {
        this.before = before;
        this.after = after;
        compare();
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void compare() {
        if (!text(before, "application").equals(text(after, "application"))) {
            say(Location.nowhere(), "that plan was of the application " + text(before, "application"));
            return;
        }
        revisions();
        if (!text(before, "config").equals(text(after, "config"))) {
            say(Location.nowhere(), "the application is configured otherwise: plan and apply with the same flags");
        }
        objects();
        if (problems.isEmpty()) {
            say(Location.nowhere(), "an object was replaced, or a value that is not shown changed");
        }
    }

    private void revisions() {
        Node.Obj then = before.object("revisions");
        Node.Obj now = after.object("revisions");
        for (String source : now.keys()) {
            String old = text(then.object(source), "id");
            String id = text(now.object(source), "id");
            if (!old.equals(id)) {
                String subject = text(now.object(source), "subject");
                say(
                        Location.nowhere(),
                        text(now.object(source), "ref") + " was at " + shortened(old) + ", and is at " + shortened(id)
                                + (subject.isEmpty() ? "" : " (" + subject + ")"));
            }
        }
    }

    private void objects() {
        Map<String, Node.Obj> then = lines(before);
        Map<String, Node.Obj> now = lines(after);
        then.forEach((object, line) -> {
            if (!now.containsKey(object)) {
                say(Location.object(object), "nothing is to be done with it any more");
            }
        });
        now.forEach((object, line) -> {
            Node.Obj old = then.get(object);
            if (old == null) {
                say(Location.object(object), "it is to be done too: " + text(line, "action"));
            } else if (!old.without("location").equals(line.without("location"))) {
                say(Location.object(object), "what is to be done with it differs" + fields(old, line));
            }
        });
    }

    /** The fields that only one of the two lines has, or that they have otherwise. */
    private static String fields(Node.Obj before, Node.Obj after) {
        List<String> differing = new ArrayList<>();
        Map<String, Node> then = byPath(before);
        Map<String, Node> now = byPath(after);
        now.forEach((path, change) -> {
            if (!change.equals(then.get(path))) {
                differing.add(path);
            }
        });
        then.keySet().stream().filter(path -> !now.containsKey(path)).forEach(differing::add);
        differing.removeIf(String::isEmpty);
        return differing.isEmpty() ? "" : ": " + String.join(", ", differing);
    }

    private static Map<String, Node> byPath(Node.Obj line) {
        Map<String, Node> changes = new LinkedHashMap<>();
        for (Node change : line.array("changes").items()) {
            changes.put(text((Node.Obj) change, "path"), change);
        }
        return changes;
    }

    private static Map<String, Node.Obj> lines(Node.Obj plan) {
        Map<String, Node.Obj> lines = new LinkedHashMap<>();
        for (Node line : plan.array("changes").items()) {
            lines.put(text((Node.Obj) line, "object"), (Node.Obj) line);
        }
        return lines;
    }

    private void say(Location where, String what) {
        problems.add(Problem.of(Code.STALE, where, what));
    }

    private static String text(Node.Obj obj, String key) {
        return obj.text(key).orElse("");
    }

    private static String shortened(String id) {
        return id.length() > 7 ? id.substring(0, 7) : id;
    }
}
