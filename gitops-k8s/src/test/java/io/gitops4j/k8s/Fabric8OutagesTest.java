package io.gitops4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.AwaitingSink;
import io.gitops4j.testkit.AwaitingSink.Kind;
import io.gitops4j.testkit.controlplane.AuditLog;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real API server that goes away, hangs, or sits behind a bad network; its audit log says what was written. */
@SuppressWarnings("try") // a watch is open while a block runs
class Fabric8OutagesTest {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.fresh().build();

    private static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");

    private String namespace;
    private FaultProxy network;
    private Fabric8Cluster cluster;
    private Node.Obj object;
    private ResourceKey key;

    @BeforeEach
    void open() {
        namespace = PLANE.namespace();
        network = new FaultProxy(PLANE.url().getPort());
        cluster = open(Duration.ofSeconds(20));
        object = Planes.configMap(namespace, "one", "{a: x}");
        key = Planes.configMapKey(namespace, "one");
    }

    private Fabric8Cluster open(Duration timeout) {
        Config config = Config.fromKubeconfig(PLANE.kubeconfig().toFile());
        config.setMasterUrl(network.address());
        return Fabric8Cluster.builder()
                .config(config)
                .requestTimeout(timeout)
                .watchSilence(Duration.ofSeconds(1))
                .open();
    }

    @AfterEach
    void close() throws Exception {
        cluster.close();
        network.close();
    }

    private WriteResult apply(Fabric8Cluster adapter) {
        return adapter.apply(ApplyCall.of(key, object, "m").ifAbsent(), Cancellation.none());
    }

    private ListResult list() {
        return cluster.list(KindRef.of(CONFIG_MAP), Selection.all().inNamespace(namespace), Cancellation.none());
    }

    private Registration watch(AwaitingSink sink) {
        ListResult from = list();
        return cluster.watch(
                new WatchCall(KindRef.of(CONFIG_MAP), Selection.all().inNamespace(namespace), from.resourceVersion()),
                sink);
    }

    @Test
    void does_not_know_of_a_write_whose_answer_was_lost_and_sends_it_once() {
        assertThat(list().problem()).isEmpty();
        AuditLog.Mark mark = PLANE.audit().mark();

        network.resetAtAnswer();
        WriteResult answer = apply(cluster);
        network.pass();

        assertThat(answer).isInstanceOf(WriteResult.Uncertain.class);
        assertThat(Planes.read(cluster, key)).isInstanceOf(Live.Present.class);
        assertThat(PLANE.audit().writesSince(mark)).hasSize(1);
    }

    @Test
    void does_not_know_of_a_deletion_whose_answer_ends_before_it_begins() {
        String uid = ((Live.Present) ((WriteResult.Written) apply(cluster)).live()).uid();
        AuditLog.Mark mark = PLANE.audit().mark();

        network.halfCloseAtAnswer();
        WriteResult answer = cluster.delete(DeleteCall.of(key, uid), Cancellation.none());
        network.pass();

        assertThat(answer).isInstanceOf(WriteResult.Uncertain.class);
        assertThat(Planes.read(cluster, key)).isEqualTo(new Live.Absent());
        assertThat(PLANE.audit().writesSince(mark)).hasSize(1);
    }

    @Test
    void calls_nothing_absent_while_the_network_is_down() {
        assertThat(apply(cluster)).isInstanceOf(WriteResult.Written.class);
        AuditLog.Mark mark = PLANE.audit().mark();
        network.refuse();
        network.resetAll();

        assertThat(Planes.read(cluster, key)).isInstanceOf(Live.Unreadable.class);
        assertThat(list().problem()).isPresent();
        // reset within the handshake of TLS: nothing was sent, but that is not always to be told
        assertThat(apply(cluster)).isInstanceOfAny(WriteResult.Unavailable.class, WriteResult.Uncertain.class);
        assertThat(PLANE.audit().writesSince(mark)).isEmpty();
        network.pass();
        assertThat(Planes.read(cluster, key)).isInstanceOf(Live.Present.class);
    }

    @Test
    void waits_for_a_slow_network_and_gives_up_on_one_that_is_too_slow() {
        network.delay(Duration.ofMillis(300));
        assertThat(apply(cluster)).isInstanceOf(WriteResult.Written.class);
        assertThat(Planes.read(cluster, key)).isInstanceOf(Live.Present.class);
        assertThat(list().problem()).isEmpty();

        AuditLog.Mark mark = PLANE.audit().mark();
        try (Fabric8Cluster hasty = open(Duration.ofMillis(400))) {
            network.pass();
            assertThat(Planes.read(hasty, key)).isInstanceOf(Live.Present.class);
            network.delay(Duration.ofSeconds(2));
            assertThat(Planes.read(hasty, key)).isInstanceOf(Live.Unreadable.class);
            network.pass();
            Live.Present seen = (Live.Present) Planes.read(hasty, key);
            network.delay(Duration.ofSeconds(2));
            object = Planes.configMap(namespace, "one", "{a: y}");
            // over a connection that is there: the request arrives, the answer comes too late
            assertThat(hasty.apply(ApplyCall.of(key, object, "m").seen(seen), Cancellation.none()))
                    .isInstanceOf(WriteResult.Uncertain.class);
        }
        network.pass();
        assertThat(PLANE.audit().writesSince(mark)).hasSize(1);
    }

    @Test
    void goes_on_watching_after_a_reset_and_after_silence() {
        AwaitingSink sink = new AwaitingSink(Duration.ofSeconds(30));
        try (Registration watch = watch(sink)) {
            assertThat(apply(cluster)).isInstanceOf(WriteResult.Written.class);
            sink.await(Kind.CHANGED, key);

            network.resetAll();
            PLANE.client().create(collection(), "metadata: {name: two}").ok();
            sink.await(Kind.CHANGED, Planes.configMapKey(namespace, "two"));

            network.swallowAnswers();
            PLANE.client().create(collection(), "metadata: {name: three}").ok();
            network.pass();
            sink.await(Kind.CHANGED, Planes.configMapKey(namespace, "three"));
        }
        assertThat(sink.told()).noneMatch(told -> told.kind() == Kind.FAILED || told.kind() == Kind.EXPIRED);
    }

    private String collection() {
        return "/api/v1/namespaces/" + namespace + "/configmaps";
    }

    @Test
    void gives_up_on_a_server_that_hangs_and_reads_again_when_it_goes_on() {
        assertThat(apply(cluster)).isInstanceOf(WriteResult.Written.class);
        try (Fabric8Cluster hasty = open(Duration.ofSeconds(1))) {
            assertThat(Planes.read(hasty, key)).isInstanceOf(Live.Present.class);
            PLANE.pauseServer();
            try {
                assertThat(Planes.read(hasty, key)).isInstanceOf(Live.Unreadable.class);
                assertThat(apply(hasty)).isInstanceOf(WriteResult.Uncertain.class);
            } finally {
                PLANE.resumeServer();
            }
        }
        assertThat(Planes.read(cluster, key)).isInstanceOf(Live.Present.class);
    }

    @Test
    void survives_a_server_that_is_killed_and_started_again() {
        assertThat(apply(cluster)).isInstanceOf(WriteResult.Written.class);
        Fabric8Cluster direct = Planes.open(PLANE);
        AwaitingSink sink = new AwaitingSink(Duration.ofSeconds(60));
        try (direct;
                Registration watch = watch(sink)) {
            assertThat(Planes.read(direct, key)).isInstanceOf(Live.Present.class);
            PLANE.killServer();
            try {
                assertThat(Planes.read(direct, key)).isInstanceOf(Live.Unreadable.class);
                assertThat(apply(direct)).isInstanceOf(WriteResult.Unavailable.class);
            } finally {
                PLANE.startServer();
            }
            assertThat(Planes.read(direct, key)).isInstanceOf(Live.Present.class);
            PLANE.client().create(collection(), "metadata: {name: two}").ok();

            // told of it, or told to list again, which tells of it
            sink.await(told -> told.kind() == Kind.EXPIRED
                    || told.kind() == Kind.FAILED
                    || told.key()
                            .filter(Planes.configMapKey(namespace, "two")::equals)
                            .isPresent());
            assertThat(list().problem()).isEmpty();
            assertThat(list().objects()).containsKeys(key, Planes.configMapKey(namespace, "two"));
        }
    }

    @Test
    void expires_a_watch_from_before_the_server_was_started() {
        ListResult before = list();
        assertThat(apply(cluster)).isInstanceOf(WriteResult.Written.class);
        PLANE.killServer();
        PLANE.compact();
        PLANE.startServer();
        AwaitingSink sink = new AwaitingSink(Duration.ofSeconds(30));

        try (Registration watch =
                cluster.watch(new WatchCall(KindRef.of(CONFIG_MAP), Selection.all(), before.resourceVersion()), sink)) {
            sink.await(Kind.EXPIRED);
        }
    }
}
