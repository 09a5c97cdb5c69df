package io.gitops4j.fuzz;

import java.nio.charset.StandardCharsets;

/** A patch of either kind, and after a line {@code --- # object} the object that it is for. */
final class PatchTarget {
    private static final String OBJECT = RepositoryText.MARK + "object\n";

    /** Of all objects, whatever the patch names. */
    private static final String OF_ALL = """
            resources: [web.yaml, object.yaml]
            patches:
            - path: patch.yaml
              target: {kind: '.*'}
              options: {allowNameChange: true, allowKindChange: true}
            """;
    /** Of the objects that the patch names. */
    private static final String OF_NAMED = """
            resources: [web.yaml, object.yaml]
            patchesStrategicMerge: [patch.yaml]
            """;

    private PatchTarget() {}

    /** Builds with the patch that {@code input} is, twice. */
    public static void fuzzerTestOneInput(byte[] input) {
        String[] parts = new String(input, StandardCharsets.UTF_8).split(OBJECT, 2);
        String files =
                "\n" + file("patch", parts[0]) + "\n" + file("object", parts.length > 1 ? parts[1] : BaseObjects.MAP);
        CheckedBuild.of(OF_ALL + files);
        CheckedBuild.of(OF_NAMED + files);
    }

    private static String file(String name, String text) {
        return RepositoryText.MARK + "file: deploy/" + name + ".yaml\n" + text.replace(RepositoryText.MARK, "");
    }
}
