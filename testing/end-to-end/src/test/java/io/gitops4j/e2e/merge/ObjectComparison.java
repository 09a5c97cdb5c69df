package io.gitops4j.e2e.merge;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.merge.Applied;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.TypedValue;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the object after an apply with ours. The server has default values that we do not have; they are told from
 * mistakes in two ways: nobody owns them and none was live before unless our apply took it away; and the server itself,
 * asked what it would make of our object, makes of it what is there.
 */
final class ObjectComparison {
    private static final List<String> SERVERS_OWN =
            List.of("managedFields", "resourceVersion", "uid", "creationTimestamp", "generation", "namespace");

    private final Subject subject;
    private final Request request;
    private final Node.Obj before;
    private final Applied applied;
    private final List<String> differences = new ArrayList<>();

    ObjectComparison(Subject subject, Request request, Node.Obj before, Applied applied) {
        this.subject = subject;
        this.request = request;
        this.before = before;
        this.applied = applied;
    }

    List<String> differences() {
        Node.Obj theirs = plain(subject.live());
        Node.Obj ours = plain(applied.object());
        if (!theirs.equals(ours)) {
            completed(ours, theirs);
            if (toldApart(theirs)) {
                unowned(ours, theirs);
            }
        }
        if (!applied.changed() && !versionless(before).equals(versionless(subject.live()))) {
            differences.add("the server changed the object, we do not");
        }
        return differences;
    }

    private void completed(Node.Obj ours, Node.Obj theirs) {
        Api.Answer answer = subject.completed(request.version(), request.subresource(), ours);
        if (!answer.ok()) {
            differences.add("the server does not take our object: " + answer.message());
        } else if (!plain(answer.body()).equals(theirs)) {
            differences.add("the server completes our object to another\n" + diff(plain(answer.body()), theirs));
        }
    }

    /** Of a name that is empty the server keeps nothing, and the item then has no key. */
    private boolean toldApart(Node.Obj object) {
        try {
            typed(object).compare(typed(Node.object()));
            return true;
        } catch (GitOpsException keyless) {
            return false;
        }
    }

    private void unowned(Node.Obj ours, Node.Obj theirs) {
        FieldSet all = FieldSet.empty();
        for (ManagedFields.Entry entry : ManagedFields.readable(subject.live()).entries()) {
            all = all.union(entry.fields());
        }
        FieldSet more = typed(theirs).compare(typed(ours)).removed().leaves();
        FieldSet owned = more.intersect(all);
        if (!owned.isEmpty()) {
            differences.add("somebody owns what only the server has: " + owned);
        }
        FieldSet kept =
                more.intersect(typed(plain(before)).compare(typed(theirs)).removed());
        if (!kept.isEmpty()) {
            differences.add("only the server has what was live before and nobody took away: " + kept);
        }
    }

    /** It may write the same once more: what it keeps in another form than it shows. */
    private static Node.Obj versionless(Node.Obj object) {
        return object.with("metadata", object.object("metadata").without("resourceVersion"));
    }

    private TypedValue typed(Node.Obj object) {
        return TypedValue.of(object, subject.kind().type());
    }

    /** Without what is the server's own. */
    private static Node.Obj plain(Node.Obj object) {
        ObjBuilder metadata = Node.objectBuilder();
        Node.Obj whole = object.object("metadata");
        for (String key : whole.keys()) {
            if (!SERVERS_OWN.contains(key)) {
                metadata.put(key, whole.at(key).orElseThrow());
            }
        }
        return object.with("metadata", metadata.build());
    }

    private String diff(Node.Obj ours, Node.Obj theirs) {
        return typed(ours).compare(typed(theirs)).text();
    }
}
