package io.gitops4j.git;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Some refs of a repository.
 *
 * @param ids what each points to, by full name; tags peeled
 * @param head the full name of the ref that {@code HEAD} points to, where that is known
 */
record Refs(Map<String, String> ids, @Nullable String head) {
    static final String HEAD = "HEAD";
    static final String BRANCHES = "refs/heads/";
    static final String TAGS = "refs/tags/";

    /** What a ref as written means: the full name and the commit. */
    record Chosen(String ref, String id) {}

    /** Whether {@code ref} is a whole commit id, which needs no look-up. */
    static boolean isCommit(String ref) {
        return ref.length() == 40 && ObjectId.isId(ref.toLowerCase(Locale.ROOT));
    }

    /**
     * The full names that {@code ref} as written can mean.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is no name of a ref
     */
    static List<String> candidates(String ref, String repository) {
        if (ref.isEmpty() || ref.equals(HEAD)) {
            return List.of(HEAD);
        }
        List<String> names = ref.startsWith("refs/") ? List.of(ref) : List.of(BRANCHES + ref, TAGS + ref);
        if (ref.startsWith("-") || !names.stream().allMatch(Repository::isValidRefName)) {
            throw Problems.configuration(
                    repository,
                    "\"" + Address.shown(ref)
                            + "\" is no name of a ref. Give a branch, a tag, a full name such as refs/heads/main, "
                            + "or a commit id of 40 characters; expressions such as main~1 are not supported.");
        }
        return names;
    }

    /**
     * What {@code ref} means among these, which hold at least those of its {@link #candidates} that exist.
     *
     * @param all all branches and tags, asked for where the ref is unknown
     */
    Chosen choose(String ref, String repository, Supplier<Refs> all) {
        if (ref.isEmpty() || ref.equals(HEAD)) {
            return chooseHead(repository);
        }
        List<String> found =
                candidates(ref, repository).stream().filter(ids::containsKey).toList();
        if (found.isEmpty()) {
            throw unknown(ref, repository, all.get());
        }
        long targets = found.stream().map(ids::get).distinct().count();
        if (targets > 1) {
            throw Problems.configuration(
                    repository,
                    "\"" + ref + "\" is both a branch and a tag, at different commits. Write "
                            + String.join(" or ", found) + ".");
        }
        return chosen(found.get(0));
    }

    private Chosen chooseHead(String repository) {
        if (head != null && ids.containsKey(head)) {
            return chosen(head);
        }
        if (ids.containsKey(HEAD)) {
            return chosen(HEAD);
        }
        throw Problems.notFound(
                repository,
                (head == null
                                ? "The repository has no default branch"
                                : "The default branch " + head + " does not exist")
                        + ": push a first commit, or name a branch.");
    }

    private Chosen chosen(String name) {
        return new Chosen(name, Objects.requireNonNull(ids.get(name)));
    }

    private static GitOpsException unknown(String ref, String repository, Refs all) {
        if (ref.matches("[0-9a-fA-F]{4,39}")) {
            return Problems.configuration(
                    repository,
                    "\"" + ref
                            + "\" is no branch and no tag. Where it is meant as a commit id, give all 40 characters: "
                            + "a server does not look up abbreviated ids.");
        }
        List<String> similar = similar(ref, all);
        return Problems.notFound(
                repository,
                (ref.startsWith("refs/") ? "There is no ref " : "There is no branch and no tag ") + "\"" + ref + "\""
                        + (similar.isEmpty()
                                ? "; the repository has no branches and no tags."
                                : "; there is " + String.join(", ", similar) + "."));
    }

    private static List<String> similar(String ref, Refs all) {
        String wanted = simple(ref);
        List<String> names = new ArrayList<>(all.ids().keySet());
        names.remove(HEAD);
        names.sort(Comparator.<String>comparingInt(name -> distance(wanted, simple(name)))
                .thenComparing(Comparator.naturalOrder()));
        return names.stream().limit(3).collect(Collectors.toList());
    }

    private static String simple(String ref) {
        return ref.replaceFirst("^refs/(heads|tags)/", "").toLowerCase(Locale.ROOT);
    }

    /** The number of letters to add, remove or replace (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
