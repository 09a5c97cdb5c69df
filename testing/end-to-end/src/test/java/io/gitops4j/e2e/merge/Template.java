package io.gitops4j.e2e.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes objects out of a pattern: a member whose key ends with {@code ~} may be missing, {@code $one} stands for one of
 * its items, {@code $some}, {@code $more} and {@code $all} for a list of some, of at least one and of all of its items in
 * any order; anything else stands for itself. One is for one object.
 */
final class Template {
    private final Chance chance;
    private final int density;
    private final boolean partial;

    private Template(Chance chance, int density, boolean partial) {
        this.chance = chance;
        this.density = density;
        this.partial = partial;
    }

    /** An object with all that it needs. */
    static Node whole(Chance chance, Node pattern) {
        return new Template(chance, chance.pick(List.of(15, 40, 70)), false).expand(pattern, true);
    }

    /** A part of an object, in which all but the members of list items may be missing. */
    static Node part(Chance chance, Node pattern) {
        return new Template(chance, chance.pick(List.of(10, 30, 60)), true).expand(pattern, false);
    }

    private Node expand(Node pattern, boolean needed) {
        if (pattern instanceof Node.Arr list) {
            return Node.array(
                    list.items().stream().map(item -> expand(item, true)).toList());
        }
        if (!(pattern instanceof Node.Obj obj)) {
            return pattern;
        }
        for (String several : List.of("$some", "$more", "$all")) {
            if (obj.get(several) instanceof Node.Arr items) {
                return items(several, items.items());
            }
        }
        Node.Obj rest = obj.without("$one");
        if (!(obj.get("$one") instanceof Node.Arr choices)) {
            return members(rest, needed);
        }
        Node picked = expand(chance.pick(choices.items()), needed);
        if (rest.size() == 0 || !(picked instanceof Node.Obj more)) {
            return picked;
        }
        Node.Obj both = members(rest, needed);
        for (int i = 0; i < more.size(); i++) {
            both = both.with(more.key(i), more.value(i));
        }
        return both;
    }

    private Node items(String word, List<Node> patterns) {
        List<Node> chosen = word.equals("$all") ? patterns : chance.some(patterns, Math.max(density, 35));
        if (chosen.isEmpty() && word.equals("$more")) {
            chosen = List.of(chance.pick(patterns));
        }
        List<Node> items = new ArrayList<>();
        chosen.forEach(pattern -> items.add(expand(pattern, true)));
        return Node.array(chance.percent(30) ? chance.shuffled(items) : items);
    }

    private Node.Obj members(Node.Obj pattern, boolean needed) {
        ObjBuilder out = Node.objectBuilder();
        for (int i = 0; i < pattern.size(); i++) {
            String key = pattern.key(i);
            boolean optional = key.endsWith("~");
            int percent = optional ? density : partial && !needed ? 60 : 100;
            if (chance.percent(percent)) {
                String name = optional ? key.substring(0, key.length() - 1) : key;
                out.put(name, expand(pattern.value(i), needed));
            }
        }
        return out.build();
    }
}
