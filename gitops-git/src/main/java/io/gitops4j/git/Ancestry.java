package io.gitops4j.git;

import io.gitops4j.core.Cancellation;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Whether one commit contains another, that is whether a ref that moved from one to the other was only advanced.
 *
 * <p>A shallow cache often cannot tell: it holds the two commits and nothing between them. Then the server is asked for "the
 * new tip, given that I have all of the old one" into a folder that is thrown away ({@link
 * RemoteRepository#fetchSince}). By the protocol the answer holds every commit of the new tip that the old one does not
 * contain, so the old tip is contained exactly where one of those names it as a parent. The cost is that of an ordinary
 * incremental fetch, without files where the server can leave them out; a server that no longer knows the old tip has
 * answered the question.
 */
enum Ancestry {
    /** It does. */
    CONTAINED,
    /** It does not: all of its history is here. */
    NOT_CONTAINED,
    /** Some of its history is not here, and what is here does not hold it. */
    INCOMPLETE;

    /** Looks through the history of {@code tip}, newest first. */
    static Ancestry of(ObjectReader reader, ObjectId tip, ObjectId older, Cancellation cancellation)
            throws IOException {
        if (tip.equals(older)) {
            return CONTAINED;
        }
        PriorityQueue<RawCommit> next =
                new PriorityQueue<>(Comparator.comparingLong(RawCommit::time).reversed());
        Set<ObjectId> seen = new HashSet<>();
        boolean incomplete = !add(tip, reader, next);
        seen.add(tip);
        while (!next.isEmpty()) {
            cancellation.check();
            for (ObjectId parent : next.remove().parents()) {
                if (parent.equals(older)) {
                    return CONTAINED;
                }
                if (seen.add(parent)) {
                    incomplete |= !add(parent, reader, next);
                }
            }
        }
        return incomplete ? INCOMPLETE : NOT_CONTAINED;
    }

    private static boolean add(ObjectId id, ObjectReader reader, PriorityQueue<RawCommit> next) throws IOException {
        try {
            next.add(RawCommit.read(reader, id));
            return true;
        } catch (MissingObjectException notHere) {
            return false;
        }
    }
}
