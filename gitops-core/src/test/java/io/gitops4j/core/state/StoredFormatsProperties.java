package io.gitops4j.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.Digest;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.diff.Value;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.diff.Witness;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.InventoryEntry;
import io.gitops4j.core.plan.InventoryFormat;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.JournalFormat;
import io.gitops4j.core.run.OpenRun;
import io.gitops4j.core.run.OpenRunFormat;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Phase;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunFormat;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.source.SourceRef;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StoredFormatsProperties {
    private static final Location FILE = Location.file("x");

    /** To JSON and back, as a store does it. */
    private static Node.Obj stored(Node.Obj document) {
        byte[] bytes = Printer.json(document, Mask.none()).getBytes(StandardCharsets.UTF_8);
        return Parser.strict().parseOne("x.json", bytes);
    }

    @Property(tries = 300)
    void a_run_is_read_back_as_it_was(@ForAll("runs") Run run) {
        assertThat(RunFormat.read(FILE, stored(RunFormat.print(run))))
                .usingRecursiveComparison()
                .isEqualTo(run);
    }

    @Property(tries = 300)
    void a_line_of_json_is_one_line(@ForAll("runs") Run run) {
        assertThat(Printer.json(RunFormat.print(run), Mask.none())).doesNotContain("\n", "\r");
    }

    @Property(tries = 200)
    void an_open_run_is_read_back_as_it_was(@ForAll("openRuns") OpenRun run) {
        assertThat(OpenRunFormat.read(FILE, stored(OpenRunFormat.print(run)))).isEqualTo(run);
    }

    @Property(tries = 200)
    void a_journal_entry_is_read_back_as_it_was(@ForAll("journalEntries") JournalEntry entry) {
        assertThat(JournalFormat.read(FILE, stored(JournalFormat.print(entry)))).isEqualTo(entry);
    }

    @Property(tries = 200)
    void an_inventory_is_read_back_as_it_was(@ForAll("inventories") Inventory inventory) {
        assertThat(InventoryFormat.read(FILE, stored(InventoryFormat.print(inventory))))
                .isEqualTo(inventory);
    }

    @Provide
    Arbitrary<Run> runs() {
        Arbitrary<Run> begun = Combinators.combine(ids(), numbers(), triggers(), instants(), instants(), outcomes())
                .as((id, number, trigger, started, ended, outcome) ->
                        Run.of(id, new RunId(number), trigger, started, ended, outcome));
        return Combinators.combine(
                        begun, revisions(), digests().optional(), steps().list().ofMaxSize(3), counts())
                .as((run, revisions, plan, steps, unchanged) ->
                        plan.isPresent() ? run.of(revisions, plan.get(), steps, unchanged) : run.of(revisions));
    }

    @Provide
    Arbitrary<OpenRun> openRuns() {
        return Combinators.combine(numbers(), triggers(), instants(), revisions(), digests(), counts())
                .as((number, trigger, at, revisions, plan, steps) ->
                        new OpenRun(new RunId(number), trigger, at, revisions, plan, steps));
    }

    @Provide
    Arbitrary<JournalEntry> journalEntries() {
        return Combinators.combine(
                        counts(),
                        texts(),
                        Arbitraries.of(JournalEntry.Stage.class),
                        digests(),
                        instants(),
                        texts().optional())
                .as((step, object, stage, intent, at, uid) -> {
                    JournalEntry entry = JournalEntry.of(step, object, stage, intent, at);
                    return uid.isPresent() ? entry.of(uid.get(), "v" + uid.get()) : entry;
                });
    }

    @Provide
    Arbitrary<Inventory> inventories() {
        Arbitrary<ResourceKey> keys =
                Combinators.combine(texts(), texts(), texts(), texts()).as(ResourceKey::new);
        Arbitrary<FieldSet> fields = fieldPaths()
                .filter(path -> path.length() > 0)
                .list()
                .ofMaxSize(4)
                .map(FieldSet::of);
        Arbitrary<Witness> witnesses =
                Combinators.combine(digests(), digests(), texts(), numbers()).as(Witness::new);
        return Combinators.combine(keys, texts(), fields, witnesses.optional(), texts().optional())
                .as((key, version, set, witness, uid) -> {
                    InventoryEntry entry = InventoryEntry.intended(key, version, set);
                    entry = witness.isPresent() ? entry.applied(version, set, witness.get()) : entry;
                    return uid.isPresent() ? entry.seen(uid.get()) : entry;
                })
                .list()
                .ofMaxSize(4)
                .map(Inventory::of);
    }

    private static Arbitrary<Outcome> outcomes() {
        return Combinators.combine(
                        Arbitraries.of(Outcome.Kind.class),
                        problems().list().ofMaxSize(2),
                        Arbitraries.of(Phase.class).optional(),
                        instants().optional())
                .as((kind, problems, phase, retryAt) -> {
                    Outcome outcome = Outcome.of(kind, problems);
                    outcome = phase.isPresent() ? outcome.in(phase.get()) : outcome;
                    return retryAt.isPresent() ? outcome.retryAt(retryAt.get()) : outcome;
                });
    }

    private static Arbitrary<StepResult> steps() {
        Arbitrary<PlannedChange> lines = Combinators.combine(
                        texts(),
                        Arbitraries.of(Action.class),
                        Arbitraries.of(Verdict.class),
                        changes().list().ofMaxSize(2),
                        locations(),
                        problems().optional())
                .as((object, action, verdict, changes, location, reason) -> {
                    PlannedChange line = PlannedChange.of(object, action, verdict, changes, location);
                    return reason.isPresent() ? line.because(reason.get()) : line;
                });
        return Combinators.combine(
                        lines,
                        Arbitraries.of(StepResult.Status.class),
                        problems().optional())
                .as((line, status, problem) -> {
                    StepResult result = StepResult.of(line, status);
                    return problem.isPresent() ? result.because(problem.get()) : result;
                });
    }

    private static Arbitrary<Change> changes() {
        Arbitrary<Value> values =
                Combinators.combine(nodes(), Arbitraries.of(true, false)).as(Value::stored);
        return Combinators.combine(
                        fieldPaths(),
                        Arbitraries.of(Change.Kind.class),
                        values.optional(),
                        values.optional(),
                        Arbitraries.of(Change.Cause.class),
                        texts().list().ofMaxSize(2),
                        Arbitraries.of(Change.Flag.class).set(),
                        Arbitraries.of(Change.Confidence.class))
                .as(Change::stored);
    }

    private static Arbitrary<Problem> problems() {
        return Combinators.combine(texts(), texts(), locations(), Arbitraries.of(true, false))
                .as((code, message, where, retryable) -> new Problem(new Code(code), message, where, retryable));
    }

    private static Arbitrary<Location> locations() {
        Arbitrary<UnaryOperator<Location>> marks = Combinators.combine(counts(), counts(), counts())
                .as((document, line, column) ->
                        place -> place.withDocument(document).withLine(line, column));
        return Combinators.combine(texts().optional(), texts().optional(), texts().optional(), marks)
                .as((file, object, field, mark) -> {
                    Location place = mark.apply(file.map(Location::file).orElse(Location.nowhere()));
                    place = object.map(place::withObject).orElse(place);
                    return field.map(place::withField).orElse(place);
                });
    }

    private static Arbitrary<Trigger> triggers() {
        return Combinators.combine(texts(), texts().optional(), texts().optional())
                .as((kind, actor, reason) -> {
                    Trigger trigger = Trigger.of(kind);
                    trigger = actor.isPresent() ? trigger.by(actor.get()) : trigger;
                    return reason.isPresent() ? trigger.because(reason.get()) : trigger;
                });
    }

    private static Arbitrary<Revisions> revisions() {
        Arbitrary<SourceRef> refs = Combinators.combine(texts(), texts(), texts(), texts().optional())
                .as((type, address, ref, credential) -> {
                    SourceRef source = SourceRef.of(type, address, ref);
                    return credential.isPresent() ? source.withCredential(credential.get()) : source;
                });
        Arbitrary<Commit> commits =
                Combinators.combine(texts(), instants(), texts()).as(Commit::new);
        Arbitrary<Revision> revisions = Combinators.combine(
                        refs, texts(), texts(), commits.optional(), texts().optional())
                .as((source, id, ref, commit, replaced) -> {
                    Revision revision = Revision.of(source, id, ref);
                    revision = commit.isPresent() ? revision.withCommit(commit.get()) : revision;
                    return replaced.isPresent() ? revision.withReplaced(replaced.get()) : revision;
                });
        return Arbitraries.maps(texts(), revisions).ofMaxSize(2).map(Revisions::of);
    }

    private static Arbitrary<ApplicationId> ids() {
        Arbitrary<String> names =
                Arbitraries.strings().withChars("ab9").ofMinLength(1).ofMaxLength(5);
        return Combinators.combine(names.optional(), names)
                .as((tenant, name) -> new ApplicationId(tenant.orElse(""), name));
    }

    private static Arbitrary<Long> numbers() {
        return Arbitraries.longs().between(1, Long.MAX_VALUE);
    }

    private static Arbitrary<Integer> counts() {
        return Arbitraries.integers().between(0, Integer.MAX_VALUE);
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(-1_000_000_000_000L, 1_000_000_000_000L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private static Arbitrary<Digest> digests() {
        return Arbitraries.bytes().array(byte[].class).ofSize(32).map(Digest::of);
    }

    private static Arbitrary<FieldPath> fieldPaths() {
        Arbitrary<Node> values = Arbitraries.oneOf(
                texts().map(Node::of), Arbitraries.longs().map(Node::of), Arbitraries.of(Node.of(true), Node.nil()));
        Arbitrary<Node.Obj> keys = Combinators.combine(values, values)
                .as((name, port) ->
                        Node.objectBuilder().put("name", name).put("port", port).build());
        Arbitrary<PathElement> steps = Arbitraries.oneOf(
                texts().map(PathElement::field),
                keys.map(PathElement::key),
                values.map(PathElement::item),
                Arbitraries.integers().between(0, 1000).map(PathElement::index));
        return steps.list().ofMaxSize(4).map(FieldPath::of);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "spec", "a.b", "x[0]", "[\"", "\\", "\"]", "a\"b", "0", "\u2028", "é\n"),
                Arbitraries.strings().ascii().ofMaxLength(8),
                Arbitraries.strings()
                        .all()
                        .ofMaxLength(5)
                        .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text)));
    }

    private static Arbitrary<Node> nodes() {
        return Arbitraries.oneOf(
                texts().map(Node::of),
                Arbitraries.longs().map(Node::of),
                Arbitraries.doubles().map(Node::of),
                Arbitraries.of(Node.of(true), Node.nil(), Node.object(), Node.array()),
                texts().map(text -> Node.object().with(text, Node.array(List.of(Node.of(text), Node.of(1.5))))));
    }
}
