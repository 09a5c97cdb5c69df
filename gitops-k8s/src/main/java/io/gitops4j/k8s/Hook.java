package io.gitops4j.k8s;

import io.gitops4j.core.Cancellation;

/** What is done when a cancellation is asked for, until it is closed. */
final class Hook implements AutoCloseable {
    private final AutoCloseable registration;

    private Hook(AutoCloseable registration) {
        this.registration = registration;
    }

    static Hook on(Cancellation cancellation, Runnable action) {
        return new Hook(cancellation.onRequest(action));
    }

    @Override
    public void close() {
        try {
            registration.close();
        } catch (Exception e) {
            throw new IllegalStateException("a cancellation's registration does not close", e);
        }
    }
}
