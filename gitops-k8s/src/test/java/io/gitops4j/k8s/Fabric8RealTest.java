package io.gitops4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.ReadResult;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.controlplane.AuditLog;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the contract cannot ask of every adapter: a real API server with broken parts, rights and identities. */
class Fabric8RealTest {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.sharedWithControllers();

    private static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String SERVICES = "/apis/apiregistration.k8s.io/v1/apiservices";
    private static Fabric8Cluster cluster;

    @BeforeAll
    static void open() {
        cluster = Planes.open(PLANE);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    private static WriteResult apply(ClusterAdapter adapter, Node.Obj object) {
        ResourceKey key = Planes.configMapKey(
                object.text("metadata", "namespace").orElseThrow(),
                object.text("metadata", "name").orElseThrow());
        return adapter.apply(ApplyCall.of(key, object, "m"), Cancellation.none());
    }

    private static WriteResult.Written written(WriteResult answer) {
        if (answer instanceof WriteResult.Rejected rejected) {
            throw new AssertionError(rejected.problem().text());
        }
        assertThat(answer).isInstanceOf(WriteResult.Written.class);
        return (WriteResult.Written) answer;
    }

    @Test
    void fails_the_group_of_a_broken_api_service_and_no_other() {
        PLANE.client().create(SERVICES, """
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1.broken.example.com}
                spec:
                  group: broken.example.com
                  version: v1
                  service: {name: nobody, namespace: default}
                  insecureSkipTLSVerify: true
                  groupPriorityMinimum: 10
                  versionPriority: 10
                """).ok();
        try {
            Discovery found = awaitFailure("broken.example.com");
            ResourceKey broken = new ResourceKey("broken.example.com", "Widget", "default", "one");
            ResourceKey fine = Planes.configMapKey("default", "nothing-of-that-name");
            ReadResult read = cluster.get(ReadCall.of(List.of(broken, fine)), Cancellation.none());

            assertThat(found.failures()).containsOnlyKeys("broken.example.com");
            assertThat(found.find(new GroupKind("apps", "Deployment"))).isPresent();
            assertThat(read.of(broken)).isInstanceOf(Live.Unreadable.class);
            assertThat(read.of(fine)).isEqualTo(new Live.Absent());
        } finally {
            PLANE.client().delete(SERVICES + "/v1.broken.example.com").ok();
        }
    }

    private static Discovery awaitFailure(String group) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            Discovery found = cluster.discover(Cancellation.none());
            if (found.failures().containsKey(group)) {
                return found;
            }
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    @Test
    void calls_objects_unreadable_whose_conversion_webhook_is_dead() {
        String namespace = PLANE.namespace();
        PLANE.client().create(DEFINITIONS, """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: gadgets.dead.example.com}
                spec:
                  group: dead.example.com
                  scope: Namespaced
                  names: {kind: Gadget, plural: gadgets, singular: gadget, listKind: GadgetList}
                  versions:
                  - {name: v2, served: true, storage: false, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
                  conversion:
                    strategy: Webhook
                    webhook:
                      conversionReviewVersions: [v1]
                      clientConfig: {url: 'https://127.0.0.1:1/convert'}
                """).ok();
        String gadgets = "/apis/dead.example.com/v1/namespaces/" + namespace + "/gadgets";
        PLANE.client().await(gadgets, list -> true, Duration.ofSeconds(20));
        PLANE.client()
                .create(gadgets, "{apiVersion: dead.example.com/v1, kind: Gadget, metadata: {name: one}, spec: {a: b}}")
                .ok();
        ResourceKey gadget = new ResourceKey("dead.example.com", "Gadget", namespace, "one");
        ResourceKey fine = Planes.configMapKey(namespace, "nothing-of-that-name");

        ReadResult read = cluster.get(ReadCall.of(List.of(gadget, fine)), Cancellation.none());
        Live stored = cluster.get(ReadCall.inVersions(java.util.Map.of(gadget, "v1")), Cancellation.none())
                .of(gadget);
        ListResult list = cluster.list(KindRef.of(gadget.groupKind()), Selection.all(), Cancellation.none());

        assertThat(read.of(gadget))
                .isInstanceOfSatisfying(
                        Live.Unreadable.class,
                        live -> assertThat(live.problem().message()).contains("conversion webhook"));
        assertThat(read.of(fine)).isEqualTo(new Live.Absent());
        assertThat(stored).isInstanceOf(Live.Present.class);
        assertThat(list.problem()).isPresent();
        PLANE.client().delete(DEFINITIONS + "/gadgets.dead.example.com");
    }

    @Test
    void takes_identities_by_impersonation_and_shares_one_connection() {
        String mine = PLANE.namespace();
        String theirs = PLANE.namespace();
        PLANE.grant("tenant-a", "edit", mine);
        Fabric8ClusterBuilder builder = Fabric8Cluster.builder().kubeconfig(PLANE.kubeconfig(), ControlPlane.CONTEXT);
        try (Fabric8Clusters clusters =
                Fabric8Clusters.builder().cluster("prod", builder).build()) {
            ClusterAdapter tenant = clusters.open("prod", Optional.of("tenant-a"));
            AuditLog.Mark mark = PLANE.audit().mark();

            assertThat(apply(tenant, Planes.configMap(mine, "one", "{a: x}"))).isInstanceOf(WriteResult.Written.class);
            assertThat(apply(tenant, Planes.configMap(theirs, "one", "{a: x}")))
                    .isInstanceOfSatisfying(WriteResult.Rejected.class, answer -> {
                        assertThat(answer.problem().code()).isEqualTo(Code.FORBIDDEN);
                        assertThat(answer.problem().message())
                                .contains("tenant-a")
                                .contains(theirs);
                    });
            ResourceKey here = Planes.configMapKey(mine, "one");
            ResourceKey there = Planes.configMapKey(theirs, "one");
            ReadResult read = tenant.get(ReadCall.of(List.of(here, there)), Cancellation.none());
            assertThat(read.of(here)).isInstanceOf(Live.Present.class);
            assertThat(read.of(there))
                    .isInstanceOfSatisfying(
                            Live.Unreadable.class,
                            live -> assertThat(live.problem().code()).isEqualTo(Code.FORBIDDEN));
            assertThat(tenant.list(KindRef.of(CONFIG_MAP), Selection.all(), Cancellation.none())
                            .problem())
                    .isPresent();

            assertThat(PLANE.audit().writesSince(mark)).hasSize(2);
            assertThat(clusters.open("prod", Optional.of("tenant-a"))).isSameAs(tenant);
            assertThat(clusters.open("prod", Optional.empty())).isNotSameAs(tenant);
        }
    }

    @Test
    void takes_no_identity_that_could_become_another_header() {
        Fabric8ClusterBuilder builder = Fabric8Cluster.builder().kubeconfig(PLANE.kubeconfig(), ControlPlane.CONTEXT);
        try (Fabric8Clusters clusters =
                Fabric8Clusters.builder().cluster("prod", builder).build()) {
            for (String identity : List.of(
                    "",
                    " ",
                    "a\r\nImpersonate-Group: system:masters",
                    "a\u0000",
                    " a",
                    "ü",
                    "a".repeat(600),
                    "system:serviceaccount:shop",
                    "system:serviceaccount:shop:web:admin",
                    "system:serviceaccount:Shop:web")) {
                assertThatThrownBy(() -> clusters.open("prod", Optional.of(identity)))
                        .isInstanceOfSatisfying(
                                GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_CONFIGURATION));
            }
            assertThatThrownBy(() -> clusters.open("test", Optional.empty()))
                    .hasMessage("cluster: there is no cluster \"test\"; there are: prod");
        }
    }

    @Test
    void gives_metadata_alone_where_that_is_asked_for() {
        String namespace = PLANE.namespace();
        apply(cluster, Planes.configMap(namespace, "one", "{a: x}"));

        ListResult list = cluster.list(
                KindRef.of(CONFIG_MAP), Selection.all().inNamespace(namespace).metadataOnly(), Cancellation.none());

        Node.Obj body =
                list.objects().get(Planes.configMapKey(namespace, "one")).body();
        assertThat(body.keys()).containsExactly("apiVersion", "kind", "metadata");
        assertThat(body.text("kind")).contains("ConfigMap");
        assertThat(body.text("apiVersion")).contains("v1");
        assertThat(body.object("metadata").keys())
                .doesNotContain("managedFields")
                .contains("uid");
    }

    @Test
    void gives_the_schemas_by_their_hash() {
        String hash = cluster.schemas().hash("apps/v1").orElseThrow();

        Node.Obj document = cluster.schemas().document("apps/v1").orElseThrow();

        assertThat(hash).matches("[0-9A-F]{32,}");
        assertThat(document.at("components", "schemas", "io.k8s.api.apps.v1.Deployment"))
                .isPresent();
        assertThat(cluster.schemas().document("apps/v1").orElseThrow()).isSameAs(document);
        assertThat(cluster.schemas().hash("v1")).isPresent();
        assertThat(cluster.schemas().hash("nobody.example.com/v1")).isEmpty();
        assertThat(cluster.schemas().document("nobody.example.com/v1")).isEmpty();
    }

    @Test
    void says_without_a_read_whether_a_write_changed_anything_where_the_object_was_seen() {
        String namespace = PLANE.namespace();
        Node.Obj object = Planes.configMap(namespace, "one", "{a: x}");
        ResourceKey key = Planes.configMapKey(namespace, "one");
        Live.Present seen = (Live.Present) written(apply(cluster, object)).live();
        AuditLog.Mark mark = PLANE.audit().mark();

        WriteResult same =
                cluster.apply(ApplyCall.of(key, object, "m").ifUid(seen.uid()).seen(seen), Cancellation.none());
        WriteResult other = cluster.apply(
                ApplyCall.of(key, Planes.configMap(namespace, "one", "{a: z}"), "m")
                        .seen(seen),
                Cancellation.none());

        assertThat(same).isEqualTo(new WriteResult.Written(seen, false));
        assertThat(written(other).changed()).isTrue();
        assertThat(PLANE.audit().verbsSince(mark)).doesNotContainKey("get");
        assertThat(PLANE.audit().writesSince(mark)).hasSize(2);
    }

    @Test
    void takes_the_configuration_of_a_hosts_client_and_leaves_the_client_alone() {
        io.fabric8.kubernetes.client.Config config = io.fabric8.kubernetes.client.Config.fromKubeconfig(
                PLANE.kubeconfig().toFile());
        try (var client = new io.fabric8.kubernetes.client.KubernetesClientBuilder()
                .withConfig(config)
                .build()) {
            Fabric8Cluster own = Fabric8Cluster.of(client);
            assertThat(own.discover(Cancellation.none()).kinds()).isNotEmpty();
            own.close();

            assertThat(client.namespaces().withName("default").get()).isNotNull();
            assertThatThrownBy(() -> own.discover(Cancellation.none())).isInstanceOf(IllegalStateException.class);
        }
    }
}
