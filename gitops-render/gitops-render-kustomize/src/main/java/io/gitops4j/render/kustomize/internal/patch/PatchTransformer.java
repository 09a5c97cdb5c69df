package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.merge.MergeSchema;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ObjectReader;
import io.gitops4j.render.kustomize.internal.transform.Transformer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code patches}: a strategic merge patch or a JSON patch, inline or in a file, for the objects of a target, or
 * without one for the object that each patch names itself ({@code api/internal/builtins/PatchTransformer.go}).
 */
public final class PatchTransformer implements Transformer {
    private static final String NAME = "PatchTransformer";

    private final PatchText text;
    private final List<StrategicPatch> merges;
    private final @Nullable JsonPatching json;
    private final @Nullable Selector target;
    private final PatchContext context;

    private PatchTransformer(
            Settings settings, Optional<Settings> target, Optional<Settings> options, PatchContext context) {
        this.context = context;
        boolean inline = !settings.text("patch").isBlank();
        boolean inFile = !settings.text("path").isEmpty();
        if (!inline && !inFile) {
            throw refused(settings.where(), "must specify one of patch and path in an entry of patches");
        }
        if (inline && inFile) {
            throw refused(settings.where(), "patch and path can't be set at the same time; remove one of them");
        }
        this.text = text(settings, context);
        this.target = target.map(Selector::read).orElse(null);
        PatchOptions allowed = options.map(PatchOptions::read).orElse(PatchOptions.NONE);
        Location where = settings.where();
        Optional<List<ObjectReader.Read>> objects = objects();
        this.merges = objects.orElse(List.of()).stream()
                .map(read -> new StrategicPatch(read, allowed, NAME, where))
                .toList();
        this.json = objects.isPresent() ? null : new JsonPatching(text.json(), NAME, where);
    }

    /**
     * The transformer of an entry of {@code patches}.
     *
     * @throws GitOpsException where its patch cannot be read, with its place
     */
    public static PatchTransformer read(Settings settings, PatchContext context) {
        Optional<Settings> target = settings.map("target");
        Optional<Settings> options = settings.map("options");
        PatchTransformer transformer = new PatchTransformer(settings, target, options, context);
        target.ifPresent(Settings::rejectUnknown);
        options.ifPresent(Settings::rejectUnknown);
        settings.rejectUnknown();
        return transformer;
    }

    /** The transformer that a plugin's configuration is, of the fields of an entry of {@code patches}. */
    public static Transformer ofPlugin(Settings config, PatchContext context) {
        return new PatchTransformer(config, config.map("target"), config.map("options"), context);
    }

    private static PatchText text(Settings settings, PatchContext context) {
        try {
            return PatchText.of(settings, "patch", "path", context);
        } catch (GitOpsException failure) {
            Problem problem = failure.problem();
            throw new GitOpsException(new Problem(
                    problem.code(),
                    "failed to get the patch file from path(" + settings.text("path") + "): " + problem.message(),
                    problem.where(),
                    problem.retryable()));
        }
    }

    /** The objects that the text is; none where it is a JSON patch. */
    private Optional<List<ObjectReader.Read>> objects() {
        try {
            return Optional.of(text.objects());
        } catch (GitOpsException noObjects) {
            try {
                text.json();
                return Optional.empty();
            } catch (GitOpsException noJson) {
                Problem why = text.isList() ? noJson.problem() : noObjects.problem();
                throw new GitOpsException(Problem.of(
                        why.code(),
                        why.where(),
                        "unable to parse SM or JSON patch from " + text.named() + ": " + why.message()));
            }
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void transform(Items items) {
        if (json != null) {
            transform(items, json);
        } else if (target != null && !merges.isEmpty()) {
            if (merges.size() > 1) {
                throw refused(
                        text.where(),
                        "Multiple Strategic-Merge Patches in one `patches` entry is not allowed to set `patches.target` "
                                + "field: " + text.named() + "; make an entry for each");
            }
            Chosen.patch(
                    items,
                    target.positions(items),
                    merges.get(0),
                    context.types().schema());
        } else {
            mergeNamed(items);
        }
    }

    private void mergeNamed(Items items) {
        MergeSchema schema = context.types().schema();
        for (StrategicPatch patch : merges) {
            int position = patch.find(items, context.types(), "no resource matches strategic merge patch ");
            Item patched = patch.apply(items.get(position), schema);
            if (patched == null) {
                items.remove(position);
            } else {
                items.set(position, patched);
            }
        }
    }

    private void transform(Items items, JsonPatching patch) {
        if (target == null) {
            throw refused(text.where(), "must specify a target for JSON patch " + text.named());
        }
        for (int position : target.positions(items)) {
            items.set(position, patch.apply(items.get(position).rememberingId()));
        }
    }

    private static GitOpsException refused(Location where, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, where, message));
    }
}
