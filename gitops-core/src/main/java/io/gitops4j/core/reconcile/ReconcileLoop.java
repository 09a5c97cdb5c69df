package io.gitops4j.core.reconcile;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.run.Trigger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps applications reconciled: each at its own jittered interval, and when something triggers it. Runs of one application
 * follow each other; triggers that come while one goes on become one more run. A run that waits ends superseded when a newer
 * revision is there. Waiting holds no thread. Safe for any number of threads.
 */
public final class ReconcileLoop implements AutoCloseable {
    private final Reconciler reconciler;
    private final Applications applications;
    private final Map<ApplicationId, Lane> lanes = new HashMap<>();
    private final AutoCloseable changes;
    private boolean closed;

    private ReconcileLoop(Reconciler reconciler, Applications applications) {
        this.reconciler = reconciler;
        this.applications = applications;
        this.changes = applications.onChange(this::changed);
    }

    /** Begins to keep {@code applications} reconciled; the first run of each is spread over its interval's first tenth. */
    public static ReconcileLoop start(Reconciler reconciler, Applications applications) {
        ReconcileLoop loop = new ReconcileLoop(reconciler, applications);
        applications.ids().forEach(loop::changed);
        return loop;
    }

    /**
     * Asks for a run now. Where one goes on, the next one follows it, and all who ask in the meantime get that same one.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where there is no such application
     * @throws IllegalStateException where the loop is closed
     */
    public RunHandle trigger(ApplicationId id, Trigger trigger) {
        Application application = applications
                .find(id)
                .orElseThrow(() -> new GitOpsException(Problem.of(
                        Code.INVALID_CONFIGURATION,
                        Location.object("application " + id),
                        "there is no such application")));
        return lane(application.id()).trigger(trigger);
    }

    private void changed(ApplicationId id) {
        if (applications.find(id).isPresent()) {
            lane(id).configured();
        } else {
            Lane gone;
            synchronized (lanes) {
                gone = lanes.remove(id);
            }
            if (gone != null) {
                gone.close("the application was removed");
            }
        }
    }

    private Lane lane(ApplicationId id) {
        synchronized (lanes) {
            if (closed) {
                throw new IllegalStateException("the loop is closed");
            }
            return lanes.computeIfAbsent(id, key -> new Lane(key, reconciler, applications));
        }
    }

    /** Asks every run to stop, and begins no more. A run that has sent something settles it first. */
    @Override
    public void close() {
        Set<Lane> all;
        synchronized (lanes) {
            if (closed) {
                return;
            }
            closed = true;
            all = new HashSet<>(lanes.values());
            lanes.clear();
        }
        all.forEach(lane -> lane.close("the host stops"));
        try {
            changes.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing failed", e);
        }
    }
}
