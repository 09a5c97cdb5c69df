package io.gitops4j.core.diff;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.ignore.FieldSelector;
import io.gitops4j.core.ignore.IgnoreRule;
import io.gitops4j.core.ignore.IgnoreRules;
import io.gitops4j.core.ignore.IgnoreTarget;
import io.gitops4j.core.ignore.Ignored;
import io.gitops4j.core.ignore.ObjectSelector;
import io.gitops4j.core.ignore.Treatment;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.Sensitivity;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.schema.OpenApiSchemas;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares as the class of a case says, and gives the verdict in the words of the suite. */
final class DiffCaseRun {
    private static final Digester DIGESTER = Digester.keyed(new byte[32]);
    private static final Path LAST_APPLIED =
            Path.of("metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration");
    /** The classes that compare whole objects, whoever owns what. */
    private static final Set<String> WHOLE = Set.of("action-pair", "json-patch");

    /** The classes whose origin shows what of the objects is compared, rather than the objects. */
    private static final Set<String> COMPARED = Set.of("server-side", "ssa-dry-run");

    private final DiffCase one;

    DiffCaseRun(DiffCase one) {
        this.one = one;
    }

    /**
     * What came of a case.
     *
     * @param verdict in the words of the suite
     * @param diff the comparison, which is of no verdict where it failed
     * @param type the type of both objects
     * @param live the live object as it was compared, without what a rule leaves alone
     * @param changes the changes
     */
    record Result(String verdict, Diff diff, FieldType type, Node.Obj live, List<Difference> changes) {
        boolean modified() {
            return !Set.of("IN_SYNC", "OWNERSHIP_ONLY", "EXCLUDED", "ERROR", "UNKNOWN")
                    .contains(verdict);
        }

        /** The live object once the changes are made. */
        Node.Obj predicted() {
            Node after = live;
            for (Difference change : changes) {
                if (change.kind() != Change.Kind.ADOPT && change.kind() != Change.Kind.RELEASE) {
                    after = Patching.apply(after, change, type);
                }
            }
            return (Node.Obj) after;
        }
    }

    Result run() {
        try {
            return compare();
        } catch (GitOpsException failed) {
            Diff none = Diff.unknown(failed.problem());
            return new Result("ERROR", none, FieldType.deduced(), Node.object(), List.of());
        }
    }

    private static Result result(Diff diff, FieldType type, Node.Obj live) {
        boolean failed = diff.verdict() == Verdict.UNKNOWN
                && diff.reason()
                        .filter(reason -> reason.code().equals(Code.INVALID_OBJECT))
                        .isPresent();
        List<Difference> changes = diff.changes().stream()
                .map(change -> new Difference(
                        change.path(),
                        change.kind(),
                        change.before().map(Value::shown).orElse(null),
                        change.after().map(Value::shown).orElse(null)))
                .toList();
        return new Result(failed ? "ERROR" : word(diff.verdict()), diff, type, live, changes);
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case MISSING -> "CREATE";
            case DRIFTED, BOTH, EXTRA -> "CHANGED";
            default -> verdict.name();
        };
    }

    private Result compare() {
        if (one.object("desired").isEmpty() || one.object("live").isEmpty()) {
            // what is no longer declared is nothing to compare: removals are planned elsewhere
            Verdict verdict = one.object("desired").isEmpty() ? Verdict.IN_SYNC : Verdict.MISSING;
            return result(Diff.of(verdict), FieldType.deduced(), Node.object());
        }
        Node.Obj desired = one.object("desired").orElseThrow();
        Node.Obj live = known(one.object("live").orElseThrow());
        ObjectSchema schema = schema(one, desired);
        IgnoreTarget target = IgnoreTarget.declared(Normal.of(desired))
                .andLive(live)
                .typed(schema.type())
                .managedBy(one.manager());
        Ignored ignored = rules(one).ignored(target);
        if (ignored.treatment() != Treatment.COMPARED) {
            return new Result("EXCLUDED", Diff.of(Verdict.IN_SYNC), schema.type(), live, List.of());
        }
        if (one.options().text("only").isPresent()) {
            return part(one.options().text("only").orElseThrow(), schema.type(), live, desired);
        }
        if (WHOLE.contains(one.kind()) || isStrong()) {
            // what kubectl noted is gone from the live object already
            return whole(schema.type(), live, (Node.Obj) desired.without(LAST_APPLIED));
        }
        Node.Obj normal = ignored.toApply(target);
        Live.Present present = new Live.Present(live);
        DiffRequest request = DiffRequest.of(normal, Sensitivity.of(normal), present)
                .as(schema)
                .ignoring(ignored.fields())
                .inheriting(Predecessors.ofStringData(present.managed(), FieldManager.apply(one.manager())));
        if (one.object("predictedLive").isPresent() && one.kind().equals("server-side")) {
            boolean webhooks = one.options()
                    .at("ignoreMutationWebhook")
                    .filter(Node.of(false)::equals)
                    .isPresent();
            request = request.answered(one.object("predictedLive").orElseThrow(), webhooks);
        }
        Node.Obj compared = COMPARED.contains(one.kind()) ? ignored.liveWithoutIgnored(target) : live;
        return result(Differ.of(DIGESTER, one.manager()).compare(request), schema.type(), Prediction.bare(compared));
    }

    /** The live object with as much about ownership as the class lets the engine know. */
    private Node.Obj known(Node.Obj live) {
        Node known = live;
        if (!Set.of(
                        "structured-merge",
                        "server-side",
                        "ssa-match",
                        "ssa-ownership",
                        "ssa-dry-run",
                        "pod-template",
                        "planner")
                .contains(one.kind())) {
            known = known.without(Path.of("metadata", "managedFields"));
            known = one.kind().equals("three-way") ? known : known.without(LAST_APPLIED);
        }
        return (Node.Obj) known;
    }

    /** The rules that the options of a case say. */
    static IgnoreRules rules(DiffCase one) {
        List<IgnoreRule> rules = new ArrayList<>();
        List<FieldSelector> pointers = pointers(one.options().array("ignorePaths"));
        if (!pointers.isEmpty()) {
            rules.add(IgnoreRule.of(ObjectSelector.all(), pointers));
        }
        for (Node item : one.options().array("ignoreRules").items()) {
            ObjectSelector.Builder objects = ObjectSelector.builder();
            item.text("selector", "kind").ifPresent(objects::kind);
            rules.add(IgnoreRule.of(objects.build(), pointers(((Node.Obj) item).array("paths"))));
        }
        marks(one, "exclusionSelector").forEach(objects -> rules.add(IgnoreRule.object(objects)));
        marks(one, "ifNotPresentSelector").forEach(objects -> rules.add(IgnoreRule.updates(objects)));
        return IgnoreRules.of(rules);
    }

    private static List<FieldSelector> pointers(Node.Arr texts) {
        return texts.items().stream()
                .map(text -> FieldSelector.pointer(((Node.Str) text).value()))
                .toList();
    }

    /** Flux marks objects by a label or by an annotation. */
    private static List<ObjectSelector> marks(DiffCase one, String option) {
        Node.Obj marks = one.options().object(option);
        List<ObjectSelector> selectors = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            String mark = marks.key(i) + "=" + ((Node.Str) marks.value(i)).value();
            selectors.add(ObjectSelector.builder().labels(mark).build());
            selectors.add(ObjectSelector.builder().annotations(mark).build());
        }
        return selectors;
    }

    private boolean isStrong() {
        return one.options().text("equality").filter("strong"::equals).isPresent();
    }

    /** The schema of an object of a case: the case's own, or what is known of the built-in kinds. */
    static ObjectSchema schema(DiffCase one, Node.Obj desired) {
        SchemaSource own = one.schema()
                .map(found -> (SchemaSource) OpenApiSchemas.of(Node.object()
                        .with(
                                "components",
                                Node.object()
                                        .with("schemas", found.at("definitions").orElseThrow()))))
                .orElse((apiVersion, kind) -> Optional.empty());
        return SchemaSource.firstOf(own, SchemaSource.builtIn(), SchemaSource.deduced())
                .find(
                        desired.text("apiVersion").orElse(""),
                        desired.text("kind").orElse(""))
                .orElseThrow();
    }

    private Result part(String pointer, FieldType type, Node.Obj live, Node.Obj desired) {
        String key = pointer.substring(1);
        Node.Obj a = Node.object().with(key, live.at(key).orElse(Node.object()));
        Node.Obj b = Node.object().with(key, desired.at(key).orElse(Node.object()));
        return one.kind().equals("json-patch") || isStrong()
                ? whole(type, a, b)
                : result(Diff.of(Proof.holds(type, b, a) ? Verdict.IN_SYNC : Verdict.CHANGED), type, a);
    }

    private static Result whole(FieldType type, Node.Obj live, Node.Obj desired) {
        List<Difference> differences = Delta.between(type, live, desired, FieldSet.empty());
        Diff diff = Diff.of(differences.isEmpty() ? Verdict.IN_SYNC : Verdict.CHANGED);
        return new Result(word(diff.verdict()), diff, type, live, differences);
    }
}
