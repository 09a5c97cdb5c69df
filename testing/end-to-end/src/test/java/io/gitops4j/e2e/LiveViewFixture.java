package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.view.LiveViewStats;
import io.gitops4j.embedded.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A host whose cluster stands behind a gateway, and what its live view shows. */
abstract class LiveViewFixture {
    static final Requests NONE = new Requests(0, 0, 0, 0, 0, 0, 0);

    final Host host = Host.create();
    final Gateway gateway = new Gateway(host.cluster);

    @BeforeEach
    void behind_the_gateway() {
        host.use(host.another(gateway, builder -> builder));
    }

    @AfterEach
    void close() {
        host.close();
    }

    Requests reconciled() {
        return host.during(() -> host.reconcile(host.shop()));
    }

    void warmUp() {
        host.reconcile(host.shop());
        host.reconcile(host.shop());
    }

    void edit(String configMap, String value) {
        host.cluster.as("alice").set(configMapKey(configMap), Path.of("data", "x"), Node.of(value));
    }

    LiveViewStats stats() {
        assertThat(host.reconciler().liveViews()).hasSize(1);
        return host.reconciler().liveViews().get(0);
    }

    LiveViewStats.Feed feed(String kind) {
        return stats().feeds().stream()
                .filter(feed -> feed.kind().kind().equals(kind))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
