package io.gitops4j.render.kustomize.internal.field;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.config.Settings.Placed;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds fields in OpenAPI definitions, as {@code crds} of a kustomization names them
 * ({@code api/internal/accumulator/loadconfigfromcrds.go}): extensions of properties say which one is a label selector, which
 * holds annotations, a name, or a reference to another object.
 */
public final class CrdFields {
    /** More properties than any definition has; types that contain each other in many ways have more paths than that. */
    private static final int MOST_PROPERTIES = 200_000;

    private static final int DEEPEST = 256;

    private final Node.Obj types;
    private final Location where;
    private final Map<FieldUse, List<FieldSpec>> specs = new EnumMap<>(FieldUse.class);
    private final List<NameReference> references = new ArrayList<>();
    private final Set<String> open = new HashSet<>();
    private int properties;

    private CrdFields(Node.Obj types, Location where) {
        this.types = types;
        this.where = where;
    }

    /**
     * The fields that the files tell of.
     *
     * @param parser for the files
     * @param problems takes what is wrong in them
     */
    public static TransformerConfiguration load(
            List<Placed<String>> paths, Files files, Parser parser, Problems problems) {
        TransformerConfiguration[] all = {TransformerConfiguration.empty()};
        for (Placed<String> path : paths) {
            problems.during(() -> {
                byte[] content = files.read(path.value(), path.where());
                List<Document> documents = parser.parse(files.name(path.value()), content);
                if (documents.isEmpty()) {
                    return;
                }
                if (!(documents.get(0).root() instanceof Node.Obj types)) {
                    throw new GitOpsException(Problem.of(
                            Code.INVALID_CONFIGURATION,
                            path.where(),
                            "unable to parse open API definition from '" + path.value()
                                    + "': it is no mapping of type names to definitions"));
                }
                all[0] = all[0].merge(new CrdFields(types, path.where()).read(), path.where());
            });
        }
        return all[0];
    }

    private TransformerConfiguration read() {
        for (String type : types.keys()) {
            Node.Obj fields = fieldsOf(type);
            if (fields.has("kind") && fields.has("apiVersion") && fields.has("metadata")) {
                String kind = type.substring(type.lastIndexOf('.') + 1);
                walk(type, new Gvk("", "", kind), "");
            }
        }
        Map<FieldUse, FieldSpecs> found = new EnumMap<>(FieldUse.class);
        specs.forEach((use, fields) -> found.put(use, FieldSpecs.of(fields)));
        return TransformerConfiguration.of(found, references);
    }

    private Node.Obj fieldsOf(String type) {
        Node.Obj definition = types.object(type);
        return definition.object(definition.has("Schema") ? "Schema" : "schema").object("properties");
    }

    private void walk(String type, Gvk kind, String path) {
        if (!open.add(type)) {
            // a type that contains itself has no end of fields
            return;
        }
        Node.Obj fields = fieldsOf(type);
        for (int i = 0; i < fields.size(); i++) {
            if (++properties > MOST_PROPERTIES || open.size() > DEEPEST) {
                throw new GitOpsException(Problem.of(
                        Code.LIMIT,
                        where,
                        "the definitions have more than " + MOST_PROPERTIES + " fields, or fields deeper than "
                                + DEEPEST));
            }
            if (fields.value(i) instanceof Node.Obj property) {
                property(property, kind, path.isEmpty() ? fields.key(i) : path + "/" + fields.key(i));
            }
        }
        open.remove(type);
    }

    private void property(Node.Obj property, Gvk kind, String path) {
        add(FieldUse.COMMON_ANNOTATIONS, property, "x-kubernetes-annotation", kind, path);
        add(FieldUse.COMMON_LABELS, property, "x-kubernetes-label-selector", kind, path);
        add(FieldUse.NAME_PREFIX, property, "x-kubernetes-identity", kind, path);
        Optional<String> version = property.text("x-kubernetes-object-ref-api-version");
        Optional<String> target = property.text("x-kubernetes-object-ref-kind");
        if (version.isPresent() && target.isPresent()) {
            String key = property.text("x-kubernetes-object-ref-name-key").orElse("name");
            references.add(new NameReference(
                    new Gvk("", version.get(), target.get()),
                    FieldSpecs.of(new FieldSpec(kind, path + "/" + key, false))));
        }
        property.text("$ref").ifPresent(type -> walk(type, kind, path));
    }

    private void add(FieldUse use, Node.Obj property, String extension, Gvk kind, String path) {
        if (property.text(extension).isPresent()) {
            specs.computeIfAbsent(use, none -> new ArrayList<>()).add(new FieldSpec(kind, path, false));
        }
    }
}
