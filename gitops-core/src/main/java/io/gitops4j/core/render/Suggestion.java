package io.gitops4j.core.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What somebody may have meant by a name that does not exist. */
public final class Suggestion {
    private static final int LONGEST = 100;

    private Suggestion() {}

    /** {@code ; did you mean "x"?} with the nearest of {@code known}, or nothing where none is near. */
    public static String didYouMean(String given, Collection<String> known) {
        return nearest(given, known)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("");
    }

    /** The nearest of {@code known}: at most a third of its letters differ. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        return near(given, known).stream().findFirst();
    }

    /** All of {@code known} that are near, the nearest first. */
    static List<String> near(String given, Collection<String> known) {
        Map<String, Integer> distances = new TreeMap<>();
        for (String name : known) {
            int most = Math.max(1, Math.min(given.length(), name.length()) / 3);
            if (Math.abs(given.length() - name.length()) > most || given.length() > LONGEST) {
                continue;
            }
            int distance = distance(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance <= most) {
                distances.put(name, distance);
            }
        }
        List<String> near = new ArrayList<>(distances.keySet());
        near.sort(Comparator.comparing(distances::get));
        return near;
    }

    /** The edits between both, two neighbours in the wrong order being one. */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edit(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int edit(int[][] edits, String a, String b, int i, int j) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(edits[i - 1][j - 1] + same, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
