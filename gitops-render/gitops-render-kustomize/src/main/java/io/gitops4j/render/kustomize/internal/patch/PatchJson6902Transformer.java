package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.transform.Transformer;
import java.util.Optional;

/**
 * One entry of {@code patchesJson6902}: a JSON patch, inline or in a file, for the objects of a target that has a name ({@code
 * api/internal/builtins/PatchJson6902Transformer.go}).
 */
public final class PatchJson6902Transformer implements Transformer {
    private static final String NAME = "PatchJson6902Transformer";

    private final JsonPatching patch;
    private final Selector target;

    private PatchJson6902Transformer(
            Settings settings, Optional<Settings> target, String inline, PatchContext context) {
        this.target = target.map(Selector::read)
                .filter(Selector::isNamed)
                .orElseThrow(() -> refused(settings.where(), "must specify the target name"));
        boolean isInline = !settings.text(inline).isEmpty();
        String path = settings.text("path");
        if (!isInline && path.isEmpty()) {
            throw refused(settings.where(), "empty file path and empty jsonOp: write a patch or name its file");
        }
        if (isInline && !path.isEmpty()) {
            throw refused(settings.where(), "must specify a file path or jsonOp, not both");
        }
        PatchText text = PatchText.of(settings, inline, "path", context);
        if (text.content().length == 0) {
            throw refused(settings.where("path"), "patch file '" + path + "' empty seems to be empty");
        }
        PatchText.Json json = json(text);
        if (json.patch().isEmpty()) {
            throw refused(text.where(), "patch appears to be empty; file=" + path);
        }
        this.patch = new JsonPatching(json, NAME, settings.where());
    }

    private static PatchText.Json json(PatchText text) {
        try {
            return text.json();
        } catch (GitOpsException failure) {
            Problem problem = failure.problem();
            throw new GitOpsException(
                    Problem.of(problem.code(), problem.where(), "decoding " + text.named() + ": " + problem.message()));
        }
    }

    /**
     * The transformer of an entry of {@code patchesJson6902}.
     *
     * @throws GitOpsException where its patch cannot be read, with its place
     */
    public static PatchJson6902Transformer read(Settings settings, PatchContext context) {
        Optional<Settings> target = settings.map("target");
        PatchJson6902Transformer transformer = new PatchJson6902Transformer(settings, target, "patch", context);
        target.ifPresent(Settings::rejectUnknown);
        settings.map("options").ifPresent(PatchOptions::read);
        settings.rejectUnknown();
        return transformer;
    }

    /** The transformer that a plugin's configuration is: the patch in {@code jsonOp} or the file in {@code path}. */
    public static Transformer ofPlugin(Settings config, PatchContext context) {
        return new PatchJson6902Transformer(config, config.map("target"), "jsonOp", context);
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
        for (int position : target.positions(items)) {
            items.set(position, patch.apply(items.get(position)));
        }
    }
}
