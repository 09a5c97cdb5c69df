package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.Location;
import io.gitops4j.render.kustomize.internal.config.Settings;

/**
 * One of the {@code images} of a kustomization ({@code api/types/image.go}); an empty text leaves what there is.
 *
 * @param name the image to be changed, without tag and digest
 * @param newName its new name
 * @param newTag its new tag, instead of tag and digest
 * @param tagSuffix what its tag takes at the end where there is neither a new tag nor a digest
 * @param digest its new digest, instead of tag and digest
 * @param where the place that asks for it
 */
public record Image(String name, String newName, String newTag, String tagSuffix, String digest, Location where) {
    /** Reads one. */
    public static Image read(Settings settings) {
        return new Image(
                settings.text("name"),
                settings.text("newName"),
                settings.text("newTag"),
                settings.text("tagSuffix"),
                settings.text("digest"),
                settings.where());
    }

    /** What becomes of {@code image}, which is one of that name. */
    String change(String image) {
        ImageReference before = ImageReference.parse(image);
        String tag = before.tag();
        String hash = before.digest();
        if (!newTag.isEmpty() || !digest.isEmpty()) {
            tag = newTag;
            hash = digest;
        } else if (!tagSuffix.isEmpty()) {
            tag += tagSuffix;
            hash = "";
        }
        return new ImageReference(newName.isEmpty() ? before.name() : newName, tag, hash).toString();
    }
}
