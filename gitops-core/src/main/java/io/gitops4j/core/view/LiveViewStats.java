package io.gitops4j.core.view;

import io.gitops4j.core.resource.GroupKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a live view holds now.
 *
 * @param cluster the cluster's name
 * @param identity as whom it is read; empty for the host's own
 * @param feeds the kinds that are watched, or that were to be and are read by key
 * @param objects how many objects are held
 * @param estimatedBytes about how much memory they take, rather too high
 */
public record LiveViewStats(
        String cluster, Optional<String> identity, List<Feed> feeds, int objects, long estimatedBytes) {
    /** Keeps an unmodifiable copy. */
    public LiveViewStats {
        feeds = List.copyOf(feeds);
    }

    /** How a kind is read. */
    public enum Mode {
        /** From memory, kept up to date by a watch. */
        WATCHED,
        /** One by one until the watch is there, or there again. */
        STARTING,
        /** One by one; {@link Feed#reason} says why. */
        BY_KEY
    }

    /**
     * One list and watch.
     *
     * @param kind the kind
     * @param version the version that it is read in
     * @param namespace the namespace that is watched; empty for all
     * @param mode how it is read
     * @param since since when it is read so
     * @param reason why it is not watched, where it is not
     */
    public record Feed(
            GroupKind kind, String version, String namespace, Mode mode, Instant since, Optional<String> reason) {}
}
