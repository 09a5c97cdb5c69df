package io.gitops4j.e2e;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.reconcile.RunHandle;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.testkit.GitFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host, its repository and its cluster: what a check needs that holds on the embedded cluster as on a real one. The cluster has
 * the namespace {@code shop}.
 */
interface World extends AutoCloseable {
    /** One more, on a cluster of its own. */
    World another();

    Reconciler reconciler();

    /** A reconciler that knows nothing of what was done before: its store is empty. The caller closes it. */
    Reconciler forgetful();

    StateStore store();

    // ---- what is declared

    GitFixture git();

    Application.Builder app(String name, String folder);

    default Application shop() {
        return app("shop", "deploy").build();
    }

    /** Commits {@code files} and nothing else: pairs of a path below {@code deploy} and a text. */
    default String declare(String... files) {
        return declareIn("deploy", files);
    }

    default String declareIn(String folder, String... files) {
        git().delete(folder);
        for (int i = 0; i < files.length; i += 2) {
            git().write(folder + "/" + files[i], files[i + 1]);
        }
        return git().commit("declare " + files.length / 2 + " files");
    }

    // ---- what is done

    Plan plan(Application application);

    Run apply(Plan plan);

    Run reconcile(Application application);

    /** Reconciles what somebody changed a moment ago, which a real cluster's watch tells a moment later. */
    void reconcileUntil(Outcome.Kind kind, Application application);

    RunHandle start(Application application);

    /** The end of a run that waits for something that does not come within {@code patience}. */
    Run settled(RunHandle handle, Duration patience);

    /** How many requests of {@code work} ask for a change. */
    int writes(Runnable work);

    // ---- what others do

    void namespace(String name);

    void create(String actor, String yaml);

    void remove(String actor, ResourceKey key, Path field);

    /** {@code actor} updates one field; one of the status through the status. */
    void set(String actor, ResourceKey key, Path field, Node value);

    /** What the controller that aggregates cluster roles makes of {@code role}: there it is when this returns. */
    void aggregated(ResourceKey role, Node.Arr rules);

    // ---- what is live

    Optional<Node.Obj> live(ResourceKey key);

    /** Everything that is live, as text with versions: equal texts, untouched cluster. */
    Map<ResourceKey, String> everything();

    default String uid(ResourceKey key) {
        return live(key).orElseThrow().text("metadata", "uid").orElseThrow();
    }

    default Optional<String> data(String configMap, String key) {
        return live(Host.configMapKey(configMap)).flatMap(body -> body.text("data", key));
    }

    default Optional<Node> field(ResourceKey key, String... path) {
        return live(key).flatMap(body -> body.at(Path.of(path)));
    }

    // ---- what was said

    List<Event> events(Event.Kind kind);

    void forgetEvents();

    @Override
    void close();
}
