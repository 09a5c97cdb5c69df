package io.gitops4j.embedded;

import static io.gitops4j.embedded.Fixtures.applied;
import static io.gitops4j.embedded.Fixtures.apply;
import static io.gitops4j.embedded.Fixtures.configMap;
import static io.gitops4j.embedded.Fixtures.key;
import static io.gitops4j.embedded.Fixtures.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final GroupKind WIDGET = new GroupKind("example.com", "Widget");

    private final EmbeddedCluster cluster = EmbeddedCluster.create();
    private final Node.Obj object = configMap("one", "{a: x}");
    private final ResourceKey key = key(object);

    @BeforeEach
    void define() {
        applied(cluster, Fixtures.definition());
        applied(cluster, Fixtures.widget("one"));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private Live readWidget(String version) {
        ResourceKey widget = key(Fixtures.widget("one"));
        return cluster.get(ReadCall.inVersions(Map.of(widget, version)), Cancellation.none())
                .of(widget);
    }

    @Test
    void fails_discovery_of_one_group_and_no_other() {
        String epoch = cluster.discover(Cancellation.none()).epoch();
        cluster.faults().failDiscovery("example.com", "the webhook is down");

        Discovery found = cluster.discover(Cancellation.none());

        assertThat(found.failures()).containsOnlyKeys("example.com");
        assertThat(found.failures().get("example.com").message()).isEqualTo("the webhook is down");
        assertThat(found.find(WIDGET)).isEmpty();
        assertThat(found.find(new GroupKind("apps", "Deployment"))).isPresent();
        assertThat(found.epoch()).isEqualTo(epoch);
    }

    @Test
    void makes_a_kind_unreadable_in_one_version() {
        cluster.faults().unreadable(WIDGET, "v1beta1", "conversion failed");

        assertThat(readWidget("v1")).isInstanceOf(Live.Present.class);
        assertThat(readWidget("v1beta1"))
                .isInstanceOfSatisfying(
                        Live.Unreadable.class,
                        live -> assertThat(live.problem().message()).isEqualTo("conversion failed"));
        assertThat(cluster.list(new KindRef(WIDGET, "v1beta1"), Selection.all(), Cancellation.none())
                        .problem())
                .isPresent();
    }

    @Test
    void makes_a_kind_unreadable_in_all_versions() {
        cluster.faults().unreadable(WIDGET, "no");
        ListResult list = cluster.list(KindRef.of(WIDGET), Selection.all(), Cancellation.none());
        assertThat(readWidget("v1")).isInstanceOf(Live.Unreadable.class);
        assertThat(list.problem().orElseThrow().message()).isEqualTo("no");
        assertThat(list.objects()).isEmpty();
    }

    @Test
    void stops_serving_a_version_and_keeps_the_objects_in_the_others() {
        String epoch = cluster.discover(Cancellation.none()).epoch();
        cluster.faults().unserve(WIDGET, "v1");

        Discovery found = cluster.discover(Cancellation.none());
        assertThat(found.find(WIDGET).orElseThrow().versions()).containsExactly("v1beta1");
        assertThat(found.epoch()).isNotEqualTo(epoch);
        assertThat(((Live.Present) readWidget("v1")).body().text("apiVersion")).contains("example.com/v1beta1");
        assertThat(apply(cluster, Fixtures.widget("one")))
                .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        rejected -> assertThat(rejected.problem().text())
                                .isEqualTo(
                                        "Widget.example.com default/one: Widget.example.com is not served in version v1;"
                                                + " served: v1beta1"));
    }

    @Test
    void throttles_as_often_as_asked() {
        cluster.faults().throttle(key, Duration.ofSeconds(3), 2);
        assertThat(apply(cluster, object)).isEqualTo(new WriteResult.Throttled(Duration.ofSeconds(3)));
        assertThat(apply(cluster, object)).isEqualTo(new WriteResult.Throttled(Duration.ofSeconds(3)));
        assertThat(apply(cluster, object)).isInstanceOf(WriteResult.Written.class);
    }

    @Test
    void loses_a_request_without_effect_and_an_answer_with_it() {
        cluster.faults().loseRequest(key, 1);
        assertThat(apply(cluster, object)).isInstanceOf(WriteResult.Uncertain.class);
        assertThat(read(cluster, key)).isEqualTo(new Live.Absent());

        cluster.faults().loseAnswer(key, 1);
        assertThat(apply(cluster, object)).isInstanceOf(WriteResult.Uncertain.class);
        assertThat(read(cluster, key)).isInstanceOf(Live.Present.class);
    }

    @Test
    void rejects_until_the_faults_are_cleared_and_leaves_actors_alone() {
        cluster.faults().reject(key, "quota exceeded", Faults.ALWAYS);
        for (int i = 0; i < 3; i++) {
            assertThat(apply(cluster, object)).isInstanceOf(WriteResult.Rejected.class);
        }
        cluster.as("kubectl").create(object);
        cluster.faults().clear();
        assertThat(apply(cluster, object)).isInstanceOf(WriteResult.Written.class);
    }

    @Test
    void answers_nothing_while_it_is_unreachable() {
        cluster.faults().unreachable("connection refused");
        assertThatThrownBy(() -> cluster.discover(Cancellation.none()))
                .isInstanceOfSatisfying(GitOpsException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.CLUSTER_UNAVAILABLE);
                    assertThat(e.retryable()).isTrue();
                })
                .hasMessage("connection refused");
        assertThat(read(cluster, key)).isInstanceOf(Live.Unreadable.class);
        assertThat(apply(cluster, object)).isInstanceOf(WriteResult.Unavailable.class);
    }

    @Test
    void counts_requests_by_verb() {
        Requests before = cluster.requests();

        apply(cluster, object);
        cluster.apply(ApplyCall.of(key, object, "m").dryRun(), Cancellation.none());
        read(cluster, key);
        cluster.list(KindRef.of(WIDGET), Selection.all(), Cancellation.none());
        cluster.as("kubectl").delete(key);

        Requests since = cluster.requests().since(before);
        assertThat(since).isEqualTo(new Requests(0, 1, 1, 0, 1, 0, 1));
        assertThat(since.writes()).isOne();
        assertThat(since.reads()).isEqualTo(2);
    }
}
