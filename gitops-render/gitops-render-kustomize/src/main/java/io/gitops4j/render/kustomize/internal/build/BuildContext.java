package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Facts;
import io.gitops4j.core.render.Imports;
import io.gitops4j.core.render.RenderLimits;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Warning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one build may do and what it has done so far. For one thread. */
final class BuildContext {
    /** Objects passed over by transformers, and kustomizations loaded, at most: far more than any build needs. */
    private static final long MOST_STEPS = 200_000_000;
    /** What loading one kustomization counts as. */
    private static final long LOADING = 20_000;

    private final RenderLimits limits;
    private final Cancellation cancellation;
    private final Imports imports;
    private final Facts facts;
    private final FolderCache cache;
    private final Charts charts;
    private final Set<BuiltFolder> checked = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<FolderCache.Key, GitOpsException> failed = new HashMap<>();
    private Set<Warning> warnings = new LinkedHashSet<>();
    private long steps;
    private boolean repeatable = true;

    BuildContext(RenderRequest<?> request, FolderCache cache, Charts charts, Cancellation cancellation) {
        this.limits = request.limits();
        this.cancellation = cancellation;
        this.imports = request.imports();
        this.facts = request.facts();
        this.cache = cache;
        this.charts = charts;
    }

    /** What the folder came to before, in this build or another, where it would come to the same. */
    Optional<BuiltFolder> built(Root root, @Nullable OriginNote note) {
        return root.repository().isEmpty()
                ? cache.find(
                        root.key(note, limits.text()),
                        folder -> folder.isFor(root.chartNamespace()) && folder.holds(root.snapshot(), facts, checked))
                : Optional.empty();
    }

    /** Fails as the folder did before in this build: it would again, and folders that include each other would for ever. */
    void failAgain(Root root, @Nullable OriginNote note) {
        GitOpsException failure = root.repository().isEmpty() ? failed.get(root.key(note, limits.text())) : null;
        if (failure != null) {
            throw failure;
        }
    }

    /** Keeps how a folder failed. */
    void keep(Root root, @Nullable OriginNote note, GitOpsException failure) {
        failed.put(root.key(note, limits.text()), failure);
    }

    /** Keeps what the folder came to. */
    void keep(Root root, @Nullable OriginNote note, BuiltFolder folder) {
        checked.add(folder);
        cache.put(root.key(note, limits.text()), folder);
    }

    /** Begins to collect warnings apart; those so far are what {@link #warnedApart} wants back. */
    Set<Warning> warnApart() {
        Set<Warning> before = warnings;
        warnings = new LinkedHashSet<>();
        return before;
    }

    /** The warnings since {@link #warnApart}, which are then among all others. */
    List<Warning> warnedApart(Set<Warning> before) {
        List<Warning> own = List.copyOf(warnings);
        before.addAll(own);
        warnings = before;
        return own;
    }

    RenderLimits limits() {
        return limits;
    }

    Imports imports() {
        return imports;
    }

    Facts facts() {
        return facts;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    Charts charts() {
        return charts;
    }

    /** Something may come to another thing the next time. */
    void notRepeatable() {
        repeatable = false;
    }

    boolean isRepeatable() {
        return repeatable;
    }

    /** Counts the loading of one kustomization, or of a chart that it names. */
    void loading(Root root, Location where) {
        cancellation.check();
        if (root.depth() > limits.depth()) {
            throw over(where, "kustomizations nest over " + limits.depth() + " levels");
        }
        spend(LOADING, where);
    }

    /** Counts a step over {@code objects}. */
    void passing(int objects, Location where) {
        cancellation.check();
        if (objects > limits.manifests()) {
            throw over(where, "the build has over " + limits.manifests() + " objects");
        }
        spend(objects, where);
    }

    private void spend(long cost, Location where) {
        steps += cost;
        if (steps > MOST_STEPS) {
            throw over(where, "the build takes too many steps; do kustomizations include each other many times?");
        }
    }

    private static GitOpsException over(Location where, String message) {
        return new GitOpsException(Problem.of(Code.LIMIT, where, message));
    }

    void warn(List<Warning> more) {
        warnings.addAll(more);
    }

    List<Warning> warnings() {
        return new ArrayList<>(warnings);
    }
}
