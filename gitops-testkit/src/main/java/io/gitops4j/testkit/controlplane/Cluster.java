package io.gitops4j.testkit.controlplane;

import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One running control plane: its folder, its processes and the way to reach them. */
final class Cluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Set<Cluster> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        // the launcher would end the processes too; the folders are for us to remove
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Cluster::close), "control-plane-end"));
    }

    private final Binaries binaries;
    private final Options options;
    private final Folder folder = Folder.create();
    private final Ports ports = Ports.choose();
    private final Flags flags = new Flags(folder, ports);
    private final Identities identities;
    private final AuditLog audit = new AuditLog(folder.at("audit.log"));
    private final List<ServerProcess> processes = new CopyOnWriteArrayList<>();
    private final Object closing = new Object();
    private @Nullable ServerProcess server;
    private volatile @Nullable Connection connection;

    private Cluster(Binaries binaries, Options options) {
        this.binaries = binaries;
        this.options = options;
        this.identities = new Identities(folder, options.users());
    }

    /** Starts all processes and waits until they are of use. */
    static Cluster start(Binaries binaries, Options options) {
        binaries.missing(options.controllers()).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        try {
            return attempt(binaries, options);
        } catch (StartException e) {
            if (e.portTaken()) {
                return attempt(binaries, options);
            }
            throw e;
        }
    }

    private static Cluster attempt(Binaries binaries, Options options) {
        Cluster cluster = new Cluster(binaries, options);
        RUNNING.add(cluster);
        boolean started = false;
        try {
            cluster.boot();
            started = true;
            return cluster;
        } finally {
            if (!started) {
                RUNNING.remove(cluster);
                cluster.endProcesses();
                cluster.folder.keep();
            }
        }
    }

    private void boot() {
        folder.write("launch.sh", Resource.text("launch.sh"));
        SigningKey.write(folder);
        launch("etcd", flags.etcd());
        // beside etcd, not after it: the server tries again until etcd is there
        launchServer();
        awaitServer();
        KubeClient client = client(Identities.HARNESS);
        Grant.fillAggregatedRoles(client);
        new Grant("view", Identities.VIEWER, "").give(client);
        if (options.controllers()) {
            new Controllers(this, flags, ports).start(options.nodes());
        }
    }

    synchronized ServerProcess launch(String program, List<String> arguments) {
        ServerProcess process = ServerProcess.start(folder, binaries.file(program), arguments);
        processes.add(process);
        return process;
    }

    Path stages() {
        return binaries.file("stages.yaml");
    }

    private synchronized void launchServer() {
        Path policy = folder.write("audit-policy.yaml", Resource.text("audit-policy.yaml"));
        server = launch("kube-apiserver", flags.server(identities.tokenFile(), policy, options.serverFlags()));
    }

    private void awaitServer() {
        await("the API server is not ready", processes.size() - 1, () -> {
            try {
                Connection open = connection;
                if (open == null) {
                    open = Connection.open(url(), certificate());
                    connection = open;
                }
                return open.send(login(Identities.HARNESS), "GET", "/readyz", "", null)
                                .status()
                        == 200;
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Waits for {@code ready}; gives up as soon as one of the processes has ended. */
    void await(String late, int suspect, Ready ready) {
        Optional<Boolean> done = Patience.until(PATIENCE, () -> {
            for (ServerProcess process : processes) {
                if (!process.alive()) {
                    throw new StartException(process.name() + " ended while it should start", process, folder);
                }
            }
            return ready.now() ? Optional.of(Boolean.TRUE) : Optional.empty();
        });
        if (done.isEmpty()) {
            throw new StartException(late + " after " + PATIENCE, processes.get(suspect), folder);
        }
    }

    /** Whether what is waited for has happened. */
    @FunctionalInterface
    interface Ready {
        boolean now();
    }

    Connection connection() {
        Connection open = connection;
        if (open == null) {
            throw new IllegalStateException("the API server was never reached");
        }
        return open;
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + ports.server());
    }

    Path certificate() {
        return folder.at("certs/apiserver.crt");
    }

    Path path() {
        return folder.path();
    }

    boolean controllers() {
        return options.controllers();
    }

    Identities identities() {
        return identities;
    }

    AuditLog audit() {
        return audit;
    }

    synchronized Path kubeconfig(String user) {
        return identities.kubeconfig(user, url().toString(), certificate());
    }

    private Login login(String user) {
        return Login.of(identities.token(user));
    }

    KubeClient client(String user) {
        return new KubeClient(connection(), login(user));
    }

    synchronized void killServer() {
        ServerProcess running = runningServer();
        running.awaitEnd();
        processes.remove(running);
        server = null;
    }

    synchronized void startServer() {
        if (server != null) {
            throw new IllegalStateException("the API server runs already");
        }
        launchServer();
        try {
            awaitServer();
        } catch (StartException e) {
            // down as before, and the caller may try again
            killServer();
            throw e;
        }
    }

    synchronized void signalServer(String signal) {
        runningServer().signal(signal);
    }

    private ServerProcess runningServer() {
        ServerProcess running = server;
        if (running == null) {
            throw new IllegalStateException("the API server was killed");
        }
        return running;
    }

    /** Asks etcd for its revision, then tells it to forget all before. */
    void compact() {
        String etcd = Flags.http(ports.etcd()) + "/v3/";
        String revision = post(etcd + "maintenance/status", "{}")
                .text("header", "revision")
                .orElseThrow();
        post(etcd + "kv/compaction", "{\"revision\":\"" + revision + "\",\"physical\":true}");
    }

    private Node.Obj post(String uri, String body) {
        return connection()
                .request(Login.NONE, "POST", uri, "application/json", body)
                .ok();
    }

    /** Ends all processes and removes the folder; a second call does nothing. */
    @Override
    public void close() {
        // a lock of its own: the end of the JVM waits for a close that is under way, not for a start
        synchronized (closing) {
            if (RUNNING.contains(this)) {
                endProcesses();
                folder.delete();
                RUNNING.remove(this);
            }
        }
    }

    private void endProcesses() {
        processes.forEach(ServerProcess::beginToEnd);
        processes.forEach(ServerProcess::awaitEnd);
    }
}
