package io.gitops4j.render.substitution;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Warning;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The substitution in one object: written as text, expanded, read again. For one thread. */
final class ManifestSubstitution {
    private static final String OPT_OUT = "kustomize.toolkit.fluxcd.io/substitute";
    private static final Set<Path> IDENTITY = Set.of(
            Path.of("apiVersion"),
            Path.of("kind"),
            Path.of("metadata", "name"),
            Path.of("metadata", "generateName"),
            Path.of("metadata", "namespace"));

    private final Manifest manifest;
    private final String id;
    private final Consumer<Warning> warnings;
    private final ManifestText source;

    ManifestSubstitution(Manifest manifest, String id, Consumer<Warning> warnings) {
        this.manifest = manifest;
        this.id = id;
        this.warnings = warnings;
        this.source = new ManifestText(manifest);
    }

    /** Whether there is anything to do: the object has not opted out, and holds an expansion or an escape. */
    static boolean concerns(Manifest manifest) {
        return Expandable.in(manifest.body())
                && !isDisabled(manifest, "labels")
                && !isDisabled(manifest, "annotations");
    }

    private static boolean isDisabled(Manifest manifest, String map) {
        return manifest.body()
                .text("metadata", map, OPT_OUT)
                .filter("disabled"::equals)
                .isPresent();
    }

    /**
     * The object with its variables replaced.
     *
     * @throws GitOpsException as {@link Substitution#apply}
     */
    Manifest apply(Map<String, Variable> variables, boolean strict, Effort effort) {
        Template template = source.template();
        Substituted result;
        try {
            result = Evaluation.of(template, variables, strict, effort);
        } catch (ExpansionException bad) {
            throw source.problem(bad);
        }
        result.unset().forEach(this::warn);
        Document document = read(result);
        Node.Obj body = (Node.Obj) document.root();
        Map<Path, Path> renamed = renamed(result, document);
        PathSet sensitive = sensitive(result, document).union(stillSensitive(renamed));
        PathSet changed = ChangedValues.between(manifest.body(), body);
        return manifest.withBody(body, new SubstitutedOrigins(manifest.origins(), renamed, changed, id))
                .withSensitive(sensitive);
    }

    private void warn(String name, Part.Expansion expansion) {
        Path field = source.fieldAt(expansion.start()).path();
        String which = manifest.sensitive(field) ? "a variable of this value" : "the variable \"" + name + "\"";
        warnings.accept(new Warning(
                source.place(field),
                which + " is not set, and the empty text stands for it; define it or give it a default"));
    }

    private Document read(Substituted result) {
        List<Document> documents;
        try {
            documents = Parser.tolerant().parseYaml(manifest.title(), result.text());
        } catch (GitOpsException unreadable) {
            throw unreadable(result, unreadable.problem());
        }
        if (documents.size() == 1 && documents.get(0).root() instanceof Node.Obj) {
            return documents.get(0);
        }
        throw source.problem(
                Code.INVALID_OBJECT,
                Path.root(),
                "with its variables replaced this is no longer one object; quote the expansions in it");
    }

    /** Blames the last expansion before the place that cannot be read. */
    private GitOpsException unreadable(Substituted result, Problem problem) {
        int offset = new LineStarts(result.text())
                .offset(
                        problem.where().line().orElse(1),
                        problem.where().column().orElse(1));
        Path field = result.expansionBefore(offset)
                .map(segment -> source.fieldAt(segment.part().start()).path())
                .orElse(Path.root());
        // the parser quotes keys and anchors, which may come from a secret as well
        String detail = result.sensitive() || !manifest.sensitive().isEmpty() ? "" : ": " + problem.message();
        String next = problem.code().equals(Code.LIMIT)
                ? ""
                : "; put the expansion in quotes, or quote the value of the variable";
        return source.problem(
                problem.code(), field, "with its variables replaced the object cannot be read" + detail + next);
    }

    /** For each path of the result that leads to a key which expansions went into, the path before. */
    private Map<Path, Path> renamed(Substituted result, Document document) {
        Map<Path, Path> renamed = new TreeMap<>();
        if (Expandable.inKey(manifest.body())) {
            for (FieldIndex.Field field : FieldIndex.of(result.text(), document).keys()) {
                Path was = source.fieldAt(result.at(field.start()).sourceOf(field.start()))
                        .path();
                if (!was.equals(field.path())) {
                    renamed.put(field.path(), was);
                }
            }
        }
        return renamed;
    }

    /** What sensitive variables went into, and what parts of a sensitive value may have been moved to. */
    private PathSet sensitive(Substituted result, Document document) {
        List<Segment> secret = new ArrayList<>();
        for (Segment segment : result.segments()) {
            if (segment.part() instanceof Part.Expansion expansion
                    && segment.end() > segment.start()
                    && (segment.sensitive() || source.isSensitive(expansion.start(), expansion.end()))) {
                secret.add(segment);
            }
        }
        if (secret.isEmpty()) {
            return PathSet.empty();
        }
        FieldIndex fields = FieldIndex.of(result.text(), document, offset -> covers(secret, offset));
        List<Path> paths = new ArrayList<>();
        for (Segment segment : secret) {
            for (FieldIndex.Field field : fields.between(segment.start(), segment.end())) {
                if (segment.sensitive() && (field.key() || IDENTITY.contains(field.path()))) {
                    throw shown(segment, field);
                }
                paths.add(field.path());
            }
        }
        return PathSet.of(paths);
    }

    private GitOpsException shown(Segment segment, FieldIndex.Field field) {
        String what = field.key() ? "the name of a field" : "what identifies the object";
        return source.problem(
                Code.INVALID_OBJECT,
                source.fieldAt(segment.part().start()).path(),
                "a value of a Secret would become a part of " + what
                        + ", which is shown everywhere; keep the value in a ConfigMap, or say that it may be shown");
    }

    private static boolean covers(List<Segment> segments, int offset) {
        int low = 0;
        int high = segments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segments.get(middle).end() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < segments.size() && segments.get(low).start() <= offset;
    }

    /** The sensitive values of the object under their keys of now. */
    private PathSet stillSensitive(Map<Path, Path> renamed) {
        List<Path> paths = new ArrayList<>();
        renamed.forEach((is, was) -> {
            if (manifest.sensitive(was)) {
                paths.add(is);
            } else if (manifest.sensitive().touches(was)) {
                manifest.sensitive().roots().stream()
                        .filter(was::covers)
                        .forEach(root -> paths.add(is.then(root.dropFirst(was.length()))));
            }
        });
        return PathSet.of(paths);
    }
}
