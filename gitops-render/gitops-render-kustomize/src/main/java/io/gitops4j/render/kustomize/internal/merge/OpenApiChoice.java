package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which schemas one build uses, as the {@code openapi} fields of its kustomizations choose them ({@code
 * kyaml/openapi/openapi.go}, {@code SetSchema}). Upstream keeps this in variables of the whole program, with effects that
 * builds rely on: the root's choice comes first and of the others the first alone counts; a document of one's own takes the
 * place of the built-in one, unless something asked for a kind's scope or type before; what was read stays. For one build and
 * one thread.
 */
public final class OpenApiChoice implements Scopes {
    private String version = "";
    private @Nullable OpenApiDocument custom;
    /** Read already, the latest last. */
    private final List<OpenApiDocument> read = new ArrayList<>();

    private @Nullable MergeSchema schema;
    private boolean builtInOwed;

    /** The built-in schemas, until a kustomization chooses others. */
    public OpenApiChoice() {}

    /**
     * Takes the choice of a kustomization.
     *
     * @param chosen the {@code version} of the {@code openapi} field, or null where it has none
     * @param document the content of the file that the field's {@code path} names, or null where it names none
     * @param root whether it is the kustomization that is built, whose choice replaces an earlier one
     * @throws MergeProblem where it chooses what there is not, or too much
     */
    public void choose(@Nullable String chosen, Node.@Nullable Obj document, boolean root) {
        boolean isChosen = !version.isEmpty() || custom != null;
        if (isChosen && !root) {
            return;
        }
        if (document != null) {
            if (chosen != null) {
                throw new MergeProblem("builtin version and custom schema provided, cannot use both");
            }
            custom = OpenApiDocument.of(document);
            version = "custom";
            schema = null;
            return;
        }
        version = chosen == null ? "" : chosen;
        if (version.isEmpty()) {
            return;
        }
        if (!version.equals(BuiltInOpenApi.VERSION)) {
            throw new MergeProblem("the specified OpenAPI version is not built in: " + version + "; use "
                    + BuiltInOpenApi.VERSION + ", or name a document of your own by path");
        }
        custom = null;
        schema = null;
    }

    /** The types that patches are merged by. */
    public MergeSchema schema() {
        MergeSchema known = schema;
        if (known == null) {
            read.add(custom == null ? BuiltInOpenApi.KUBERNETES : custom);
            if (custom != null && builtInOwed) {
                read.add(BuiltInOpenApi.KUBERNETES);
            }
            builtInOwed = false;
            read.add(BuiltInOpenApi.KUSTOMIZE);
            known = read.equals(BuiltInOpenApi.BOTH) ? MergeSchema.kubernetes() : MergeSchema.of(read);
            schema = known;
        }
        return known;
    }

    @Override
    public boolean clusterScoped(Gvk gvk) {
        Optional<Boolean> builtIn = BuiltInOpenApi.KUBERNETES.namespaced(gvk);
        if (builtIn.isPresent()) {
            return !builtIn.get();
        }
        if (schema == null) {
            if (custom == null) {
                builtInOwed = true;
                return false;
            }
            schema();
        }
        List<Boolean> told = read.stream()
                .flatMap(document -> document.namespaced(gvk).stream())
                .toList();
        return !told.isEmpty() && !told.contains(true);
    }
}
