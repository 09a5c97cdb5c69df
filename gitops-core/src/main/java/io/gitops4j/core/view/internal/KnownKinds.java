package io.gitops4j.core.view.internal;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster serves, asked for again when that may have changed: a definition was seen to change, or was written by us; a
 * kind is asked for that is not known; some groups could not be asked; or it is old.
 */
final class KnownKinds {
    /**
     * What says that kinds come and go, the better one first: the API server keeps an APIService for each group and version of
     * definitions, and lists of definitions may be huge for the schemas in them.
     */
    static final List<GroupKind> DEFINING = List.of(
            new GroupKind("apiregistration.k8s.io", "APIService"),
            new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"));

    private static final Duration WATCHED = Duration.ofMinutes(10);
    private static final Duration UNWATCHED = Duration.ofMinutes(1);
    private static final Duration FAILING = Duration.ofSeconds(10);
    private static final Duration UNKNOWN = Duration.ofSeconds(3);

    private final LiveView view;
    private @Nullable Discovery last;
    private Instant at = Instant.MIN;
    private Instant tried = Instant.MIN;
    private Instant missed = Instant.MIN;
    /** How often kinds may have come or gone. */
    private long moves;

    private long movesThen;
    private @Nullable KindView definitions;

    KnownKinds(LiveView view) {
        this.view = view;
    }

    /** Kinds may have come or gone. Under the view's lock. */
    void moved() {
        moves++;
    }

    /**
     * What is served, asked for anew where it may have changed, or lacks a kind of {@code manifests}.
     *
     * @throws GitOpsException as {@link io.gitops4j.core.cluster.ClusterAdapter#discover} does
     */
    Discovery covering(Collection<Manifest> manifests, Cancellation cancellation) {
        Discovery known;
        synchronized (view.lock()) {
            known = current();
            if (known != null) {
                Instant now = view.now();
                boolean asked = missed.plus(UNKNOWN).isAfter(now);
                if (asked || covers(known, manifests)) {
                    return known;
                }
                missed = now;
            }
        }
        return fresh(cancellation);
    }

    private static boolean covers(Discovery known, Collection<Manifest> manifests) {
        return manifests.stream()
                .allMatch(manifest -> known.find(manifest.groupKind())
                        .filter(kind -> kind.versions().contains(GroupKind.versionOf(manifest.apiVersion())))
                        .isPresent());
    }

    private @Nullable Discovery current() {
        Discovery known = last;
        if (known == null || movesThen != moves) {
            return null;
        }
        Duration most = !known.failures().isEmpty() ? FAILING : followed() ? WATCHED : UNWATCHED;
        return at.plus(most).isAfter(view.now()) ? known : null;
    }

    private boolean followed() {
        KindView watched = definitions;
        return watched != null && watched.watchedEverywhere();
    }

    /** What is served now. */
    Discovery fresh(Cancellation cancellation) {
        long before;
        synchronized (view.lock()) {
            before = moves;
            tried = view.now();
        }
        Discovery discovery = view.adapter().discover(cancellation);
        synchronized (view.lock()) {
            if (last == null || before >= movesThen) {
                last = discovery;
                at = view.now();
                movesThen = before;
            }
        }
        return discovery;
    }

    /** What is known to be served, asked for anew now and then where that may have changed; fails for nothing but cancellation. */
    Optional<Discovery> known(Cancellation cancellation) {
        synchronized (view.lock()) {
            boolean tooSoon = tried.plus(UNKNOWN).isAfter(view.now()) && movesThen == moves;
            if (current() != null || tooSoon) {
                return Optional.ofNullable(last);
            }
        }
        try {
            return Optional.of(fresh(cancellation));
        } catch (GitOpsException e) {
            cancellation.check();
            synchronized (view.lock()) {
                return Optional.ofNullable(last);
            }
        }
    }

    /** Nobody has an interest in any object. Under the view's lock. */
    void unfollow() {
        definitions = null;
    }

    /** Begins to watch what says that kinds come and go. */
    void follow(Cancellation cancellation) {
        KindView watched;
        synchronized (view.lock()) {
            if (definitions == null && last != null) {
                Discovery known = last;
                definitions = DEFINING.stream()
                        .flatMap(kind -> known.find(kind).stream())
                        .findFirst()
                        .map(view::pinned)
                        .orElse(null);
            }
            watched = definitions;
        }
        if (watched != null) {
            watched.begin(cancellation);
        }
    }
}
