package io.gitops4j.e2e.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Changes a value here and there: into another one, into less, into more, into what is strange. */
final class Crossing {
    private static final List<String> KEYS = List.of(
            "name", "port", "containerPort", "protocol", "type", "mountPath", "key", "uid", "ip", "on", "level");

    private final Chance chance;

    Crossing(Chance chance) {
        this.chance = chance;
    }

    /** A mixture of both, mostly the first. */
    Node.Obj of(Node.Obj one, Node.Obj other) {
        ObjBuilder out = Node.objectBuilder();
        TreeSet<String> keys = new TreeSet<>(one.keys());
        keys.addAll(other.keys());
        for (String key : keys) {
            Node mine = one.get(key);
            Node theirs = other.get(key);
            if (mine != null && theirs != null) {
                out.put(key, mixed(mine, theirs));
            } else if (mine != null ? !chance.percent(12) : chance.percent(50)) {
                out.put(key, mine != null ? mine : theirs);
            }
        }
        return out.build();
    }

    private Node mixed(Node one, Node other) {
        if (one instanceof Node.Obj mine && other instanceof Node.Obj theirs && !chance.percent(15)) {
            return of(mine, theirs);
        }
        if (one instanceof Node.Arr mine && other instanceof Node.Arr theirs && !chance.percent(30)) {
            return lists(mine, theirs);
        }
        return chance.percent(50) ? one : other;
    }

    private Node lists(Node.Arr one, Node.Arr other) {
        List<Node> items = new ArrayList<>();
        List<Node> more = new ArrayList<>(other.items());
        for (Node item : one.items()) {
            Node match =
                    more.stream().filter(each -> alike(item, each)).findFirst().orElse(null);
            if (match != null) {
                more.remove(match);
            }
            if (!chance.percent(20)) {
                items.add(match == null ? item : mixed(item, match));
            }
        }
        items.addAll(chance.some(more, 50));
        return Node.array(chance.percent(25) ? chance.shuffled(items) : items);
    }

    private static boolean alike(Node one, Node other) {
        if (!(one instanceof Node.Obj mine) || !(other instanceof Node.Obj theirs)) {
            return one.equals(other);
        }
        List<String> both =
                KEYS.stream().filter(key -> mine.has(key) && theirs.has(key)).toList();
        return !both.isEmpty() && both.stream().allMatch(key -> mine.get(key).equals(theirs.get(key)));
    }

    /** The same with a few members that say nothing, and list items that are there twice. */
    Node strange(Node value, int percent) {
        if (value instanceof Node.Obj obj) {
            ObjBuilder out = Node.objectBuilder();
            for (int i = 0; i < obj.size(); i++) {
                out.put(obj.key(i), chance.percent(percent) ? nothing(obj.value(i)) : strange(obj.value(i), percent));
            }
            return out.build();
        }
        if (!(value instanceof Node.Arr list)) {
            return value;
        }
        List<Node> items = new ArrayList<>();
        for (Node item : list.items()) {
            items.add(strange(item, percent));
            // of owners that are there twice the server leaves one, after it has told the owners of fields
            boolean owner = item instanceof Node.Obj obj && obj.has("uid");
            if (!owner && chance.percent(percent)) {
                items.add(chance.percent(50) ? item : strange(item, 30));
            }
        }
        return Node.array(items);
    }

    private Node nothing(Node value) {
        if (value instanceof Node.Obj && chance.percent(60)) {
            return Node.object();
        }
        return value instanceof Node.Arr && chance.percent(60) ? Node.array() : Node.nil();
    }

    /** What turns {@code before} into {@code after} as a JSON merge patch (RFC 7386). */
    static Node.Obj patch(Node.Obj before, Node.Obj after) {
        ObjBuilder out = Node.objectBuilder();
        TreeSet<String> keys = new TreeSet<>(before.keys());
        keys.addAll(after.keys());
        for (String key : keys) {
            Node old = before.get(key);
            Node now = after.get(key);
            if (now == null) {
                out.put(key, Node.nil());
            } else if (old instanceof Node.Obj mine && now instanceof Node.Obj theirs) {
                Node.Obj below = patch(mine, theirs);
                if (below.size() > 0) {
                    out.put(key, below);
                }
            } else if (!now.equals(old)) {
                out.put(key, now);
            }
        }
        return out.build();
    }

    /** {@code object} after a JSON merge patch. */
    static Node.Obj merged(Node.Obj object, Node.Obj patch) {
        Node.Obj merged = object;
        for (String key : patch.keys()) {
            Node change = patch.at(key).orElseThrow();
            if (change instanceof Node.Null) {
                merged = merged.without(key);
            } else {
                merged =
                        merged.with(key, change instanceof Node.Obj below ? merged(merged.object(key), below) : change);
            }
        }
        return merged;
    }
}
