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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares as the class of a case says, and gives the verdict in the words of the suite. */
final class DiffCaseRun {
    private static final Digester DIGESTER = Digester.keyed(new byte[32]);
    private static final Path LAST_APPLIED =
            Path.of("metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration");
    /** The classes that compare whole objects, whoever owns what. */
    private static final Set<String> WHOLE = Set.of("action-pair", "json-patch");

    private final DiffCase one;

    DiffCaseRun(DiffCase one) {
        this.one = one;
    }

    /**
     * What came of a case.
     *
     * @param verdict in the words of the suite
     * @param diff the comparison, which is of no verdict where it failed
     */
    record Result(String verdict, Diff diff) {
        boolean modified() {
            return !Set.of("IN_SYNC", "OWNERSHIP_ONLY", "EXCLUDED", "ERROR", "UNKNOWN")
                    .contains(verdict);
        }
    }

    Result run() {
        try {
            Diff diff = compare();
            if (diff == null) {
                return new Result("EXCLUDED", Diff.of(Verdict.IN_SYNC));
            }
            boolean failed = diff.verdict() == Verdict.UNKNOWN
                    && diff.reason()
                            .filter(reason -> reason.code().equals(Code.INVALID_OBJECT))
                            .isPresent();
            return new Result(failed ? "ERROR" : word(diff.verdict()), diff);
        } catch (GitOpsException failed) {
            return new Result("ERROR", Diff.unknown(failed.problem()));
        }
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case MISSING -> "CREATE";
            case DRIFTED, BOTH, EXTRA -> "CHANGED";
            default -> verdict.name();
        };
    }

    private @Nullable Diff compare() {
        if (one.object("desired").isEmpty()) {
            // what is no longer declared is nothing to compare: removals are planned elsewhere
            return Diff.of(Verdict.IN_SYNC);
        }
        Node.Obj desired = one.object("desired").orElseThrow();
        if (one.object("live").isEmpty()) {
            return Diff.of(Verdict.MISSING);
        }
        Node.Obj live = known(one.object("live").orElseThrow());
        ObjectSchema schema = schema(desired);
        IgnoreTarget target = IgnoreTarget.declared(Normal.of(desired))
                .andLive(live)
                .typed(schema.type())
                .managedBy(one.manager());
        Ignored ignored = rules().ignored(target);
        if (ignored.treatment() != Treatment.COMPARED) {
            return null;
        }
        if (one.options().text("only").isPresent()) {
            return part(one.options().text("only").orElseThrow(), schema.type(), live, desired);
        }
        if (WHOLE.contains(one.kind()) || isStrong()) {
            return whole(schema.type(), live, desired);
        }
        Node.Obj normal = ignored.toApply(target);
        DiffRequest request = DiffRequest.of(normal, Sensitivity.of(normal), new Live.Present(live))
                .as(schema)
                .ignoring(ignored.fields());
        if (one.object("predictedLive").isPresent() && one.kind().equals("server-side")) {
            boolean webhooks = one.options()
                    .at("ignoreMutationWebhook")
                    .filter(Node.of(false)::equals)
                    .isPresent();
            request = request.answered(one.object("predictedLive").orElseThrow(), webhooks);
        }
        return Differ.of(DIGESTER, one.manager()).compare(request);
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

    private IgnoreRules rules() {
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
        marks("exclusionSelector").forEach(objects -> rules.add(IgnoreRule.object(objects)));
        marks("ifNotPresentSelector").forEach(objects -> rules.add(IgnoreRule.updates(objects)));
        return IgnoreRules.of(rules);
    }

    private static List<FieldSelector> pointers(Node.Arr texts) {
        return texts.items().stream()
                .map(text -> FieldSelector.pointer(((Node.Str) text).value()))
                .toList();
    }

    /** Flux marks objects by a label or by an annotation. */
    private List<ObjectSelector> marks(String option) {
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

    private ObjectSchema schema(Node.Obj desired) {
        SchemaSource own = one.schema()
                .map(found -> (SchemaSource) OpenApiSchemas.of(Node.object()
                        .with(
                                "components",
                                Node.object()
                                        .with("schemas", found.at("definitions").orElseThrow()))))
                .orElse((apiVersion, kind) -> java.util.Optional.empty());
        return SchemaSource.firstOf(own, SchemaSource.builtIn(), SchemaSource.deduced())
                .find(
                        desired.text("apiVersion").orElse(""),
                        desired.text("kind").orElse(""))
                .orElseThrow();
    }

    private Diff part(String pointer, FieldType type, Node.Obj live, Node.Obj desired) {
        String key = pointer.substring(1);
        Node.Obj a = Node.object().with(key, live.at(key).orElse(Node.object()));
        Node.Obj b = Node.object().with(key, desired.at(key).orElse(Node.object()));
        return one.kind().equals("json-patch") || isStrong()
                ? whole(type, a, b)
                : Diff.of(Proof.holds(type, b, a) ? Verdict.IN_SYNC : Verdict.CHANGED);
    }

    private static Diff whole(FieldType type, Node.Obj live, Node.Obj desired) {
        List<Difference> differences = Delta.between(type, live, desired, io.gitops4j.core.merge.FieldSet.empty());
        return Diff.of(differences.isEmpty() ? Verdict.IN_SYNC : Verdict.CHANGED);
    }
}
