package io.gitops4j.k8s;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One cluster's address, connections, credentials, threads and limits, shared by all identities that are taken there. It makes
 * its own HTTP client and threads, and closes them.
 */
final class Connection implements AutoCloseable {
    private final String name;
    private final URI address;
    private final Config config;
    private final Limits limits;
    private final ExecutorService executor;
    private final ScheduledExecutorService timer;
    private final HttpClient http;
    private final List<Interceptor> interceptors;
    private final Turnstile turnstile;
    private final Set<Runnable> underWay = ConcurrentHashMap.newKeySet();

    private Connection(String name, Config config, Limits limits) {
        this.name = name;
        this.config = config;
        this.limits = limits;
        this.address = URI.create(config.getMasterUrl().replaceAll("/+$", ""));
        this.executor = Executors.newCachedThreadPool(threads("gitops4j-" + name));
        this.timer = Executors.newSingleThreadScheduledExecutor(threads("gitops4j-timer-" + name));
        this.http = Transport.of(config, executor);
        this.interceptors = List.copyOf(HttpClientUtils.createApplicableInterceptors(config, new JdkHttpClientFactory())
                .values());
        this.turnstile = new Turnstile(limits);
    }

    /** Connects to nothing yet. Throws where the configuration cannot be used, without a word that stands in it. */
    static Connection open(String name, Config config, Limits limits) {
        try {
            return new Connection(name, config, limits);
        } catch (RuntimeException e) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.nowhere().withField("cluster"),
                    "the configuration of cluster " + name
                            + " cannot be used; check its address, certificates, keys and proxy (HTTP proxies only)"));
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** The cluster as messages name it. */
    String name() {
        return name;
    }

    /** Host and port, for messages: an address may hold a password. */
    String place() {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }

    URI uri(String target) {
        return URI.create(address + target);
    }

    Config config() {
        return config;
    }

    Limits limits() {
        return limits;
    }

    ExecutorService executor() {
        return executor;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    HttpClient http() {
        return http;
    }

    List<Interceptor> interceptors() {
        return interceptors;
    }

    Turnstile turnstile() {
        return turnstile;
    }

    /** A request under way, which {@code abort} ends; to be given to {@link #done} when it is answered. */
    void begun(Runnable abort) {
        underWay.add(abort);
    }

    void done(Runnable abort) {
        underWay.remove(abort);
    }

    @Override
    public void close() {
        underWay.forEach(Runnable::run);
        timer.shutdownNow();
        executor.shutdownNow();
    }
}
