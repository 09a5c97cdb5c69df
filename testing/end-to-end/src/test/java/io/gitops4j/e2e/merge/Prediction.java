package io.gitops4j.e2e.merge;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.merge.Applied;
import io.gitops4j.core.merge.Conflict;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldManager.Operation;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.tree.Node;
import io.gitops4j.e2e.merge.Request.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what the server made of one request with what we say. */
final class Prediction {
    private static final Pattern MANAGER =
            Pattern.compile("conflict with \"(.*?)\"(?: with subresource \"(.*?)\")?(?: using (\\S+).*)?");

    private final Subject subject;
    private final Request request;
    private final Node.Obj before;
    private final Api.Answer answer;
    private final List<String> differences = new ArrayList<>();

    private Prediction(Subject subject, Request request, Node.Obj before, Api.Answer answer) {
        this.subject = subject;
        this.request = request;
        this.before = before;
        this.answer = answer;
    }

    /** Sends {@code request} and gives what it did otherwise than predicted, and the answer. */
    static Outcome of(Subject subject, Request request) {
        Node.Obj before = subject.live();
        Node.Obj applied = request.isApply() ? subject.applied(request) : Node.object();
        Api.Answer answer = subject.send(request);
        Prediction prediction = new Prediction(subject, request, before, answer);
        try {
            prediction.compare(applied);
        } catch (RuntimeException failed) {
            prediction.differences.add("we fail: " + failed + " at "
                    + List.of(failed.getStackTrace()).subList(0, 6));
        }
        return new Outcome(answer, before, List.copyOf(prediction.differences));
    }

    private void compare(Node.Obj applied) {
        if (request.isApply() && request.isScale()) {
            scale(applied);
        } else if (request.isApply()) {
            apply(applied);
        } else if (answer.ok()) {
            update();
        }
    }

    record Outcome(Api.Answer answer, Node.Obj before, List<String> differences) {
        /** Whether the server refused it for a conflict of appliers. */
        boolean isConflict() {
            return answer.status() == 409 && !causes(answer).isEmpty();
        }
    }

    private FieldManager manager() {
        Operation operation = request.isApply() ? Operation.APPLY : Operation.UPDATE;
        return new FieldManager(request.manager(), operation, request.subresource());
    }

    /** When the request was, as far as the server tells. */
    private String time() {
        FieldManager manager = manager();
        List<ManagedFields.Entry> entries =
                ManagedFields.readable(subject.live()).entries();
        return entries.stream()
                .filter(entry -> entry.manager().equals(manager) && entry.time() != null)
                .reduce((earlier, later) -> later)
                .or(() -> entries.stream().reduce((earlier, later) -> later))
                .map(ManagedFields.Entry::time)
                .orElse("2024-01-01T00:00:00Z");
    }

    private void update() {
        if (request.isScale()) {
            compareOwners(
                    new Scale(subject.kind(), request.version(), before).updated(subject.live(), manager(), time()));
            return;
        }
        Node.Obj after = ManagedFields.empty().on(spelled());
        Node.Obj changed = owners().map(owners ->
                        after.with("metadata", after.object("metadata").with("managedFields", owners)))
                .orElse(after);
        Applied applied = subject.kind()
                .merge(request.version(), request.subresource())
                .update(before, changed, manager(), time());
        compareOwners(applied.managed().written());
    }

    /** The object after an update, as the server compared it with the one before. */
    private Node.Obj spelled() {
        Node.Obj sent = request.verb() == Verb.MERGE ? Crossing.merged(before, request.body()) : request.body();
        Node.Obj result = request.verb() == Verb.CREATE ? Allocated.without(subject.live(), sent) : subject.live();
        Node.Obj spelled = (Node.Obj) Spelling.asSent(subject.kind().type(), result, sent);
        for (String field : subject.kind().restored(request.subresource())) {
            spelled = sent.has(field) ? spelled.with(field, sent.at(field).orElseThrow()) : spelled.without(field);
        }
        return spelled;
    }

    /** The owners that the changed object came with. */
    private Optional<Node> owners() {
        Optional<Node> told = request.body().at("metadata", "managedFields");
        if (subject.kind().isCustom() && told.equals(Optional.of(Node.array()))) {
            // what is empty of a custom resource's metadata is gone before the owners are looked at
            told = Optional.empty();
        }
        return told.isPresent() || request.verb() != Verb.MERGE ? told : before.at("metadata", "managedFields");
    }

    private void apply(Node.Obj sent) {
        Applied applied;
        try {
            applied = predicted(sent);
        } catch (GitOpsException refused) {
            boolean typed =
                    answer.message().contains("typed") || answer.message().contains("duplicate entries for key");
            if (answer.ok() || !typed) {
                differences.add("we refuse it: " + refused.getMessage() + "\nthe server: " + answer.status() + " "
                        + answer.message());
            }
            return;
        }
        if (!answer.ok()) {
            compareRefusal(applied);
        } else if (!applied.conflicts().isEmpty()) {
            differences.add("only we have a conflict: " + Conflict.text(applied.conflicts()));
        } else {
            compareOwners(applied.managed().written());
            differences.addAll(new ObjectComparison(subject, request, before, applied).differences());
        }
    }

    private Applied predicted(Node.Obj sent) {
        return subject.kind()
                .merge(request.version(), request.subresource())
                .apply(before, sent, manager(), request.force(), time());
    }

    private void scale(Node.Obj sent) {
        if (subject.kind().isCustom() && answer.status() == 500) {
            // it fails to convert a changed scale to a version of the custom resource
            return;
        }
        Scale scale = new Scale(subject.kind(), request.version(), before);
        Applied applied = scale.apply(sent, manager(), request.force(), time());
        if (!answer.ok()) {
            compareRefusal(applied);
        } else if (!applied.conflicts().isEmpty()) {
            differences.add("only we have a conflict: " + Conflict.text(applied.conflicts()));
        } else {
            compareOwners(scale.inParent(applied.managed()));
            if (!sent.at("spec", "replicas").equals(subject.live().at("spec", "replicas"))) {
                differences.add("the server has other replicas");
            }
        }
    }

    private void compareRefusal(Applied applied) {
        TreeSet<String> ours = new TreeSet<>();
        applied.conflicts().forEach(each -> ours.add(text(each)));
        TreeSet<String> theirs = new TreeSet<>(causes(answer));
        if (!ours.equals(theirs)) {
            differences.add("conflicts\n  ours: " + ours + "\n  the server's: " + theirs + " " + answer.message());
        }
        boolean untyped = answer.message().contains("failed to create typed");
        if (untyped && !answer.message().contains("field not declared in schema")) {
            differences.add("only the server refuses it: " + answer.message());
        }
    }

    private static String text(Conflict conflict) {
        FieldManager manager = conflict.manager();
        String version = manager.operation() == Operation.UPDATE ? conflict.apiVersion() : "";
        return manager.name() + "/" + manager.subresource() + "/" + version + ": "
                + conflict.field().printed();
    }

    private static List<String> causes(Api.Answer answer) {
        List<String> causes = new ArrayList<>();
        for (Node cause : answer.body().object("details").array("causes").items()) {
            Matcher message = MANAGER.matcher(cause.text("message").orElse(""));
            if (cause.text("reason").filter("FieldManagerConflict"::equals).isPresent() && message.matches()) {
                causes.add(message.group(1) + "/" + orEmpty(message.group(2)) + "/" + orEmpty(message.group(3)) + ": "
                        + cause.text("field").orElse(""));
            }
        }
        return causes;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private void compareOwners(Node.Arr owners) {
        Node.Arr theirs = subject.live().object("metadata").array("managedFields");
        if (timeless(owners).equals(timeless(theirs))) {
            return;
        }
        ManagedFields ours = ManagedFields.readable(
                Node.object().with("metadata", Node.object().with("managedFields", owners)));
        ManagedFields read = ManagedFields.readable(subject.live());
        StringBuilder told = new StringBuilder("owners");
        for (ManagedFields.Entry entry : ours.entries()) {
            String gone = entry.fields()
                    .minus(read.ownedBy(entry.manager()))
                    .printed()
                    .toString();
            told.append("\n  ours: ").append(head(entry)).append(" more: ").append(gone);
        }
        for (ManagedFields.Entry entry : read.entries()) {
            String gone = entry.fields()
                    .minus(ours.ownedBy(entry.manager()))
                    .printed()
                    .toString();
            told.append("\n  the server's: ")
                    .append(head(entry))
                    .append(" more: ")
                    .append(gone);
        }
        differences.add(told.toString());
    }

    private static String head(ManagedFields.Entry entry) {
        return entry.manager() + " " + entry.apiVersion() + " " + entry.time();
    }

    private static Node timeless(Node.Arr owners) {
        return Node.array(owners.items().stream()
                .map(entry -> entry instanceof Node.Obj obj ? obj.without("time") : entry)
                .toList());
    }
}
