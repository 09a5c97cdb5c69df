package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.internal.DeliveryPlan;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a plan's digest covers, and what not. */
class PlanDigestProperties {

    /** A set of objects, by name, each with what is in it. */
    record Declared(List<Integer> config, List<Integer> replicas) {
        List<String> documents() {
            List<String> documents = new ArrayList<>();
            for (int i = 0; i < config.size(); i++) {
                documents.add(Host.configMap("c" + i, "value", "v" + config.get(i)));
            }
            for (int i = 0; i < replicas.size(); i++) {
                documents.add(Host.deployment("d" + i, replicas.get(i)));
            }
            return documents;
        }
    }

    @Provide
    Arbitrary<Declared> declared() {
        Arbitrary<List<Integer>> values =
                Arbitraries.integers().between(0, 3).list().ofMinSize(1).ofMaxSize(5);
        return Combinators.combine(values, values).as(Declared::new);
    }

    private static void shuffled(Host host, List<String> documents, Random random) {
        List<String> order = new ArrayList<>(documents);
        Collections.shuffle(order, random);
        List<String> files = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            // several documents in one file, now and then
            if (i > 0 && random.nextInt(3) == 0) {
                files.set(files.size() - 1, files.get(files.size() - 1) + "---\n" + order.get(i));
            } else {
                files.add("f" + random.nextInt(1000) + "-" + i + ".yaml");
                files.add(order.get(i));
            }
        }
        host.declare(files.toArray(new String[0]));
    }

    /** The plan's steps alone: two orders of files are two commits, and the revision is in the digest. */
    private static List<String> steps(Plan plan) {
        return ((DeliveryPlan) plan)
                .steps().stream().map(step -> step.digest().value()).toList();
    }

    @Property(tries = 30)
    void the_order_of_files_and_documents_never_changes_what_is_planned(
            @ForAll("declared") Declared before, @ForAll("declared") Declared after, @ForAll Random random) {
        try (Host host = Host.create()) {
            shuffled(host, before.documents(), random);
            host.reconcile(host.shop());
            shuffled(host, after.documents(), random);
            Plan one = host.plan(host.shop());
            shuffled(host, after.documents(), random);
            Plan two = host.plan(host.shop());

            assertThat(steps(two)).isEqualTo(steps(one));
            assertThat(two.changes())
                    .extracting(Object::toString)
                    .isEqualTo(one.changes().stream().map(Object::toString).toList());
        }
    }

    @Property(tries = 30)
    void a_status_write_never_changes_the_digest(
            @ForAll("declared") Declared before, @ForAll("declared") Declared after, @ForAll Random random) {
        try (Host host = Host.create()) {
            shuffled(host, before.documents(), random);
            host.reconcile(host.shop());
            shuffled(host, after.documents(), random);
            Plan one = host.plan(host.shop());
            for (int i = 0; i < before.replicas().size(); i++) {
                host.cluster
                        .as("controller")
                        .set(
                                Host.deploymentKey("d" + i),
                                Path.of("status", "readyReplicas"),
                                Node.of(random.nextInt(9)));
            }
            host.cluster
                    .as("alice")
                    .set(Host.configMapKey("c0"), Path.of("metadata", "annotations", "note"), Node.of("seen"));
            Plan two = host.plan(host.shop());

            assertThat(two.digest()).isEqualTo(one.digest());
            assertThat(host.apply(one).outcome().problems()).isEmpty();
        }
    }

    @Property(tries = 30)
    void a_change_of_a_declared_field_that_the_plan_writes_changes_the_digest(
            @ForAll("declared") Declared before, @ForAll Random random) {
        try (Host host = Host.create()) {
            shuffled(host, before.documents(), random);
            host.reconcile(host.shop());
            int one = random.nextInt(before.config().size());
            List<String> changed = before.documents();
            changed.set(one, Host.configMap("c" + one, "value", "another"));
            shuffled(host, changed, random);
            Plan plan = host.plan(host.shop());
            host.cluster.as("alice").set(Host.configMapKey("c" + one), Path.of("data", "value"), Node.of("edited"));

            assertThat(host.plan(host.shop()).digest()).isNotEqualTo(plan.digest());
        }
    }
}
