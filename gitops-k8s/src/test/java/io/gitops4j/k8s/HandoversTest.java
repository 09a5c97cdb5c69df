package io.gitops4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.testkit.controlplane.AuditLog;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How objects change hands on a real API server, request by request; what comes of it is part of the contract. */
class HandoversTest {
    private static final FieldManager BEFORE = FieldManager.update("kubectl-client-side-apply");

    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.sharedWithControllers();

    private static Fabric8Cluster cluster;
    private String namespace = "";

    @BeforeAll
    static void open() {
        cluster = Planes.open(PLANE);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @BeforeEach
    void makeNamespace() {
        namespace = PLANE.namespace();
    }

    private ResourceKey create(Node.Obj object) {
        ResourceKey key = new ResourceKey(
                "",
                object.text("kind").orElseThrow(),
                namespace,
                object.text("metadata", "name").orElseThrow());
        String collection = Planes.path(key).replaceAll("/[^/]*$", "");
        PLANE.client()
                .create(collection + "?fieldManager=" + BEFORE.name(), Printer.json(object, Mask.none()))
                .ok();
        return key;
    }

    private ResourceKey createConfigMap() {
        return create(Planes.configMap(namespace, "one", "{kept: x, gone: x}"));
    }

    private Live.Present read(ResourceKey key) {
        return (Live.Present) Planes.read(cluster, key);
    }

    private ApplyCall inheriting(String data) {
        ResourceKey key = Planes.configMapKey(namespace, "one");
        return ApplyCall.of(key, Planes.configMap(namespace, "one", data), "m").inheriting(Set.of(BEFORE));
    }

    private static WriteResult apply(ApplyCall call) {
        return cluster.apply(call, Cancellation.none());
    }

    private static Node.Obj bare(Live.Present live) {
        return (Node.Obj) live.body()
                .without(Path.of("metadata", "managedFields"))
                .without(Path.of("metadata", "resourceVersion"));
    }

    @Test
    void takes_two_writes_and_no_read_of_what_was_seen() {
        Live.Present seen = read(createConfigMap());
        AuditLog.Mark mark = PLANE.audit().mark();

        WriteResult answer = apply(inheriting("{kept: z}").ifUid(seen.uid()).seen(seen));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        WriteResult.Written.class,
                        written -> assertThat(written.changed()).isTrue());
        assertThat(PLANE.audit().writesSince(mark)).hasSize(2);
        assertThat(PLANE.audit().verbsSince(mark)).doesNotContainKey("get");
    }

    @Test
    void takes_one_write_where_nothing_is_to_be_handed_over() {
        createConfigMap();
        Live.Present seen = (Live.Present) ((WriteResult.Written) apply(inheriting("{kept: z}"))).live();
        PLANE.client()
                .patchMerge(
                        Planes.path(inheriting("{}").key()) + "?fieldManager=kubectl-edit",
                        "{\"data\": {\"theirs\": \"x\"}}")
                .ok();
        AuditLog.Mark mark = PLANE.audit().mark();

        // what was seen is no precondition
        WriteResult answer = apply(inheriting("{kept: q}").seen(seen));

        assertThat(answer).isInstanceOf(WriteResult.Written.class);
        assertThat(PLANE.audit().writesSince(mark)).hasSize(1);
        assertThat(PLANE.audit().verbsSince(mark)).doesNotContainKey("get");
    }

    @Test
    void changes_nothing_but_owners_where_the_apply_after_it_fails() {
        ResourceKey key = createConfigMap();
        Planes.edit(PLANE, "kubectl-edit", key, Path.of("data", "theirs"), Node.of("x"));
        Live.Present before = read(key);

        WriteResult answer = apply(inheriting("{kept: x, theirs: z}"));

        Live.Present after = read(key);
        assertThat(answer).isInstanceOf(WriteResult.Conflict.class);
        assertThat(bare(after)).isEqualTo(bare(before));
        assertThat(after.managed().ownedBy(FieldManager.apply("m")))
                .isEqualTo(before.managed().ownedBy(BEFORE));
        assertThat(after.managed().find(BEFORE)).isEmpty();
    }

    @Test
    void hands_nothing_over_where_somebody_wrote_in_between() {
        ResourceKey key = createConfigMap();
        Live.Present seen = read(key);
        Planes.edit(PLANE, "kubectl-edit", key, Path.of("data", "theirs"), Node.of("x"));
        Live.Present live = read(key);
        AuditLog.Mark mark = PLANE.audit().mark();

        WriteResult answer = apply(inheriting("{kept: z}").seen(seen));

        assertThat(answer).isEqualTo(new WriteResult.PreconditionFailed(null));
        assertThat(read(key)).isEqualTo(live);
        assertThat(PLANE.audit().since(mark))
                .filteredOn(AuditLog.Request::write)
                .extracting(AuditLog.Request::code)
                .containsExactly(409);
    }

    @Test
    void makes_no_object_anew_that_went() {
        ResourceKey key = createConfigMap();
        Live.Present seen = read(key);
        PLANE.client().delete(Planes.path(key)).ok();

        WriteResult answer = apply(inheriting("{kept: z}").seen(seen));

        assertThat(answer).isEqualTo(new WriteResult.PreconditionFailed(null));
        assertThat(Planes.read(cluster, key)).isEqualTo(new Live.Absent());
    }

    @Test
    void says_no_value_of_a_secret() {
        ResourceKey key = create(Planes.yaml("""
                apiVersion: v1
                kind: Secret
                metadata: {name: login, namespace: %s}
                data: {password: c3dvcmRmaXNo}
                """.formatted(namespace)));
        Node.Obj wanted = Planes.yaml("""
                apiVersion: v1
                kind: Secret
                metadata: {name: login, namespace: %s}
                data: {password: hunter2.}
                """.formatted(namespace));

        WriteResult rejected = apply(ApplyCall.of(key, wanted, "m").inheriting(Set.of(BEFORE)));

        assertThat(rejected)
                .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        answer -> assertThat(answer.problem().text())
                                .contains("login")
                                .doesNotContain("c3dvcmRmaXNo", "hunter2"));
        assertThat(read(key).managed().find(BEFORE)).isEmpty();
    }

    @Test
    void does_not_know_what_came_of_a_patch_without_an_answer() {
        String body = """
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "one", "namespace": "shop", "uid": "u", \
                "resourceVersion": "7", "managedFields": [{"manager": "kubectl-client-side-apply", "operation": \
                "Update", "apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {"f:data": {}}}]}}""";
        try (StubServer server = new StubServer();
                Fabric8Cluster stub =
                        Fabric8Cluster.builder().config(server.config()).open()) {
            server.on("PATCH /api/v1/namespaces/shop/configmaps/one", StubServer.drop(), StubServer.page(200, "hello"));
            namespace = "shop";
            ApplyCall call = inheriting("{a: x}").seen(new Live.Present(Planes.yaml(body)));

            for (int i = 0; i < 2; i++) {
                assertThat(stub.apply(call, Cancellation.none()))
                        .isInstanceOfSatisfying(
                                WriteResult.Uncertain.class,
                                answer -> assertThat(answer.problem().code()).isEqualTo(Code.UNCERTAIN));
            }
            assertThat(server.requests("PATCH")).hasSize(2);
        }
    }

    @Test
    void takes_what_was_written_as_stringData_over_as_data() {
        ResourceKey key = new ResourceKey("", "Secret", namespace, "login");
        FieldManager before = FieldManager.apply("kustomize-controller");
        Node.Obj secret = Planes.configMap(namespace, "login", "{}")
                .with("kind", Node.of("Secret"))
                .without("data");
        Node.Obj password = Node.object().with("password", Node.of("x"));
        PLANE.client()
                .apply(Planes.path(key), before.name(), Printer.json(secret.with("stringData", password), Mask.none()))
                .ok();
        Node.Obj phrase = Node.object().with("passphrase", Node.of("eA=="));

        WriteResult answer =
                apply(ApplyCall.of(key, secret.with("data", phrase), "m").inheriting(Set.of(before)));

        assertThat(answer).isInstanceOf(WriteResult.Written.class);
        assertThat(read(key).body().object("data")).isEqualTo(phrase);
    }
}
