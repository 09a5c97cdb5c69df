package io.gitops4j.testkit;

import io.gitops4j.core.state.StateStore;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link StateStore} must keep. Extend it with the store under test, over storage that is empty at the beginning of
 * each test; add tests of what the store does beside it, such as what several processes see.
 */
public abstract class StateStoreContract {
    private StateStoreFixture fixture;

    /** For subclasses. */
    protected StateStoreContract() {}

    /**
     * The store under test, whose claims end by {@code clock}. Called again in one test, after the store was closed, it gives
     * a store over the same storage, as a new process would open it.
     */
    protected abstract StateStore open(InstantSource clock);

    @BeforeEach
    final void openStore() {
        fixture = new StateStoreFixture(this::open);
    }

    @AfterEach
    final void closeStore() {
        fixture.store().close();
    }

    @Nested
    class Binds extends StateStoreContractBinding {
        @Override
        StateStoreFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class Claims extends StateStoreContractClaims {
        @Override
        StateStoreFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class Commits extends StateStoreContractCommits {
        @Override
        StateStoreFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class KeepsJournals extends StateStoreContractJournals {
        @Override
        StateStoreFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class KeepsHistories extends StateStoreContractHistories {
        @Override
        StateStoreFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class IsShared extends StateStoreContractSharing {
        @Override
        StateStoreFixture fixture() {
            return fixture;
        }
    }
}
