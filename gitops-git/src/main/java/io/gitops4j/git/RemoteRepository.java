package io.gitops4j.git;

import io.gitops4j.core.GitOpsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** A repository behind smart HTTP, for one call: lists refs and fetches packs, anonymously. */
final class RemoteRepository {
    private final Address.Remote address;
    private final HttpClient client;
    private final NetworkCall call;
    private FirstLines.Offered offered = FirstLines.Offered.MAY_BE_UNKNOWN;

    RemoteRepository(Address.Remote address, HttpClient client, NetworkCall call) {
        this.address = address;
        this.client = client;
        this.call = call;
    }

    NetworkCall call() {
        return call;
    }

    HttpClient client() {
        return client;
    }

    /** The server does not do what was asked for: it lacks the feature, or does not hand out that object. */
    static final class Declined extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Whether {@code target} is on the server of the address: same host and port, and never from https to http. */
    boolean sameServer(URI target) {
        URI own = address.uri();
        if (target.getScheme() == null || !own.getHost().equalsIgnoreCase(target.getHost())) {
            return false;
        }
        String from = own.getScheme().toLowerCase(Locale.ROOT);
        String to = target.getScheme().toLowerCase(Locale.ROOT);
        boolean upgraded = from.equals("http") && to.equals("https");
        return upgraded && port(own) == 80 && port(target) == 443 || from.equals(to) && port(own) == port(target);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** The refs whose names start with one of {@code prefixes}; a server of the old protocol sends more. */
    Refs refs(Collection<String> prefixes) {
        try (Transport transport = transport(PackFolder.none());
                FetchConnection connection = transport.openFetch(List.of(), prefixes.toArray(String[]::new))) {
            call.check();
            return refs(connection);
        } catch (TransportException | NotSupportedException e) {
            throw failed(e);
        }
    }

    private static Refs refs(FetchConnection connection) {
        Map<String, String> ids = new LinkedHashMap<>();
        String head = null;
        for (Ref ref : connection.getRefs()) {
            ObjectId peeled = ref.getPeeledObjectId();
            ObjectId id = peeled == null ? ref.getObjectId() : peeled;
            if (id != null) {
                ids.put(ref.getName(), id.name());
            }
            if (ref.getName().equals(Refs.HEAD) && ref.isSymbolic()) {
                head = ref.getTarget().getName();
                if (id != null) {
                    ids.put(head, id.name());
                }
            }
        }
        return new Refs(ids, head);
    }

    /** Fetches {@code want} without its history, given that the commits {@code have} are whole. */
    void fetchOne(PackFolder into, String ref, ObjectId want, Set<ObjectId> have) throws Declined {
        into.offer(have);
        try (Transport transport = transport(into)) {
            transport.setDepth(1);
            fetch(transport, ref, Set.of(want), have);
        } finally {
            into.offer(Set.of());
        }
    }

    /** Fetches everything that {@code wants} contain. */
    void fetchAll(PackFolder into, String ref, Set<ObjectId> wants) throws Declined {
        try (Transport transport = transport(into)) {
            fetch(transport, ref, wants, Set.of());
        }
    }

    /**
     * Fetches the commits that {@code want} contains and {@code older} does not.
     *
     * @param commitsOnly asks for no folders and files, which not every server offers
     * @return false where the server does not know {@code older}; nothing was fetched then
     */
    boolean fetchSince(PackFolder into, String ref, ObjectId want, ObjectId older, CommitsOnly commitsOnly)
            throws Declined {
        into.pretend(older);
        offered = FirstLines.Offered.MUST_BE_KNOWN;
        try (Transport transport = transport(into)) {
            transport.setFetchThin(false);
            if (commitsOnly == CommitsOnly.YES) {
                transport.setFilterSpec(FilterSpec.fromFilterLine("tree:0"));
            }
            fetch(transport, ref, Set.of(want), Set.of(older));
            return true;
        } catch (PackProtocolException e) {
            throw new IllegalStateException("tree:0 is a filter", e);
        } catch (FirstLines.Nak unknown) {
            return false;
        } finally {
            offered = FirstLines.Offered.MAY_BE_UNKNOWN;
        }
    }

    /** Whether to leave out folders and files. */
    enum CommitsOnly {
        YES,
        NO
    }

    private void fetch(Transport transport, String ref, Set<ObjectId> wants, Set<ObjectId> have) throws Declined {
        List<Ref> wanted = wants.stream()
                .<Ref>map(id -> new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, ref, id))
                .toList();
        try (FetchConnection connection = transport.openFetch(List.of(), ref)) {
            connection.fetch(call, wanted, have);
            call.check();
        } catch (TransportException | NotSupportedException e) {
            for (Throwable at = e; at != null; at = at.getCause()) {
                if (at instanceof FirstLines.Nak unknown) {
                    throw unknown;
                }
            }
            if (call.failure() == null && declined(e)) {
                throw new Declined();
            }
            throw failed(e);
        }
    }

    private static boolean declined(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof FirstLines.Err
                    || at instanceof RemoteRepositoryException
                    || at instanceof PackProtocolException) {
                return true;
            }
        }
        return false;
    }

    private GitOpsException failed(Exception e) {
        GitOpsException known = call.failure();
        if (known != null) {
            return known;
        }
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof TooLargeObjectInPackException) {
                return Problems.limit(
                        call.repository(),
                        "The server sends an object that unpacks to more than the limit of an object; raise it with "
                                + "GitSource.builder().maxObjectBytes().");
            }
            if (at instanceof FirstLines.Err || at instanceof RemoteRepositoryException) {
                return Problems.unavailable(
                        call.repository(), "The server reports an error of its own. Try again later.");
            }
        }
        return Problems.unavailable(
                call.repository(), "The server's answer is no Git protocol, or was cut off. Try again later.");
    }

    /** The body of an answer as JGit may read it. */
    InputStream inspected(InputStream body) throws IOException {
        return FirstLines.of(body, offered);
    }

    private Transport transport(PackFolder into) {
        try {
            Transport transport =
                    Transport.open(into.store(), new URIish(address.uri().toString()));
            if (!(transport instanceof TransportHttp http)) {
                transport.close();
                throw new IllegalStateException("another library has replaced JGit's HTTP transport");
            }
            http.setHttpConnectionFactory(new Factory());
            transport.setTagOpt(TagOpt.NO_TAGS);
            return transport;
        } catch (NotSupportedException | TransportException | URISyntaxException e) {
            throw Problems.configuration(call.repository(), "This is no valid URL.");
        }
    }

    /** JGit asks for a connection per request; a proxy is the JDK client's business. */
    private final class Factory implements HttpConnectionFactory {
        @Override
        public HttpConnection create(URL url) throws IOException {
            return new HttpExchange(RemoteRepository.this, call, url);
        }

        @Override
        public HttpConnection create(URL url, Proxy proxy) throws IOException {
            return create(url);
        }
    }
}
