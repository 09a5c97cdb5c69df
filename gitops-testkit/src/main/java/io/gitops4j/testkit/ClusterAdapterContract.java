package io.gitops4j.testkit;

import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link ClusterAdapter} must do. Extend it with the adapter under test, of a cluster that this test may
 * fill with namespaces and definitions of names nobody else uses; a real API server does. Every test makes its own
 * namespace and leaves it behind. Tests of what {@link ClusterAdapter#capabilities} denies are skipped and say so.
 *
 * <p>The parts need, beside an API server, a garbage collector (for owner references). Nothing sleeps: what takes time
 * is waited for through watches, {@link #patience} at most.
 */
public abstract class ClusterAdapterContract {
    private ClusterFixture fixture;

    /** The adapter under test, of one and the same cluster throughout a test. */
    protected abstract ClusterAdapter cluster();

    /**
     * Sets one field of an object as another client does: by an update (not an apply) under the field manager {@code
     * manager}.
     */
    protected abstract void edit(String manager, ResourceKey key, Path path, Node value);

    /** How long the cluster may take for what it does by itself; half a minute where it is not overridden. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    @BeforeEach
    final void makeFixture() {
        fixture = new ClusterFixture(cluster(), this::edit, patience());
    }

    @Nested
    class Discovers extends ClusterAdapterContractDiscovery {
        @Override
        ClusterFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class Reads extends ClusterAdapterContractReads {
        @Override
        ClusterFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class Applies extends ClusterAdapterContractApplies {
        @Override
        ClusterFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class Refuses extends ClusterAdapterContractRefusals {
        @Override
        ClusterFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class Shares extends ClusterAdapterContractSharing {
        @Override
        ClusterFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class OwnsFields extends ClusterAdapterContractOwnership {
        @Override
        ClusterFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class HandsOver extends ClusterAdapterContractHandovers {
        @Override
        ClusterFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class Deletes extends ClusterAdapterContractDeletes {
        @Override
        ClusterFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class Watches extends ClusterAdapterContractWatches {
        @Override
        ClusterFixture fixture() {
            return fixture;
        }
    }
}
