package io.gitops4j.core.render;

import io.gitops4j.core.text.TextLimits;

/**
 * What a rendering may cost; a hostile repository meets them as errors with {@link io.gitops4j.core.Code#LIMIT}.
 *
 * @param files the most files read
 * @param bytes the most bytes read, over all files
 * @param depth the deepest nesting of folders, and of units such as bases
 * @param manifests the most objects produced
 * @param text the limits of each file
 */
public record RenderLimits(int files, long bytes, int depth, int manifests, TextLimits text) {
    /** 20,000 files, 256 MiB, 64 levels, 50,000 objects, and the text limits' defaults. */
    public static RenderLimits defaults() {
        return new RenderLimits(20_000, 256L << 20, 64, 50_000, TextLimits.defaults());
    }
}
