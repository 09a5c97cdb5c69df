package io.gitops4j.render.substitution;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.KustomizeText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object as the text that is substituted in, and the way from an offset in it back to the field. For one thread. */
final class ManifestText {
    private final Manifest manifest;
    private final String text;
    private @Nullable FieldIndex index;

    ManifestText(Manifest manifest) {
        this.manifest = manifest;
        this.text = print(manifest.body());
    }

    /**
     * The text of an object, as {@code Resource.AsYAML} of kustomize prints it. What it looks like shows in the result: a value
     * meets the quotes around its expansion, and there is no type to be found behind them; a line may fold inside an expansion.
     */
    private static String print(Node.Obj body) {
        return KustomizeText.of(List.of(body));
    }

    /**
     * Reads the text.
     *
     * @throws GitOpsException where an expansion is malformed, with its place
     */
    Template template() {
        try {
            return Template.parse(text);
        } catch (ExpansionException bad) {
            throw problem(bad);
        }
    }

    /** The key or value at {@code offset}. */
    FieldIndex.Field fieldAt(int offset) {
        return index().at(offset);
    }

    /** Whether a sensitive value of the object has characters between both offsets. */
    boolean isSensitive(int start, int end) {
        return !manifest.sensitive().isEmpty()
                && index().between(start, end).stream().anyMatch(field -> manifest.sensitive(field.path()));
    }

    /** {@code bad} with its place; nothing of a sensitive value is quoted. */
    GitOpsException problem(ExpansionException bad) {
        Path field = fieldAt(bad.offset()).path();
        String message =
                manifest.sensitive(field) ? bad.discreet() : bad.problem().message();
        return problem(bad.code(), field, message);
    }

    /** A problem of a field. */
    GitOpsException problem(Code code, Path field, String message) {
        return new GitOpsException(Problem.of(code, place(field), message));
    }

    /** Where a field is written. */
    Location place(Path field) {
        Location place = manifest.origin(field).location().withObject(manifest.title());
        return field.length() == 0 ? place : place.withField(field.toString());
    }

    private FieldIndex index() {
        FieldIndex found = index;
        if (found == null) {
            Document document =
                    Parser.tolerant().parseYaml(manifest.title(), text).get(0);
            found = FieldIndex.of(text, document);
            index = found;
        }
        return found;
    }
}
