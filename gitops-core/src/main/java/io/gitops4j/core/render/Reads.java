package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a rendering read: what it looked up, found or missed, in its snapshot, the other sources it opened, and the facts
 * it used. The same answers give the same objects, so this is the key of a cache, and tells which changes wake whom. Recorded
 * by core. Immutable.
 *
 * <p>Of a file its content counts, of a folder that it is one, of a listing the names and what each is: a change of a file
 * that was listed but never read changes nothing. The revision counts only where the renderer asked for it.
 */
public final class Reads {
    private final SortedMap<String, String> lookups;
    private final Map<RepoPath, Answer> answers;
    private final String revision;
    private final Map<String, String> imports;
    private final SortedMap<String, Optional<String>> facts;
    private final boolean everyFact;

    Reads(
            Map<RepoPath, Answer> answers,
            String revision,
            Map<String, String> imports,
            Map<String, Optional<String>> facts,
            boolean everyFact) {
        this.answers = Collections.unmodifiableMap(new TreeMap<>(answers));
        this.revision = revision;
        this.imports = Collections.unmodifiableMap(new TreeMap<>(imports));
        this.facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        this.everyFact = everyFact;
        SortedMap<String, String> lookups = new TreeMap<>();
        this.answers.forEach((path, answer) -> lookups.put(path.toString(), answer.text()));
        this.lookups = Collections.unmodifiableSortedMap(lookups);
    }

    /**
     * What a snapshot answers for one path: what {@code find} found ({@code missing} for nothing), and the digest of a
     * listing, empty where none was asked for.
     */
    record Answer(String found, String listing) {
        static final String REFUSED = "refused";

        String text() {
            return listing.isEmpty() ? found : found + " listing " + listing;
        }
    }

    /** The paths that were looked up, found or not, sorted; unmodifiable. */
    public Set<RepoPath> paths() {
        return Collections.unmodifiableSet(new TreeSet<>(answers.keySet()));
    }

    /**
     * The ids of the revisions of the other sources that were opened, by the text of their refs, sorted; empty for one that
     * could not be opened. Unmodifiable.
     */
    public Map<String, String> imports() {
        return imports;
    }

    /** The facts that were asked for by name, sorted, empty where there was none; unmodifiable. */
    public Map<String, Optional<String>> facts() {
        return facts;
    }

    /**
     * Whether every lookup would be answered the same in {@code snapshot}.
     *
     * @throws GitOpsException with {@link Code#SOURCE_UNAVAILABLE} where the snapshot cannot be read
     */
    public boolean stillHolds(Snapshot snapshot) {
        boolean sameRevision =
                revision.isEmpty() || revision.equals(snapshot.revision().id());
        return sameRevision
                && answers.entrySet().stream().allMatch(entry -> {
                    boolean listed = !entry.getValue().listing().isEmpty();
                    return !entry.getValue().found().equals(Answer.REFUSED)
                            && Answers.of(snapshot, entry.getKey(), listed).equals(entry.getValue());
                });
    }

    /** Whether every fact that was used is the same in {@code now}. */
    public boolean stillHolds(Facts now) {
        Map<String, String> all = now.values();
        boolean known = facts.entrySet().stream()
                .allMatch(fact -> fact.getValue().equals(Optional.ofNullable(all.get(fact.getKey()))));
        return known && (!everyFact || all.keySet().equals(facts.keySet()));
    }

    /**
     * The whole as lines that stay the same for the same reads: sorted, each beginning with {@code path}, {@code revision},
     * {@code import} or {@code fact}. Names are quoted, so that no file name can forge a line.
     */
    public List<String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lookups.forEach((path, answer) -> lines.put("path " + Answers.quoted(path), answer));
        if (!revision.isEmpty()) {
            lines.put("revision", Answers.quoted(revision));
        }
        imports.forEach((ref, revision) -> lines.put("import " + Answers.quoted(ref), Answers.quoted(revision)));
        facts.forEach((name, value) -> lines.put(
                "fact " + Answers.quoted(name), value.map(Answers::quoted).orElse("missing")));
        if (everyFact) {
            lines.put("fact *", "only these");
        }
        return lines.entrySet().stream()
                .map(line -> line.getKey() + " " + line.getValue())
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reads that
                && answers.equals(that.answers)
                && revision.equals(that.revision)
                && imports.equals(that.imports)
                && facts.equals(that.facts)
                && everyFact == that.everyFact;
    }

    @Override
    public int hashCode() {
        return Objects.hash(answers, revision, imports, facts, everyFact);
    }

    /** How much was read. */
    @Override
    public String toString() {
        return answers.size() + " paths, " + imports.size() + " imports, " + facts.size() + " facts";
    }
}
