package io.gitops4j.e2e.state;

import io.gitops4j.core.state.StateStore;
import io.gitops4j.testkit.StateStoreContract;
import java.time.InstantSource;

class InMemoryStateStoreTest extends StateStoreContract {
    private StateStore store;

    @Override
    protected StateStore open(InstantSource clock) {
        // memory is all the storage that there is, and it stays when the store is closed
        store = store == null ? StateStore.inMemory(clock) : store;
        return store;
    }
}
