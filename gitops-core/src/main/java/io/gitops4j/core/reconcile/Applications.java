package io.gitops4j.core.reconcile;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.application.Application;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The host's applications, asked for at each run. Safe for any number of threads. */
public interface Applications {
    /** The applications there are now. */
    Collection<ApplicationId> ids();

    /** The application as it is now; empty where there is none. */
    Optional<Application> find(ApplicationId id);

    /**
     * Calls {@code listener} when an application was added, changed or removed.
     *
     * @return ends it
     */
    default AutoCloseable onChange(Consumer<ApplicationId> listener) {
        return () -> {};
    }

    /** These applications, which never change. */
    static Applications of(Application... applications) {
        Map<ApplicationId, Application> byId = new TreeMap<>();
        for (Application application : applications) {
            byId.put(application.id(), application);
        }
        return new Applications() {
            @Override
            public Collection<ApplicationId> ids() {
                return byId.keySet();
            }

            @Override
            public Optional<Application> find(ApplicationId id) {
                return Optional.ofNullable(byId.get(id));
            }
        };
    }
}
