package io.gitops4j.render.substitution;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.OptionFields;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.Optional;

/** Reads {@code spec.postBuild} of a Flux Kustomization (kustomize.toolkit.fluxcd.io/v1, {@code PostBuild}). */
final class PostBuild {
    private static final String FROM = "substituteFrom";
    private static final String STRATEGY = "substituteStrategy";

    private final Node.Obj stored;
    private final OptionFields fields;

    PostBuild(Node.Obj stored) {
        this.stored = stored;
        this.fields = OptionFields.of(stored, "substitute", FROM, STRATEGY);
    }

    void applyTo(SubstitutionBuilder builder, ReferencedObjects objects) {
        builder.variables(fields.textByKey("substitute"));
        Node references = stored.get(FROM);
        if (references instanceof Node.Arr list) {
            for (int i = 0; i < list.size(); i++) {
                reference(list.get(i), Path.of(FROM).index(i), objects).ifPresent(builder::from);
            }
        } else if (references != null && !(references instanceof Node.Null)) {
            throw invalid(Path.of(FROM), "must be a list of references");
        }
        String strategy = fields.text(STRATEGY).orElse("WithVariables");
        if (strategy.equals("Always")) {
            builder.always();
        } else if (!strategy.equals("WithVariables")) {
            throw invalid(Path.of(STRATEGY), "must be WithVariables or Always, not \"" + strategy + "\"");
        }
    }

    private static Optional<Node.Obj> reference(Node node, Path path, ReferencedObjects objects) {
        if (!(node instanceof Node.Obj reference)) {
            throw invalid(path, "must be a reference with kind and name");
        }
        String kind = reference.text("kind").orElse("");
        String name = reference.text("name").orElse("");
        if (!kind.equals("ConfigMap") && !kind.equals("Secret")) {
            throw invalid(path.key("kind"), "must be ConfigMap or Secret, not \"" + kind + "\"");
        }
        if (name.isEmpty()) {
            throw invalid(path.key("name"), "must be the name of a " + kind);
        }
        Optional<Node.Obj> found = objects.find(kind, name);
        boolean optional =
                reference.at("optional").filter(Node.of(true)::equals).isPresent();
        if (found.isEmpty() && !optional) {
            throw invalid(
                    path, "names the " + kind + " " + name + ", which is not there; create it, or say optional: true");
        }
        return found;
    }

    private static GitOpsException invalid(Path path, String what) {
        return new GitOpsException(Problem.of(
                Code.INVALID_CONFIGURATION, Location.nowhere().withField(path.toString()), "the field " + what));
    }
}
