package io.gitops4j.embedded;

/**
 * How many requests the adapter was asked for since the cluster began: what a real API server would have seen. Edits by
 * actors and what the cluster does by itself do not count.
 *
 * @param discover calls to discover
 * @param get keys read one by one
 * @param list lists
 * @param watch watches begun
 * @param apply applies but dry runs
 * @param delete deletions but dry runs
 * @param dryRun writes that were only tried
 */
public record Requests(long discover, long get, long list, long watch, long apply, long delete, long dryRun) {
    /** Those that may have changed something. */
    public long writes() {
        return apply + delete;
    }

    /** Those that only read. */
    public long reads() {
        return discover + get + list + watch;
    }

    /** Those that came after {@code earlier}. */
    public Requests since(Requests earlier) {
        return new Requests(
                discover - earlier.discover,
                get - earlier.get,
                list - earlier.list,
                watch - earlier.watch,
                apply - earlier.apply,
                delete - earlier.delete,
                dryRun - earlier.dryRun);
    }
}
