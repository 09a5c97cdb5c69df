package io.gitops4j.e2e;

import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.diff.Projection;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.resource.Resource;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.controlplane.KubeClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One live object that somebody else edits, and what must be said of it then. For one thread. */
final class EditedObject {
    private static final int ATTEMPTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> EDITORS = List.of("alice", "kubectl-edit", "operator");

    private final KubeClient client;
    private final String path;
    private final ResourceKey key;
    private final String us;
    private Node.Obj before;
    private Node.Obj after;
    private FieldSet owned;
    private Optional<LiveEdit> edit = Optional.empty();
    private String editor = "";
    private boolean served = true;

    private EditedObject(KubeClient client, String path, ResourceKey key, String us) {
        this.client = client;
        this.path = path;
        this.key = key;
        this.us = us;
        this.before = read(client, path);
        this.after = before;
        this.owned = ours(before);
    }

    static List<EditedObject> all(
            KubeClient client, KubernetesWorld world, Application application, List<ResourceKey> keys) {
        List<EditedObject> all = new ArrayList<>();
        for (ResourceKey key : keys) {
            String path = world.path(key);
            String us = ManagedFields.readable(client.get(path).ok()).entries().stream()
                    .map(ManagedFields.Entry::manager)
                    .filter(manager -> manager.operation() == FieldManager.Operation.APPLY)
                    .map(FieldManager::name)
                    .filter(name -> name.contains(application.id().toString()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing of " + key + " is ours"));
            all.add(new EditedObject(client, path, key, us));
        }
        return all;
    }

    String name() {
        return key.toString();
    }

    /** What kind of field of ours was edited. */
    Optional<String> kind() {
        return edit.map(one -> one.kind().toString());
    }

    private FieldSet ours(Node.Obj live) {
        return ManagedFields.readable(live).ownedBy(FieldManager.apply(us));
    }

    /** The object; a kind whose definition was edited a moment ago may not be served yet again. */
    private static Node.Obj read(KubeClient client, String path) {
        return client.await(path, live -> true, PATIENCE);
    }

    private Node.Obj read() {
        return read(client, path);
    }

    /** Whether there is no such resource at all, rather than no such object. */
    private static boolean isUnserved(KubeClient.Answer answer) {
        return answer.status() == 404 && !answer.text().contains("NotFound");
    }

    /** Mostly edits a field of ours, sometimes others, sometimes both, sometimes nothing. */
    void edit(Random random) {
        edit = Optional.empty();
        // an edit of its definition may have taken the kind away, from others and from us
        served = !isUnserved(client.get(path));
        if (!served) {
            return;
        }
        before = read();
        after = before;
        owned = ours(before);
        editor = EDITORS.get(random.nextInt(EDITORS.size()));
        int choice = random.nextInt(10);
        if (choice < 4) {
            foreign(random);
        }
        if (choice > 2 && choice < 9) {
            owned(random);
        }
    }

    private void foreign(Random random) {
        new ForeignEdits(random, after, owned)
                .next()
                .map(edited -> client.replace(path + "?fieldManager=someone", Printer.json(edited, Mask.none())))
                .filter(answer -> answer.status() == 200)
                .ifPresent(answer -> after = answer.body());
    }

    private void owned(Random random) {
        OwnedEdits edits = new OwnedEdits(random, after, owned);
        for (int i = 0; i < ATTEMPTS && edit.isEmpty(); i++) {
            Optional<LiveEdit> next = edits.next();
            if (next.isEmpty()) {
                continue;
            }
            KubeClient.Answer answer = send(next.get(), random.nextInt(4) == 0);
            if (answer.status() == 200) {
                after = answer.body();
                // what the server makes undone at once, by a default, is no edit
                edit = projection(after).equals(projection(before)) ? Optional.empty() : next;
            }
        }
    }

    private KubeClient.Answer send(LiveEdit next, boolean apply) {
        boolean single = next.path().elements().stream().allMatch(element -> element instanceof PathElement.Field);
        if (apply && next.sets() && single) {
            Node.Obj only = Projection.of(next.edited(), FieldSet.of(next.path()))
                    .with("apiVersion", next.edited().get("apiVersion"))
                    .with("kind", next.edited().get("kind"));
            return client.applyForced(path, editor, Printer.json(only, Mask.none()));
        }
        return client.replace(path + "?fieldManager=" + editor, Printer.json(next.edited(), Mask.none()));
    }

    private Node.Obj projection(Node.Obj live) {
        return Projection.of(live, owned);
    }

    /** What a plan must say: {@code line} is null where it says nothing of the object. */
    void check(PlannedChange line, List<String> wrong) {
        if (!served) {
            if (line != null && !line.changes().isEmpty()) {
                wrong.add("false, as nothing can be known of it: " + told(line));
            }
            return;
        }
        if (edit.isEmpty()) {
            if (line != null && !ownershipAlone(line)) {
                wrong.add("false: " + told(line));
            }
            return;
        }
        LiveEdit made = edit.get();
        if (line == null) {
            wrong.add("missed: " + key + " " + made + " by " + editor);
        } else if (line.verdict() != Verdict.DRIFTED) {
            wrong.add("not drift: " + made + " by " + editor + ": " + told(line));
        } else if (line.changes().stream().noneMatch(change -> tells(change, made))) {
            wrong.add("told otherwise: " + made + " by " + editor + ": " + told(line));
        }
    }

    /** An edit that the server undid may have taken a field from us nevertheless: that is to be told, and is no drift. */
    private boolean ownershipAlone(PlannedChange line) {
        return !ours(after).equals(owned)
                && line.verdict() == Verdict.OWNERSHIP_ONLY
                && line.changes().stream().allMatch(change -> change.cause() == Change.Cause.LIVE_DRIFT);
    }

    private boolean tells(Change change, LiveEdit made) {
        FieldPath told = change.path();
        return (told.covers(made.path()) || made.path().covers(told))
                && change.cause() == Change.Cause.LIVE_DRIFT
                && (!made.sets() || change.owners().contains(editor));
    }

    private static String told(PlannedChange line) {
        return line + " " + line.verdict() + " "
                + line.changes().stream()
                        .map(change -> change.kind() + " " + change.text() + " " + change.cause())
                        .toList();
    }

    /** After the next reconcile all that is ours is as it was. */
    void checkReverted(Run run, List<String> wrong) {
        run.outcome().problems().stream()
                .map(Problem::text)
                .filter(text -> text.contains(Resource.title(key)))
                .findFirst()
                .ifPresent(text -> wrong.add("not set back: " + edit + ": " + text));
        Node.Obj now = read();
        if (!projection(now).equals(projection(before)) || !ours(now).equals(owned)) {
            wrong.add("not as before: " + key + " " + edit);
        }
    }
}
