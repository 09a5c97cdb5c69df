package io.gitops4j.git;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.Source;
import io.gitops4j.core.source.SourceRef;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads Git repositories: local ones by path or {@code file://}, remote ones by {@code https://} and {@code http://},
 * anonymously. Everything else is refused, above all {@code ext::} addresses.
 *
 * <pre>{@code
 * try (GitSource git = GitSource.create()) {
 *     Revision revision = git.resolve(SourceRef.of("git", "https://git.example/shop.git", "main"), Cancellation.none());
 *     try (Snapshot snapshot = git.open(revision, Cancellation.none())) {
 *         byte[] text = snapshot.read(RepoPath.of("deploy/web.yaml"), 1 << 20);
 *     }
 * }
 * }</pre>
 *
 * <p>A ref is empty for the default branch, a branch, a tag, a full name such as {@code refs/heads/main}, or a whole commit
 * id, which is resolved without asking the repository. Tags are peeled: {@link Revision#id()} is always a commit.
 *
 * <p>Remote repositories are fetched one commit at a time, without history, into the cache, which several threads and
 * processes may share; a commit that is there is opened without the network. Redirects are followed on the same server only.
 * The server must speak smart HTTP. Local repositories are read where they lie.
 *
 * <p>{@link Revision#replaced()} tells of a force-push: of a ref that this cache has seen elsewhere before, at a commit that
 * the new one does not contain. It is known from the first {@link #open} of the new tip on, and stays until the ref moves
 * again. Where the history between the two is larger than {@link Builder#maxFetchBytes}, the tip counts as replaced.
 *
 * <p>Configuration of the user or the system, environment variables, hooks, filters and credential helpers of Git are not
 * read and not run. Proxies are those of the JVM.
 *
 * <p>Besides the codes of {@link Source}: {@link Code#FORBIDDEN} where a server refuses anonymous access, {@link Code#LIMIT}
 * where it sends more than the limit, {@link Code#SOURCE_REFUSED} where it redirects elsewhere, {@link Code#NOT_SUPPORTED} for
 * other transports, for credentials, and for repositories with SHA-256 ids or reftables.
 */
public final class GitSource implements Source {
    private final CacheRoot root;
    private final Duration timeout;
    private final long maxFetchBytes;
    private final long maxObjectBytes;
    private final Set<NetworkCall> calls = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable HttpClient client;

    private GitSource(Builder builder) {
        this.root = new CacheRoot(builder.cache);
        this.timeout = builder.timeout;
        this.maxFetchBytes = builder.maxFetchBytes;
        this.maxObjectBytes = builder.maxObjectBytes;
    }

    /** The client of all calls; made at the first one, because it has a thread. */
    private synchronized HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(timeout)
                    .build();
            client = known;
        }
        return known;
    }

    /** A source with a temporary cache that is removed when the source and its snapshots are closed. */
    public static GitSource create() {
        return builder().build();
    }

    /** Starts a source with settings of its own. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String type() {
        return Git.TYPE;
    }

    @Override
    public Revision resolve(SourceRef ref, Cancellation cancellation) {
        Address address = checked(ref);
        cancellation.check();
        if (Refs.isCommit(ref.ref())) {
            String id = ref.ref().toLowerCase(Locale.ROOT);
            return Revision.of(ref, id, id);
        }
        if (address instanceof Address.Local local) {
            return new LocalReader(local, root).resolve(ref, cancellation);
        }
        try (NetworkCall call = call(address, cancellation)) {
            return reader((Address.Remote) address, call).resolve(ref);
        }
    }

    @Override
    public Snapshot open(Revision revision, Cancellation cancellation) {
        Address address = checked(revision.source());
        cancellation.check();
        if (!Refs.isCommit(revision.id())) {
            throw Problems.configuration(
                    address.shown(), "\"" + revision.id() + "\" is no commit id of 40 characters.");
        }
        if (address instanceof Address.Local local) {
            return new LocalReader(local, root).open(revision, cancellation);
        }
        try (NetworkCall call = call(address, cancellation)) {
            return reader((Address.Remote) address, call).open(revision);
        }
    }

    private Address checked(SourceRef ref) {
        if (closed.get()) {
            throw new IllegalStateException("this GitSource is closed");
        }
        if (!ref.type().equals(Git.TYPE)) {
            throw new IllegalArgumentException("a GitSource reads sources of type git, not " + ref.type());
        }
        Address address = Address.of(ref.address());
        if (ref.credential().isPresent()) {
            throw Problems.notSupported(
                    address.shown(),
                    "The source names the credential " + ref.credential().get()
                            + ", and credentials are not supported yet: repositories are read anonymously.");
        }
        return address;
    }

    private NetworkCall call(Address address, Cancellation cancellation) {
        NetworkCall call = new NetworkCall(address.shown(), cancellation, timeout, maxFetchBytes, calls::remove);
        calls.add(call);
        if (closed.get()) {
            call.sourceClosed();
        }
        return call;
    }

    private RemoteReader reader(Address.Remote address, NetworkCall call) {
        return new RemoteReader(address, root, new RemoteRepository(address, client(), call), maxObjectBytes);
    }

    /** Ends fetches, which then throw {@link Code#CANCELLED}; a later call throws {@link IllegalStateException}. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            calls.forEach(NetworkCall::sourceClosed);
            root.release();
            synchronized (this) {
                client = null;
            }
        }
    }

    @Override
    public String toString() {
        return "GitSource";
    }

    /** Settings of a {@link GitSource}. */
    public static final class Builder {
        private @Nullable Path cache;
        private Duration timeout = Duration.ofSeconds(30);
        private long maxFetchBytes = 512L << 20;
        private long maxObjectBytes = 128L << 20;

        private Builder() {}

        /**
         * Keeps what is fetched in {@code folder}, made where it is missing, across restarts. Other processes may use the
         * same. It holds all that was fetched: only this host may read it.
         */
        public Builder cache(Path folder) {
            this.cache = folder.toAbsolutePath().normalize();
            return this;
        }

        /**
         * How long to wait for a connection, and each time for the server's next bytes; 30 seconds unless set. The whole
         * operation ends with the caller's {@link Cancellation}.
         */
        public Builder timeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException("the timeout is positive, not " + timeout);
            }
            this.timeout = timeout;
            return this;
        }

        /** The most bytes that one call may receive from a server; 512 MiB unless set. */
        public Builder maxFetchBytes(long bytes) {
            this.maxFetchBytes = positive(bytes);
            return this;
        }

        /**
         * The most bytes that one file, folder or commit that is fetched may have when it is unpacked; 128 MiB unless set.
         * A larger one anywhere in the tree fails the fetch: this bounds the memory that a hostile pack can take.
         */
        public Builder maxObjectBytes(long bytes) {
            this.maxObjectBytes = positive(bytes);
            return this;
        }

        private static long positive(long bytes) {
            if (bytes <= 0) {
                throw new IllegalArgumentException("the limit is positive, not " + bytes);
            }
            return bytes;
        }

        /** The source. */
        public GitSource build() {
            return new GitSource(this);
        }
    }
}
