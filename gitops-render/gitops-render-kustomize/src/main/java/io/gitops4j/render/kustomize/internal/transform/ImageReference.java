package io.gitops4j.render.kustomize.internal.transform;

/**
 * A reference to a container image: {@code [[host[:port]/]component/]component[:tag][@digest]}
 * ({@code api/internal/image/image.go}).
 *
 * @param name the name with its host
 * @param tag empty for none
 * @param digest with its algorithm, empty for none
 */
record ImageReference(String name, String tag, String digest) {
    static ImageReference parse(String text) {
        // a colon before the first slash is the port's of a host
        int start = Math.max(0, text.indexOf('/'));
        int at = text.indexOf('@', start);
        int colon = text.indexOf(':', start);
        boolean tagged = colon >= 0 && (at < 0 || colon < at);
        int end = at < 0 ? text.length() : at;
        return new ImageReference(
                text.substring(0, tagged ? colon : end),
                tagged ? text.substring(colon + 1, end) : "",
                at < 0 ? "" : text.substring(at + 1));
    }

    @Override
    public String toString() {
        return name + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
