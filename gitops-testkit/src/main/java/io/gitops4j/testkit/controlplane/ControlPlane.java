package io.gitops4j.testkit.controlplane;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Kubernetes control plane, for tests as a JUnit extension and for anything else as a resource to close. In a test:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ControlPlane cluster = ControlPlane.shared();
 * }</pre>
 *
 * <p>The field is static. The programs are found in the folder named by {@code KUBEBUILDER_ASSETS}, else by
 * {@code GITOPS4J_CONTROL_PLANE} (environment variables or system properties), else in the cache of
 * {@code testing/control-plane/build}; where they are missing, the tests of the class are skipped, with the reason. It
 * needs a POSIX shell. All addresses are ports of the loopback device; nothing outlives this JVM, however it ends.
 *
 * <p>There are these users, by name: {@code admin} may do everything, {@code viewer} has the role {@code view},
 * {@code dev}, {@code tenant-a} and {@code tenant-b} have no rights until they are {@linkplain #grant granted} one.
 * {@code harness} may do everything and is not in the audit log. Anyone else is {@linkplain KubeClient#impersonating impersonated}, or is a
 * {@linkplain #serviceAccountToken service account}.
 *
 * <p>Safe for several threads. Methods that need the cluster throw {@link IllegalStateException} where it does not run, or
 * did not start: then with the last lines of the log of the program that failed, in a folder that stays.
 */
public final class ControlPlane implements ExecutionCondition, BeforeAllCallback, AutoCloseable {
    /** The name of the context in every kubeconfig file. */
    public static final String CONTEXT = "gitops4j";

    private static final ControlPlane SHARED = new ControlPlane(Options.BARE, Lifetime.JVM);
    private static final ControlPlane SHARED_WITH_CONTROLLERS = new ControlPlane(Options.BARE.nodes(2), Lifetime.JVM);
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final Options options;
    private final Lifetime lifetime;
    private @Nullable Cluster cluster;
    private @Nullable RuntimeException failure;

    /** When it ends. */
    enum Lifetime {
        JVM,
        CLASS,
        CALLER
    }

    ControlPlane(Options options, Lifetime lifetime) {
        this.options = options;
        this.lifetime = lifetime;
    }

    /** etcd and the API server: one for this JVM, started when first needed. What tests do there is in their own namespaces. */
    public static ControlPlane shared() {
        return SHARED;
    }

    /** As {@link #shared()}, another one, with controller manager, scheduler, KWOK and two nodes. */
    public static ControlPlane sharedWithControllers() {
        return SHARED_WITH_CONTROLLERS;
    }

    /** One of one's own: for a second cluster, for other options, and for whatever would disturb other tests. */
    public static ControlPlaneBuilder fresh() {
        return new ControlPlaneBuilder();
    }

    /** Skips the tests where the programs are missing. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return condition(Binaries.ofThisJvm());
    }

    ConditionEvaluationResult condition(Binaries binaries) {
        return binaries.missing(options.controllers())
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("there is a control plane"));
    }

    /** Starts it; a class's own is closed after the outermost class that registers it. */
    @Override
    public void beforeAll(ExtensionContext context) {
        if (lifetime == Lifetime.JVM) {
            cluster();
        } else if (lifetime == Lifetime.CLASS) {
            // a nested class finds the entry of the class around it
            var store = context.getStore(ExtensionContext.Namespace.create(ControlPlane.class));
            store.getOrComputeIfAbsent(this, plane -> plane.open());
        }
    }

    /** Starts it where it does not run, and gives what ends it. */
    synchronized AutoCloseable open() {
        if (cluster == null) {
            cluster = Cluster.start(Binaries.ofThisJvm(), options);
        }
        return this::end;
    }

    synchronized Cluster cluster() {
        if (failure != null) {
            throw failure;
        }
        if (cluster == null && lifetime == Lifetime.JVM) {
            try {
                open();
            } catch (RuntimeException e) {
                // the next class would wait a minute for the same
                failure = e;
                throw e;
            }
        }
        if (cluster == null) {
            throw new IllegalStateException(
                    lifetime == Lifetime.CLASS
                            ? "this control plane runs from before the first to after the last test of its class"
                            : "this control plane is closed");
        }
        return cluster;
    }

    /** Where the API server listens, {@code https://127.0.0.1:PORT}; the certificate does not name localhost. */
    public URI url() {
        return cluster().url();
    }

    /** The file, in PEM, of the authority that the API server's certificate comes from. */
    public Path certificate() {
        return cluster().certificate();
    }

    /** A kubeconfig file with the context {@value #CONTEXT} as user {@code admin}. */
    public Path kubeconfig() {
        return kubeconfig(Identities.ADMIN);
    }

    /** A kubeconfig file with the context {@value #CONTEXT} as {@code user}; it needs no other file. */
    public Path kubeconfig(String user) {
        return cluster().kubeconfig(user);
    }

    /** The bearer token of {@code user}. */
    public String token(String user) {
        return cluster().identities().token(user);
    }

    /** A token of the service account, good for an hour; the account is created where it is missing. */
    public String serviceAccountToken(String namespace, String name) {
        String accounts = "/api/v1/namespaces/" + namespace + "/serviceaccounts";
        KubeClient client = client();
        KubeClient.Answer created = client.create(accounts, "metadata: {name: \"" + name + "\"}");
        if (created.status() != 409) {
            created.ok();
        }
        return client.create(accounts + "/" + name + "/token", "spec: {expirationSeconds: 3600}")
                .ok()
                .text("status", "token")
                .orElseThrow();
    }

    /** Gives {@code user} the cluster role, such as {@code edit}, in one namespace; it counts when this returns. */
    public void grant(String user, String clusterRole, String namespace) {
        new Grant(clusterRole, user, namespace).give(client());
    }

    /** Creates a namespace that no other test uses and gives its name; nobody needs to delete it. */
    public String namespace() {
        String name = "test-" + Long.toString(ProcessHandle.current().pid(), 36) + "-" + NAMESPACES.incrementAndGet();
        KubeClient client = client();
        client.create("/api/v1/namespaces", "metadata: {name: " + name + "}").ok();
        if (cluster().controllers()) {
            // without it no pod is admitted
            client.await(
                    "/api/v1/namespaces/" + name + "/serviceaccounts/default", account -> true, Duration.ofSeconds(20));
        }
        return name;
    }

    /** The test's own hand: may do everything and leaves no trace in the audit log. */
    public KubeClient client() {
        return client(Identities.HARNESS);
    }

    /** A client as {@code user}. */
    public KubeClient client(String user) {
        return cluster().client(user);
    }

    /** A client with any bearer token, such as a service account's or a wrong one. */
    public KubeClient clientWithToken(String token) {
        return new KubeClient(cluster().connection(), Login.of(token));
    }

    /** What was asked of the API server since it first started. */
    public AuditLog audit() {
        return cluster().audit();
    }

    /** Kills the API server on the spot: connections break, then are refused. Not for a shared one, as the next four. */
    public void killServer() {
        own().killServer();
    }

    /** Starts the killed API server on the same data and port, and returns when it is ready. Older watches get a 410. */
    public void startServer() {
        own().startServer();
    }

    /** Freezes the API server: connections stay open and silent, new ones are accepted and not answered. */
    public void pauseServer() {
        own().signalServer("STOP");
    }

    /** Lets the frozen API server go on. */
    public void resumeServer() {
        own().signalServer("CONT");
    }

    /**
     * Makes etcd forget all revisions but the newest: a {@code continue} token from before is answered with 410. A watch is
     * not, for the API server answers it from its cache; that takes a new start of the server.
     */
    public void compact() {
        own().compact();
    }

    private Cluster own() {
        if (lifetime == Lifetime.JVM) {
            throw new IllegalStateException("other tests use the shared control plane too: break a fresh() one");
        }
        return cluster();
    }

    /** Ends it and removes its folder. Nothing happens to a shared one, to one that does not run, and at a second call. */
    @Override
    public void close() {
        if (lifetime != Lifetime.JVM) {
            end();
        }
    }

    private synchronized void end() {
        Optional.ofNullable(cluster).ifPresent(Cluster::close);
        cluster = null;
    }
}
