package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Suggestion;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.merge.MergeProblem;
import io.gitops4j.render.kustomize.internal.merge.MergeSchema;
import io.gitops4j.render.kustomize.internal.merge.StrategicMerge;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ObjectReader;
import io.gitops4j.render.kustomize.internal.resource.ResourceId;
import io.gitops4j.render.kustomize.internal.resource.Scopes;
import io.gitops4j.render.kustomize.internal.resource.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One strategic merge patch ({@code api/resource/resource.go}, {@code ApplySmPatch}). Immutable. */
final class StrategicPatch {
    private final ObjectReader.Read read;
    private final Node.Obj body;
    private final PatchOptions options;
    private final Cause cause;

    /** @param transformer the transformer that applies it */
    StrategicPatch(ObjectReader.Read read, PatchOptions options, String transformer, Location where) {
        this.read = read;
        this.options = options;
        this.body = options.allowsNothing() ? read.body() : withTexts(read.body(), "annotations");
        this.cause = Cause.of(transformer, where).taking(read.body(), read.origins());
    }

    /**
     * The patch for an object that a selector or an id chose: of the object's own {@code apiVersion}, and, as upstream copies its
     * metadata, with labels and annotations that are strings, whatever they were.
     */
    private Node.Obj bodyFor(Item item) {
        Node.Obj copy = withTexts(withTexts(body, "labels"), "annotations");
        Node apiVersion = item.body().get("apiVersion");
        return apiVersion == null ? copy : copy.with("apiVersion", apiVersion);
    }

    private Node.Obj withTexts(Node.Obj body, String field) {
        return Texts.inMetadata(body, field, read.spelling());
    }

    /** The id of the object that it is for. */
    ResourceId id(Scopes scopes) {
        Gvk gvk = Gvk.of(body);
        Node.Obj metadata = body.object("metadata");
        return new ResourceId(
                gvk,
                metadata.text("name").orElse(""),
                metadata.text("namespace").orElse(""),
                scopes.clusterScoped(gvk));
    }

    /**
     * Where the only object is that has or had the patch's id.
     *
     * @throws GitOpsException where there is none, or more
     */
    int find(Items items, Scopes scopes, String prefix) {
        ResourceId id = id(scopes);
        List<Integer> positions = items.positionsOfAny(id);
        if (positions.size() == 1) {
            return positions.get(0);
        }
        String why = positions.isEmpty()
                ? "no matches for Id " + id + "; failed to find unique target for patch " + id + nearest(id, items)
                : "multiple matches for Id " + id + "; failed to find unique target for patch " + id
                        + "; say which one with a target";
        throw new GitOpsException(Problem.of(
                Code.INVALID_CONFIGURATION,
                read.origins().at(Path.root()).location(),
                prefix.isEmpty() ? why : prefix + "\"" + id + "\": " + why));
    }

    private static String nearest(ResourceId id, Items items) {
        List<String> names = items.list().stream()
                .filter(item -> item.id().gvk().equals(id.gvk()))
                .map(item -> item.id().name())
                .toList();
        return names.contains(id.name())
                ? "; there is one of this name in another namespace"
                : Suggestion.didYouMean(id.name(), names);
    }

    /** The object patched; null where the patch deletes it. */
    @Nullable
    Item apply(Item item, MergeSchema schema) {
        return apply(item, body, schema);
    }

    /** As {@link #apply}, of an object that was chosen. */
    @Nullable
    Item applyToChosen(Item item, MergeSchema schema) {
        return apply(item, bodyFor(item), schema);
    }

    private @Nullable Item apply(Item item, Node.Obj patch, MergeSchema schema) {
        Node.Obj merged;
        try {
            merged = StrategicMerge.merge(item.body(), patch, schema, item.spelling(), read.spelling());
        } catch (MergeProblem problem) {
            Location place = read.origins().at(Path.root()).location();
            throw new GitOpsException(
                    Problem.of(problem.code(), place.withObject(item.manifest().title()), problem.getMessage()));
        }
        if (merged == null || merged.size() == 0) {
            return null;
        }
        Item remembering = options.allowsNothing() ? item : item.rememberingId();
        return remembering.with(keepingId(merged, item.body()), cause);
    }

    /** {@code merged} with what a patch may not change as it was. */
    private Node.Obj keepingId(Node.Obj merged, Node.Obj before) {
        Node.Obj metadataBefore = before.object("metadata");
        Node.Obj metadata = merged.object("metadata");
        if (!options.allowNameChange()) {
            metadata = keeping(metadata, metadataBefore, "name");
        }
        boolean namespaced =
                metadataBefore.text("namespace").filter(text -> !text.isEmpty()).isPresent();
        metadata = namespaced ? keeping(metadata, metadataBefore, "namespace") : metadata.without("namespace");
        Node.Obj kept = options.allowKindChange() ? merged : keeping(merged, before, "kind");
        return metadata == kept.get("metadata") || metadata.size() == 0 && !kept.has("metadata")
                ? kept
                : kept.with("metadata", metadata);
    }

    private static Node.Obj keeping(Node.Obj object, Node.Obj before, String field) {
        Node value = before.get(field);
        return value == null || value.equals(object.get(field)) ? object : object.with(field, value);
    }
}
