package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.Clusters;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.view.LiveViewLimits;
import io.gitops4j.core.view.internal.Interest;
import io.gitops4j.core.view.internal.LiveViews;
import io.gitops4j.embedded.Requests;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One object that two applications read in two versions of its kind. */
class LiveViewVersionsTest {
    private static final ResourceKey SCALER = new ResourceKey("autoscaling", "HorizontalPodAutoscaler", "shop", "web");

    private final Host host = Host.create();
    private final Gateway gateway = new Gateway(host.cluster);
    private final LiveViews views = new LiveViews(
            Clusters.of("embedded", gateway), host.clock, host.scheduler, host.pump, LiveViewLimits.defaults());
    private final Interest first = views.open(ApplicationId.of("first"), "embedded", Optional.empty());
    private final Interest second = views.open(ApplicationId.of("second"), "embedded", Optional.empty());

    @BeforeEach
    void both_watch() {
        write(1);
        for (int i = 0; i < 2; i++) {
            read(first, "v1");
            read(second, "v2");
        }
    }

    @AfterEach
    void close() {
        views.close();
        host.close();
    }

    private void write(int most) {
        Node.Obj desired = Host.node("""
                apiVersion: autoscaling/v1
                kind: HorizontalPodAutoscaler
                metadata: {name: web, namespace: shop}
                spec: {maxReplicas: %d}
                """.formatted(most));
        first.cluster().apply(ApplyCall.of(SCALER, desired, "tester"), Cancellation.none());
    }

    private static Node.Obj read(Interest interest, String version) {
        Live live = interest.read(ReadCall.inVersions(Map.of(SCALER, version)), Cancellation.none())
                .of(SCALER);
        return ((Live.Present) live).body();
    }

    @Test
    void each_reads_it_in_its_own() {
        assertThat(read(first, "v1").text("apiVersion")).contains("autoscaling/v1");
        assertThat(read(second, "v2").text("apiVersion")).contains("autoscaling/v2");
    }

    @Test
    void what_is_written_in_one_is_not_missed_in_the_other() {
        gateway.lag();
        write(7);

        Requests requests = host.during(() -> {
            assertThat(read(first, "v1").at("spec", "maxReplicas")).contains(Node.of(7));
            assertThat(read(second, "v2").at("spec", "maxReplicas")).contains(Node.of(7));
        });
        gateway.deliver();

        assertThat(requests.get()).isEqualTo(1);
        assertThat(host.during(() -> read(second, "v2")).reads()).isZero();
    }
}
