package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.ignore.FieldSelector;
import io.gitops4j.core.ignore.IgnoreRule;
import io.gitops4j.core.ignore.ObjectSelector;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.reconcile.Status;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What is remembered of plans made before changes no plan: after any sequence of edits of what is declared and of what is live, a
 * reconciler that was there all along plans what one plans that starts anew on the same store.
 */
class CachedPlanProperties {
    private static final int OBJECTS = 3;
    private static final Path VALUE = Path.of("data", "value");
    private static final IgnoreRule LEFT_ALONE = IgnoreRule.of(
            ObjectSelector.builder().kind("ConfigMap").build(), List.of(FieldSelector.path("data.value")));

    private enum What {
        /** Another value of it is declared, or the first. */
        DECLARED,
        /** It is declared no more. */
        UNDECLARED,
        /** Somebody edits a field that is ours. */
        EDITED,
        /** Somebody sets a field to what we would. */
        SET_BACK,
        /** Somebody takes a field of ours away. */
        FIELD_REMOVED,
        /** Somebody adds what is none of ours. */
        ANNOTATED,
        /** Somebody deletes it. */
        DELETED,
        /** A rule leaves the field alone from now on, or no longer. */
        RULE,
        /** All is delivered. */
        RECONCILED
    }

    record Act(What what, int object, int value) {}

    @Provide
    Arbitrary<List<Act>> acts() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.integers().between(0, OBJECTS - 1),
                        Arbitraries.integers().between(0, 2))
                .as(Act::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    /** What is declared and what is live, for one sequence. */
    private static final class Story {
        private final Host host;
        private final int[] values = new int[OBJECTS];
        private boolean ruled;

        Story(Host host) {
            this.host = host;
            declare();
            host.reconcile(application());
        }

        Application application() {
            Application.Builder shop = host.app("shop");
            return (ruled ? shop.ignore(LEFT_ALONE) : shop).build();
        }

        private void declare() {
            List<String> files = new ArrayList<>(List.of("always.yaml", Host.deployment("always", 1)));
            for (int i = 0; i < OBJECTS; i++) {
                if (values[i] >= 0) {
                    files.add("c" + i + ".yaml");
                    files.add(Host.configMap("c" + i, "value", "v" + values[i]));
                }
            }
            host.declare(files.toArray(new String[0]));
        }

        void act(Act act) {
            switch (act.what()) {
                case DECLARED -> declare(act.object(), act.value());
                case UNDECLARED -> declare(act.object(), -1);
                case EDITED -> live(act, key -> host.set("alice", key, VALUE, Node.of("edited " + act.value())));
                case SET_BACK -> live(act, key -> host.set("bob", key, VALUE, Node.of("v" + values[act.object()])));
                case FIELD_REMOVED -> live(act, key -> host.remove("alice", key, VALUE));
                case ANNOTATED ->
                    live(
                            act,
                            key -> host.set(
                                    "alice",
                                    key,
                                    Path.of("metadata", "annotations", "note"),
                                    Node.of("n" + act.value())));
                case DELETED -> live(act, key -> host.cluster.as("alice").delete(key));
                case RULE -> ruled = !ruled;
                case RECONCILED -> host.reconcile(application());
            }
        }

        private void declare(int object, int value) {
            values[object] = value;
            declare();
        }

        private void live(Act act, Consumer<ResourceKey> edit) {
            ResourceKey key = Host.configMapKey("c" + act.object());
            if (host.live(key).isPresent()) {
                edit.accept(key);
            }
        }
    }

    @Property(tries = 30)
    void a_plan_is_the_same_with_and_without_what_is_remembered(@ForAll("acts") List<Act> acts) {
        try (Host host = Host.create()) {
            Story story = new Story(host);
            for (Act act : acts) {
                story.act(act);
                Application application = story.application();
                try (Reconciler anew = host.another(Host.INSTALLATION)) {
                    assertThat(planned(host.reconciler(), application))
                            .as("after %s", act)
                            .isEqualTo(planned(anew, application));
                    host.pump(); // closing waits until listeners were told
                }
            }
        }
    }

    /** All that a plan says, once and again: the second time more is remembered. */
    private static List<String> planned(Reconciler reconciler, Application application) {
        List<String> all = new ArrayList<>(planned(reconciler.plan(application, Host.MANUAL, Cancellation.none())));
        all.addAll(planned(reconciler.plan(application, Host.MANUAL, Cancellation.none())));
        Status status = reconciler.status(application, Cancellation.none());
        status.objects().forEach(object -> all.add(object.key() + " " + object.verdict()));
        return all;
    }

    private static List<String> planned(Plan plan) {
        List<String> all = new ArrayList<>(List.of(plan.digest().value(), plan.toMarkdown(), plan.toDiff()));
        for (PlannedChange line : plan.changes()) {
            all.add(line + " " + line.verdict() + " " + line.changes());
        }
        return all;
    }
}
