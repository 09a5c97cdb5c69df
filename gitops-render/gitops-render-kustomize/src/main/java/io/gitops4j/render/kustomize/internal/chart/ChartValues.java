package io.gitops4j.render.kustomize.internal.chart;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.config.Settings.Placed;
import io.gitops4j.render.kustomize.internal.merge.MergeProblem;
import io.gitops4j.render.kustomize.internal.merge.MergeSchema;
import io.gitops4j.render.kustomize.internal.merge.StrategicMerge;
import io.gitops4j.render.kustomize.internal.resource.ObjectReader;
import io.gitops4j.render.kustomize.internal.resource.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The values that a kustomization gives a chart ({@code api/internal/builtins/HelmChartInflationGenerator.go}): a file's, by
 * default the chart's own, and those that stand in the kustomization, merged as patches are; then those of more files, merged as
 * Helm merges its {@code -f}. Immutable.
 */
public final class ChartValues {
    /** What becomes of the values in the kustomization and those of the file. */
    enum Merge {
        /** Those in the kustomization win. */
        OVERRIDE,
        /** Those of the file win. */
        MERGE,
        /** Only those in the kustomization count. */
        REPLACE;

        static Merge read(Settings settings) {
            String text = settings.text("valuesMerge");
            for (Merge one : values()) {
                if (one.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return one;
                }
            }
            if (!text.isEmpty()) {
                settings.wrong("valuesMerge", "valuesMerge must be one of [merge override replace]");
            }
            return OVERRIDE;
        }
    }

    private final Placed<String> file;
    private final List<Placed<String>> additional;
    private final Node.Obj inline;
    private final Merge merge;

    ChartValues(Placed<String> file, List<Placed<String>> additional, Node.Obj inline, Merge merge) {
        this.file = file;
        this.additional = List.copyOf(additional);
        this.inline = inline;
        this.merge = merge;
    }

    /**
     * All values.
     *
     * @param files the files that the kustomization may name
     * @param reader reads those that are merged with what is in the kustomization
     * @throws GitOpsException where a file is not there, or its values do not fit
     */
    public Node.Obj merged(Files files, ObjectReader reader, MergeSchema schemas) {
        Node.Obj values = inline.size() == 0
                ? asHelm(file, files, reader.limits())
                : merge == Merge.REPLACE ? inline : withInline(files, reader, schemas);
        for (Placed<String> more : additional) {
            values = over(asHelm(more, files, reader.limits()), values);
        }
        return values;
    }

    /** The values of a file as Helm itself reads them, of which the first document counts. */
    private static Node.Obj asHelm(Placed<String> path, Files files, TextLimits limits) {
        byte[] content = files.read(path.value(), path.where());
        String name = files.name(path.value());
        List<Document> documents =
                Parser.tolerant().limits(limits).parseYaml(name, new String(content, StandardCharsets.UTF_8));
        Node root = documents.isEmpty() ? Node.object() : documents.get(0).root();
        if (root instanceof Node.Null) {
            return Node.object();
        }
        if (root instanceof Node.Obj values) {
            return values;
        }
        throw refused(Location.file(name), "the values of a chart are a map, and this file has none");
    }

    private Node.Obj withInline(Files files, ObjectReader reader, MergeSchema schemas) {
        String name = files.name(file.value());
        byte[] content = files.read(file.value(), file.where());
        Optional<ObjectReader.Tree> tree = reader.tree(name, content);
        if (tree.isEmpty()) {
            return ofNull(name, content, schemas);
        }
        ObjectReader.Tree read = tree.get();
        Location place = read.origins().at(Path.root()).location();
        if (!(withoutBlanks(read.root(), Path.root(), read.spelling()) instanceof Node.Obj values)) {
            throw refused(place, "could not merge values: wrong node kind: expected MappingNode");
        }
        try {
            return merge == Merge.MERGE
                    ? StrategicMerge.appended(inline, values, schemas)
                    : StrategicMerge.appended(values, inline, schemas);
        } catch (MergeProblem problem) {
            throw refused(place, "could not merge values: " + problem.getMessage());
        }
    }

    /** A file without a value counts where it has a null, and upstream cannot read it where it has nothing at all. */
    private Node.Obj ofNull(String name, byte[] content, MergeSchema schemas) {
        boolean nothing = new String(content, StandardCharsets.UTF_8)
                .lines()
                .allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
        if (nothing) {
            throw refused(
                    Location.file(name),
                    "could not parse values file into rnode: EOF: it is empty; write {} into it, or leave it out "
                            + "with valuesMerge: replace");
        }
        return merge == Merge.MERGE ? Node.object() : StrategicMerge.appended(Node.object(), inline, schemas);
    }

    /** {@code node} with a null for what is written as nothing; where it is merged into, such members of maps go. */
    private Node withoutBlanks(Node node, Path at, Spelling spelling) {
        if (!(node instanceof Node.Obj map)) {
            return node;
        }
        ObjBuilder left = Node.objectBuilder(map.size());
        for (int i = 0; i < map.size(); i++) {
            Node value = map.value(i);
            Path path = at.key(map.key(i));
            if (!isBlank(value, path, spelling)) {
                left.put(map.key(i), withoutBlanks(value, path, spelling));
            } else if (merge == Merge.MERGE) {
                left.put(map.key(i), Node.nil());
            }
        }
        return left.build();
    }

    private static boolean isBlank(Node value, Path at, Spelling spelling) {
        return value instanceof Node.Null && spelling.blank(at)
                || value instanceof Node.Str text && text.value().isEmpty() && !spelling.quoted(at);
    }

    /** Maps in maps, of which {@code more} wins; as {@code mergeMaps} of Helm's {@code pkg/cli/values}, which keeps nulls. */
    private static Node.Obj over(Node.Obj more, Node.Obj values) {
        ObjBuilder all = Node.objectBuilder(values.size() + more.size());
        for (int i = 0; i < values.size(); i++) {
            if (!more.has(values.key(i))) {
                all.put(values.key(i), values.value(i));
            }
        }
        for (int i = 0; i < more.size(); i++) {
            boolean both = more.value(i) instanceof Node.Obj && values.get(more.key(i)) instanceof Node.Obj;
            all.put(more.key(i), both ? over(more.object(more.key(i)), values.object(more.key(i))) : more.value(i));
        }
        return all.build();
    }

    private static GitOpsException refused(Location where, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, where, message));
    }
}
