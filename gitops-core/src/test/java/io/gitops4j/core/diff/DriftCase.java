package io.gitops4j.core.diff;

import io.gitops4j.core.ignore.IgnoreRules;
import io.gitops4j.core.ignore.IgnoreTarget;
import io.gitops4j.core.ignore.Ignored;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.Sensitivity;
import io.gitops4j.core.schema.CustomResourceSchemas;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A field case about drift: files with what is declared, what we applied last, its answer, and what is live. */
final class DriftCase {
    static final Digester DIGESTER = Digester.keyed(new byte[32]);
    /** The field manager that the cases were recorded with. */
    static final String MANAGER = "gitops4j";

    private final Path folder;
    private final Differ differ = Differ.of(DIGESTER, MANAGER);
    private final List<Node.Obj> definitions = new ArrayList<>();
    private IgnoreRules rules = IgnoreRules.none();
    private boolean storeLost;
    private UnaryOperator<DiffRequest> more = request -> request;

    DriftCase(Path folder) {
        this.folder = folder;
    }

    /** Compares without what is kept with the inventory. */
    DriftCase withLostStore() {
        storeLost = true;
        return this;
    }

    DriftCase withDefinition(String file) {
        definitions.addAll(objects(file));
        return this;
    }

    DriftCase with(IgnoreRules all) {
        rules = all;
        return this;
    }

    DriftCase with(UnaryOperator<DiffRequest> change) {
        more = change;
        return this;
    }

    List<Node.Obj> objects(String file) {
        try {
            return Parser.strict().parse(file, Files.readAllBytes(folder.resolve(file))).stream()
                    .map(document -> (Node.Obj) document.root())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The comparisons of the objects of {@code desired} with those of {@code live}, where those of {@code before} were applied
     * last and answered with those of {@code answer}.
     */
    List<Diff> diffs(String desired, String live, String before, String answer) {
        List<Diff> diffs = new ArrayList<>();
        for (Node.Obj object : objects(live)) {
            diffs.add(diff(same(object, desired), object, same(object, before), same(object, answer)));
        }
        return diffs;
    }

    private Node.Obj same(Node.Obj object, String file) {
        return objects(file).stream()
                .filter(other -> other.get("kind").equals(object.get("kind"))
                        && other.at("metadata", "name").equals(object.at("metadata", "name")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(file + " has no "
                        + object.text("kind").orElse("") + " "
                        + object.text("metadata", "name").orElse("")));
    }

    Diff diff(Node.Obj desired, Node.Obj live, Node.Obj before, Node.Obj answer) {
        ObjectSchema schema = schema(desired);
        IgnoreTarget target = target(Normal.of(desired), live, schema);
        Ignored ignored = rules.ignored(target);
        Node.Obj toApply = ignored.toApply(target);
        DiffRequest request = DiffRequest.of(toApply, Sensitivity.of(toApply), new Live.Present(live))
                .as(schema)
                .ignoring(ignored.fields());
        if (!storeLost) {
            IgnoreTarget then = target(Normal.of(before), answer, schema);
            Node.Obj applied = rules.ignored(then).toApply(then);
            Live.Present answered = new Live.Present(answer);
            FieldSet owned = differ.owned(answered, Differ.fields(applied, schema.type()));
            request = request.after(
                    owned, Optional.of(differ.witness(applied, Sensitivity.of(applied), answered, owned)));
        } else if (!ManagedFields.readable(live).isEmpty()) {
            request = request.after(FieldSet.empty(), Optional.empty());
        }
        return differ.compare(more.apply(request));
    }

    private static IgnoreTarget target(Node.Obj desired, Node.Obj live, ObjectSchema schema) {
        return IgnoreTarget.declared(desired).andLive(live).typed(schema.type()).managedBy(MANAGER);
    }

    private ObjectSchema schema(Node.Obj object) {
        return SchemaSource.firstOf(
                        CustomResourceSchemas.of(definitions), SchemaSource.builtIn(), SchemaSource.deduced())
                .find(object.text("apiVersion").orElse(""), object.text("kind").orElse(""))
                .orElseThrow();
    }

    static List<String> lines(Diff diff) {
        return diff.changes().stream()
                .map(change -> change.kind() + " " + change.path() + " " + change.cause()
                        + (change.owners().isEmpty() ? "" : " " + change.owners())
                        + (change.flags().isEmpty()
                                ? ""
                                : " " + change.flags().stream().sorted().toList()))
                .toList();
    }
}
