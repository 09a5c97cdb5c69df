package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.field.FieldChange.Made;
import io.gitops4j.render.kustomize.internal.field.FieldProblem;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import io.gitops4j.render.kustomize.internal.field.FieldWalk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of one object that hold images: those of the containers in any list {@code containers} or {@code initContainers}
 * ({@code api/filters/imagetag/legacy.go}), and those that field specs mean. A field that both mean is changed twice by each
 * entry, as upstream does it; one sees it where a tag takes a suffix.
 */
final class ImageFields {
    private final Map<Path, Integer> visits = new LinkedHashMap<>();
    private final List<Object> steps = new ArrayList<>();
    private Node.Obj body;

    private ImageFields(Node.Obj body) {
        this.body = body;
    }

    /**
     * Finds the fields.
     *
     * @throws FieldProblem where an image is a map or a list
     */
    static ImageFields of(Node.Obj body, List<FieldSpec> specs) {
        ImageFields fields = new ImageFields(body);
        fields.walk(body);
        for (FieldSpec spec : specs) {
            fields.body = FieldWalk.changeSelected(fields.body, spec, Made.NOTHING, (value, path) -> {
                fields.visit(value, path);
                return value;
            });
        }
        return fields;
    }

    /** The object, in which a null on the way is a list now where a field spec says that there is one. */
    Node.Obj body() {
        return body;
    }

    /** How often each field is changed. */
    Map<Path, Integer> visits() {
        return visits;
    }

    private void visit(Node value, Path path) {
        if (value.kind() == Node.Kind.OBJECT || value.kind() == Node.Kind.ARRAY) {
            throw FieldProblem.wrongKind(path, "ScalarNode", value);
        }
        visits.merge(path, 1, Integer::sum);
    }

    private void walk(Node node) {
        if (node instanceof Node.Obj obj) {
            for (int i = 0; i < obj.size(); i++) {
                String key = obj.key(i);
                steps.add(key);
                walk(obj.value(i));
                if ((key.equals("containers") || key.equals("initContainers"))
                        && obj.value(i) instanceof Node.Arr list) {
                    containers(list);
                }
                steps.remove(steps.size() - 1);
            }
        } else if (node instanceof Node.Arr list) {
            for (int i = 0; i < list.size(); i++) {
                steps.add(i);
                walk(list.get(i));
                steps.remove(steps.size() - 1);
            }
        }
    }

    private void containers(Node.Arr list) {
        for (int i = 0; i < list.size(); i++) {
            Node container = list.get(i);
            if (container instanceof Node.Obj obj) {
                Node image = obj.get("image");
                if (image != null) {
                    visit(image, here().index(i).key("image"));
                }
            } else if (container.kind() != Node.Kind.NULL) {
                throw FieldProblem.wrongKind(here().index(i), "MappingNode", container);
            }
        }
    }

    private Path here() {
        Path path = Path.root();
        for (Object step : steps) {
            path = step instanceof Integer index ? path.index(index) : path.key((String) step);
        }
        return path;
    }
}
