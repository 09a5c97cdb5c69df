package io.gitops4j.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    @RegisterExtension
    static final ControlPlane cluster = ControlPlane.shared();

    private static final String MAP = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}";

    @Test
    void holds_a_request_when_its_answer_has_arrived() {
        String maps = "/api/v1/namespaces/" + cluster.namespace() + "/configmaps";
        KubeClient admin = cluster.client("admin");
        AuditLog.Mark before = cluster.audit().mark();

        admin.create(maps, MAP).ok();
        admin.apply(maps + "/settings?dryRun=All&fieldManager=", "me", MAP);
        for (int i = 0; i < 100; i++) {
            admin.get(maps + "/settings").ok();
        }
        cluster.client("dev").delete(maps + "/settings");

        assertThat(cluster.audit().verbsSince(before))
                .containsExactly(entry("create", 1), entry("delete", 1), entry("get", 100), entry("patch", 1));
        assertThat(cluster.audit().writesSince(before))
                .containsExactly(
                        new AuditLog.Request("create", maps, "admin", "gitops4j-testkit", 201, false),
                        new AuditLog.Request("delete", maps + "/settings", "dev", "gitops4j-testkit", 403, false));
        assertThat(cluster.audit().since(cluster.audit().mark())).isEmpty();
    }

    @Test
    void counts_a_watch_once() {
        String maps = "/api/v1/namespaces/" + cluster.namespace() + "/configmaps";
        AuditLog.Mark before = cluster.audit().mark();

        cluster.client("admin").get(maps + "?watch=true&timeoutSeconds=1");

        assertThat(cluster.audit().verbsSince(before)).containsExactly(entry("watch", 1));
    }

    @Test
    void leaves_out_the_harness_itself() {
        AuditLog.Mark before = cluster.audit().mark();

        cluster.namespace();
        cluster.client().get("/api/v1/namespaces");

        assertThat(cluster.audit().since(before)).isEmpty();
    }

    @Test
    void does_not_take_a_question_about_rights_for_a_write() {
        AuditLog.Mark before = cluster.audit().mark();

        cluster.client("dev")
                .create(
                        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                        "{apiVersion: authorization.k8s.io/v1, kind: SelfSubjectAccessReview, spec: "
                                + "{resourceAttributes: {verb: list, resource: pods}}}")
                .ok();

        assertThat(cluster.audit().verbsSince(before)).containsExactly(entry("create", 1));
        assertThat(cluster.audit().writesSince(before)).isEmpty();
    }

    @Test
    void names_the_user_whose_rights_counted() {
        AuditLog.Mark before = cluster.audit().mark();

        KubeClient alice = cluster.client("admin").impersonating("alice", "tenants");
        int status = alice.get("/api/v1/nodes").status();

        assertThat(status).isEqualTo(403);
        assertThat(cluster.audit().since(before))
                .containsExactly(
                        new AuditLog.Request("list", "/api/v1/nodes", "alice", "gitops4j-testkit", 403, false));
    }

    @Test
    void waits_for_the_end_of_a_line_that_is_not_written_yet(@TempDir Path temp) throws IOException {
        Path file = temp.resolve("audit.log");
        AuditLog log = new AuditLog(file);
        AuditLog.Mark start = log.mark();

        Files.writeString(file, "{\"auditID\":\"1\",\"verb\":\"get\"}\n{\"auditID\":\"2\",\"ve");
        assertThat(log.since(start)).hasSize(1);
        Files.writeString(file, "rb\":\"list\"}\n", StandardOpenOption.APPEND);

        assertThat(log.verbsSince(start)).containsExactly(entry("get", 1), entry("list", 1));
    }
}
