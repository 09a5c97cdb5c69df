package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.render.kustomize.internal.resource.Item;
import java.util.List;

/** Whether two objects were renamed by the same layers ({@code api/resource/resource.go}, {@code PrefixesSuffixesEquals}). */
final class Affixes {
    private Affixes() {}

    /** Whether they may be, where one without prefixes or suffixes says nothing of them. */
    static boolean mayBeOne(Item a, Item b) {
        return mayAgree(a.prefixes(), b.prefixes()) && mayAgree(a.suffixes(), b.suffixes());
    }

    /** Whether they are. */
    static boolean areOne(Item a, Item b) {
        return agree(a.prefixes(), b.prefixes()) && agree(a.suffixes(), b.suffixes());
    }

    private static boolean mayAgree(List<String> a, List<String> b) {
        return a.isEmpty() || b.isEmpty() || agree(a, b);
    }

    /** Whether one list ends as the whole of the other; one that is empty alone does not. */
    private static boolean agree(List<String> a, List<String> b) {
        List<String> shorter = a.size() <= b.size() ? a : b;
        List<String> longer = a.size() <= b.size() ? b : a;
        return shorter.isEmpty()
                ? longer.isEmpty()
                : longer.subList(longer.size() - shorter.size(), longer.size()).equals(shorter);
    }
}
