package io.gitops4j.render.kustomize.internal.field;

/**
 * A step of a field spec's path.
 *
 * @param key the field that it leads to
 * @param list whether the path says that this is a list
 * @param item whether it names an item of a list, which such a path never needs ({@code kyaml/yaml/fns.go})
 */
record FieldStep(String key, boolean list, boolean item) {
    static FieldStep of(String step) {
        boolean list = step.endsWith("[]");
        String key = list ? step.substring(0, step.length() - 2) : step;
        return new FieldStep(key, list, !key.isEmpty() && meansItem(key));
    }

    /** Whether it leads to no field of a map at all. */
    boolean astray() {
        return item || key.isEmpty();
    }

    private static boolean meansItem(String key) {
        return key.startsWith("[") && key.endsWith("]")
                || key.equals("-")
                || key.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
