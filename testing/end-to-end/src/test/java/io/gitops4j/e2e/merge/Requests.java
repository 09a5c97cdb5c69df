package io.gitops4j.e2e.merge;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.e2e.merge.Request.Verb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Random requests to one object: appliers that go on from what they applied last, editors that go on from what is live. */
final class Requests {
    private static final List<String> APPLIERS = List.of("alpha", "beta", "kubectl");
    private static final List<String> EDITORS = List.of("editor", "controller", "alpha", "kubectl-client-side-apply");
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final Kind kind;
    private final Chance chance;
    private final Crossing crossing;
    private final boolean crowded;
    private final Map<String, Node.Obj> applied = new HashMap<>();

    Requests(Kind kind, Chance chance) {
        this.kind = kind;
        this.chance = chance;
        this.crossing = new Crossing(chance);
        this.crowded = chance.percent(2);
    }

    /** How many requests make the history; a crowd is more managers than the server keeps apart. */
    int length() {
        return crowded ? chance.between(13, 20) : chance.between(3, 8);
    }

    Request next(Node.Obj live) {
        String version = chance.pick(kind.versions());
        if (live.size() == 0) {
            Node.Obj whole = whole(version);
            return chance.percent(50)
                    ? new Request(Verb.CREATE, version, "", chance.pick(EDITORS), false, whole)
                    : apply(version, "", strange(whole, 1));
        }
        if (crowded) {
            return edit(version, live, "editor-" + chance.between(1, 30));
        }
        int dice = chance.between(1, 100);
        if (dice <= 50) {
            return apply(version, "", desired(version, live));
        }
        if (dice <= 75 || kind.subresources().isEmpty()) {
            return edit(version, live, chance.pick(EDITORS));
        }
        String subresource = chance.pick(kind.subresources());
        return subresource.equals("scale") ? scale(version) : status(version, live);
    }

    private Node.Obj whole(String version) {
        return of(version, (Node.Obj) Template.whole(chance, kind.pattern()));
    }

    private Node.Obj part(String version) {
        Node.Obj pattern = kind.pattern().without("status~");
        Node part = chance.percent(50) ? Template.whole(chance, pattern) : Template.part(chance, pattern);
        return of(version, (Node.Obj) part);
    }

    private Node.Obj of(String version, Node.Obj object) {
        return object.with("apiVersion", Node.of(version)).with("kind", Node.of(kind.name()));
    }

    private Node.Obj strange(Node.Obj object, int percent) {
        if (!chance.percent(25)) {
            return object;
        }
        Node.Obj strange = (Node.Obj) crossing.strange(object, percent);
        for (String needed : kind.pattern().object("metadata").keys()) {
            Node value = object.object("metadata").get(needed);
            if (value != null) {
                strange = strange.with("metadata", strange.object("metadata").with(needed, value));
            }
        }
        return of(object.text("apiVersion").orElseThrow(), strange);
    }

    private Request apply(String version, String subresource, Node.Obj desired) {
        String manager = chance.pick(APPLIERS);
        boolean force = chance.percent(35);
        return new Request(Verb.APPLY, version, subresource, manager, force, desired);
    }

    private Node.Obj desired(String version, Node.Obj live) {
        String manager = chance.pick(APPLIERS);
        Node.Obj last = applied.get(manager);
        Node.Obj next = part(version);
        if (chance.percent(15)) {
            next = Template.part(chance, own(live)) instanceof Node.Obj same ? of(version, same) : next;
        } else if (last != null && chance.percent(60)) {
            next = of(version, crossing.of(last, next));
        }
        applied.put(manager, next);
        return strange(next, 3);
    }

    /** What a client keeps of a live object that it sends as its own. */
    private static Node.Obj own(Node.Obj live) {
        ObjBuilder metadata = Node.objectBuilder();
        for (String key : List.of("labels", "annotations", "finalizers", "ownerReferences")) {
            if (live.object("metadata").has(key)) {
                metadata.put(key, live.object("metadata").at(key).orElseThrow());
            }
        }
        return live.without("status").with("metadata", metadata.build());
    }

    private Request edit(String version, Node.Obj live, String manager) {
        Node.Obj next = crossing.of(own(live), whole(version).without("status"));
        next = Allocated.kept(of(version, strange(next, 3)), live);
        if (manager.equals("kubectl-client-side-apply")) {
            next = remembering(next, version);
        }
        if (chance.percent(50)) {
            Node.Obj patch = Crossing.patch(own(live).without("apiVersion"), next.without("apiVersion"));
            return new Request(Verb.MERGE, version, "", manager, false, owners(patch, live, 5));
        }
        return new Request(Verb.REPLACE, version, "", manager, false, owners(next, live, 40));
    }

    private Node.Obj remembering(Node.Obj next, String version) {
        String text = Printer.json(chance.percent(70) ? next : part(version), Mask.none());
        Node.Obj metadata = next.object("metadata");
        return next.with(
                "metadata",
                metadata.with("annotations", metadata.object("annotations").with(LAST_APPLIED, Node.of(text))));
    }

    /** With owners of fields in the body, as clients send that changed what they had read; some forget or forge them. */
    private Node.Obj owners(Node.Obj body, Node.Obj live, int percent) {
        Node.Arr owners = live.object("metadata").array("managedFields");
        if (!chance.percent(percent)) {
            return body;
        }
        int dice = chance.between(1, 100);
        Node told = dice <= 60
                ? owners
                : dice <= 85
                        ? Node.array(chance.some(owners.items(), 60))
                        : Node.array(dice <= 92 ? List.of() : List.of(Node.object()));
        return body.with("metadata", body.object("metadata").with("managedFields", told));
    }

    private Request status(String version, Node.Obj live) {
        Node.Obj pattern =
                Node.object().with("status", kind.pattern().at("status~").orElseThrow());
        Node.Obj next = of(version, (Node.Obj) Template.whole(chance, pattern));
        if (chance.percent(10)) {
            next = next.with("metadata", Template.part(chance, kind.pattern().object("metadata")));
        }
        if (chance.percent(40)) {
            return apply(version, "status", strange(next, 3));
        }
        Node.Obj before =
                of(version, live.without("status").with("metadata", own(live).object("metadata")));
        Node.Obj crossed = crossing.of(live.object("status"), next.object("status"));
        Node.Obj after = before.with(
                "status", strange(of(version, crossed), 2).without("apiVersion").without("kind"));
        String manager = chance.pick(EDITORS);
        return chance.percent(50)
                ? new Request(Verb.REPLACE, version, "status", manager, false, after)
                : new Request(
                        Verb.MERGE,
                        version,
                        "status",
                        manager,
                        false,
                        Node.object().with("status", Crossing.patch(live.object("status"), after.object("status"))));
    }

    private Request scale(String version) {
        Node.Obj body = Node.object().with("spec", Node.object().with("replicas", Node.of(chance.between(0, 4))));
        Node.Obj scale = body.with("apiVersion", Node.of("autoscaling/v1")).with("kind", Node.of("Scale"));
        if (chance.percent(40)) {
            return apply(version, "scale", scale);
        }
        Verb verb = chance.percent(50) ? Verb.REPLACE : Verb.MERGE;
        return new Request(verb, version, "scale", chance.pick(EDITORS), false, verb == Verb.MERGE ? body : scale);
    }
}
