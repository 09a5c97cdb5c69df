package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.config.Settings.Placed;
import io.gitops4j.render.kustomize.internal.merge.MergeSchema;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ObjectReader;
import io.gitops4j.render.kustomize.internal.transform.Transformer;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code patchesStrategicMerge}: patches, inline or in files, each for the object that it names ({@code
 * api/internal/builtins/PatchStrategicMergeTransformer.go}).
 */
public final class PatchStrategicMergeTransformer implements Transformer {
    private static final String NAME = "PatchStrategicMergeTransformer";

    private final List<StrategicPatch> patches;
    private final PatchContext context;

    private PatchStrategicMergeTransformer(List<StrategicPatch> patches, PatchContext context) {
        this.patches = List.copyOf(patches);
        this.context = context;
    }

    /**
     * The transformer of {@code patchesStrategicMerge}.
     *
     * @param entries the entries, each a patch itself or the file that has it
     * @param where the place of the field
     * @throws GitOpsException where a patch cannot be read, or there is none
     */
    public static PatchStrategicMergeTransformer of(
            List<Placed<String>> entries, Location where, PatchContext context) {
        return new PatchStrategicMergeTransformer(required(read(entries, context), where), context);
    }

    /** The transformer that a plugin's configuration is: files in {@code paths}, text in {@code patches}. */
    public static Transformer ofPlugin(Settings config, PatchContext context) {
        List<Placed<String>> paths = config.texts("paths");
        String text = config.text("patches");
        if (paths.isEmpty() && text.isEmpty()) {
            throw refused(config.where(), "empty file path and empty patch content");
        }
        List<StrategicPatch> patches = new ArrayList<>(read(paths, context));
        Location where = config.valueWhere("patches");
        context.objects().inline(text, where).forEach(patch -> patches.add(patch(patch, where)));
        return new PatchStrategicMergeTransformer(required(patches, config.where()), context);
    }

    private static List<StrategicPatch> required(List<StrategicPatch> patches, Location where) {
        if (patches.isEmpty()) {
            throw refused(where, "patch appears to be empty: write at least one object to patch");
        }
        return patches;
    }

    private static StrategicPatch patch(ObjectReader.Read read, Location where) {
        return new StrategicPatch(read, PatchOptions.NONE, NAME, where);
    }

    private static List<StrategicPatch> read(List<Placed<String>> entries, PatchContext context) {
        List<StrategicPatch> patches = new ArrayList<>();
        for (Placed<String> entry : entries) {
            objects(entry, context).forEach(read -> patches.add(patch(read, entry.where())));
        }
        return patches;
    }

    /** The entry as a patch, or where it is none, what is in the file that it names. */
    private static List<ObjectReader.Read> objects(Placed<String> entry, PatchContext context) {
        try {
            return context.objects().inline(entry.value(), entry.where());
        } catch (GitOpsException noObjects) {
            if (entry.value().strip().indexOf('\n') >= 0) {
                throw noObjects;
            }
            return PatchText.file(entry.value(), entry.where(), context).objects();
        }
    }

    private static GitOpsException refused(Location where, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, where, message));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void transform(Items items) {
        MergeSchema schema = context.types().schema();
        for (StrategicPatch patch : patches) {
            int position = patch.find(items, context.types(), "");
            Chosen.patch(items, List.of(position), patch, schema);
        }
    }
}
