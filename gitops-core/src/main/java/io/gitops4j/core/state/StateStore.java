package io.gitops4j.core.state;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what outlives a process. Safe for any number of threads; several processes may share one store where the
 * implementation says so. What a method has written is durable when it returns: it survives the death of the process, and of
 * the machine where the implementation says so. Every method throws {@link GitOpsException} with {@link Code#STATE} where the
 * store cannot be read or written.
 */
public interface StateStore extends AutoCloseable {

    /** A store that lives as long as the process: for tests, trials, and hosts that may forget. It survives its own close. */
    static StateStore inMemory() {
        return new InMemoryStateStore(InstantSource.system());
    }

    /** The store of {@link #inMemory()}, whose claims end by {@code clock}. */
    static StateStore inMemory(InstantSource clock) {
        return new InMemoryStateStore(clock);
    }

    /**
     * The key of this store's installation, at least 32 random bytes, made when the store was first used and the same ever
     * after. The caller may overwrite the array.
     *
     * @param installation the name of the installation, recorded at the first call
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where the store recorded another installation
     */
    byte[] bind(String installation);

    /**
     * Claims an application for {@code holder}, or nothing where somebody else holds it now. A holder that claims again what
     * it holds gets a new token, and its old one is void.
     *
     * @param holder a word that is unique to the process, or thread, that asks
     * @param ttl how long the claim holds unless it is renewed
     */
    Optional<Claim> claim(ApplicationId id, String holder, Duration ttl);

    /** Prolongs a claim; false where it ended, or somebody else claimed since. */
    boolean renew(Claim claim, Duration ttl);

    /** Gives a claim back; nothing where it ended already. */
    void release(Claim claim);

    /** What is stored of an application; the empty state where nothing is. Needs no claim. */
    ApplicationState load(ApplicationId id);

    /** The applications that something is stored of, sorted. */
    List<ApplicationId> applications();

    /**
     * Makes a change, all of it or none.
     *
     * @throws GitOpsException with {@link Code#HELD_ELSEWHERE} where the claim is void
     */
    void commit(Claim claim, StateChange change);

    /**
     * Adds to the journal of the open run, all entries or, where the process dies, the first ones.
     *
     * @throws GitOpsException with {@link Code#HELD_ELSEWHERE} where the claim is void; {@link IllegalArgumentException}
     *     where that run is not open
     */
    void append(Claim claim, RunId run, List<JournalEntry> entries);

    /**
     * The runs that ended, newest first.
     *
     * @param before only those before this run; empty for the newest
     * @param limit the most to return, at least 1
     */
    List<Run> history(ApplicationId id, Optional<RunId> before, int limit);

    /** Frees what is held; claims stay until they end. */
    @Override
    void close();
}
