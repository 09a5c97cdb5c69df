package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.ObjectStatus;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.reconcile.Status;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testing.Shared;
import io.gitops4j.testkit.controlplane.ControlPlane;
import io.gitops4j.testkit.controlplane.KubeClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that other projects publish, on one real cluster: each folder that can be delivered is an application. */
final class RealDelivery implements AutoCloseable {
    /** Why a folder, or an object of it, cannot be on this cluster; anything else is a fault. */
    private static final Set<Code> FOREIGN = Set.of(
            Code.UNKNOWN_KIND,
            Code.CONFLICT,
            Code.INVALID_OBJECT,
            Code.INVALID_TEXT,
            Code.RENDERER,
            Code.NOT_SUPPORTED);

    private static final int ATTEMPTS = 5;

    final KubernetesWorld world;
    private final Path input;
    private final List<Application> applications = new ArrayList<>();
    private final Set<String> leftOut = new TreeSet<>();
    private int objects;

    private RealDelivery(KubernetesWorld world, Path input) {
        this.world = world;
        this.input = input;
    }

    /** Applies everything once. */
    static RealDelivery on(ControlPlane plane) {
        Path input = Shared.folder("GITOPS4J_REALWORLD", "shared/realworld");
        RealDelivery delivery = new RealDelivery(KubernetesWorld.on(plane), input);
        for (Path file : Shared.files(input)) {
            delivery.world.git.write("all/" + delivery.relative(file), Shared.bytes(file));
        }
        delivery.world.git.commit("everything");
        RealFolders.of(input).forEach(folder -> delivery.deliver(folder, plane.namespace()));
        delivery.leftOut.forEach(one -> System.out.println("left out: " + one));
        System.out.println(
                "delivered: " + delivery.objects + " objects of " + delivery.applications.size() + " folders");
        return delivery;
    }

    private void deliver(String folder, String namespace) {
        String name = folder.replaceAll("[^a-z0-9]+", "-");
        Optional<GitOpsException> refused = apply(application(name, namespace, "all/" + folder));
        Set<String> without = new TreeSet<>();
        while (refused.isPresent()) {
            List<Problem> problems = refused.get().problems();
            assertThat(problems)
                    .extracting(Problem::code)
                    .as("%s: %s", folder, problems)
                    .isSubsetOf(FOREIGN);
            problems.forEach(problem -> leftOut.add(folder + ": " + problem.text()));
            boolean more = false;
            for (Problem problem : problems) {
                more |= without.add(problem.where().file().orElse("").replaceFirst("^(all|plain)/", ""));
            }
            // as plain manifests, without those that cannot be here
            if (!more || !writePlain(folder, without)) {
                return;
            }
            refused = apply(application(name, namespace, "plain/" + folder));
        }
    }

    private static boolean retryable(Run run) {
        return run.outcome().problems().stream().allMatch(Problem::retryable);
    }

    private boolean writePlain(String folder, Set<String> without) {
        world.git.delete("plain/" + folder);
        List<Path> files = Shared.files(input.resolve(folder)).stream()
                .filter(file -> file.toString().endsWith(".yaml") && !RealFolders.isKustomization(file))
                .filter(file -> !without.contains(relative(file)))
                .toList();
        files.forEach(file -> world.git.write("plain/" + relative(file), Shared.bytes(file)));
        world.git.commit("plain " + folder);
        return !files.isEmpty();
    }

    private String relative(Path file) {
        return input.relativize(file).toString().replace('\\', '/');
    }

    private Application application(String name, String namespace, String folder) {
        return world.app(name, namespace, folder)
                .timeout(Duration.ZERO)
                .every(Duration.ofHours(10))
                .build();
    }

    /** Applies an application once; gives why that cannot be. */
    private Optional<GitOpsException> apply(Application application) {
        try {
            Plan plan = world.plan(application);
            if (plan.changes().isEmpty()) {
                leftOut.add(application.id() + ": nothing is in it");
                return Optional.empty();
            }
            Optional<Problem> claimed = plan.changes().stream()
                    .flatMap(line -> line.reason().stream())
                    .filter(reason -> reason.code().equals(Code.CONFLICT))
                    .findFirst();
            if (claimed.isPresent()) {
                // another folder has the same objects
                leftOut.add(application.id() + ": " + claimed.get().message());
                return Optional.empty();
            }
            Run run = world.apply(plan);
            for (int i = 0; i < ATTEMPTS && run.outcome().kind() == Outcome.Kind.PARTIAL && retryable(run); i++) {
                // a busy machine may take long to serve what was just defined
                run = world.reconcile(application);
            }
            assertThat(run.outcome().kind())
                    .as("%s %s", application, run.outcome().problems())
                    .isIn(Outcome.Kind.APPLIED, Outcome.Kind.NO_CHANGE);
            objects += plan.changes().size();
            applications.add(application);
            return Optional.empty();
        } catch (GitOpsException e) {
            return Optional.of(e);
        }
    }

    List<Application> applications() {
        return List.copyOf(applications);
    }

    /** Every object of every application, as it is on the cluster. */
    Map<ResourceKey, Node.Obj> live(KubeClient client) {
        Map<ResourceKey, Node.Obj> live = new TreeMap<>();
        for (Application application : applications) {
            Status status = world.reconciler().status(application, Cancellation.none());
            for (ObjectStatus object : status.objects()) {
                live.put(object.key(), client.get(world.path(object.key())).ok());
            }
        }
        return live;
    }

    /** Every object of every application is as declared, as {@code reconciler} sees it. */
    void isInSync(Reconciler reconciler) {
        int all = 0;
        List<String> wrong = new ArrayList<>();
        for (Application application : applications) {
            Status status = reconciler.status(application, Cancellation.none());
            assertThat(status.objects())
                    .as("%s %s", application, status.problems())
                    .isNotEmpty();
            for (ObjectStatus object : status.objects()) {
                all++;
                if (object.verdict() != Verdict.IN_SYNC) {
                    wrong.add(application.id() + " " + object.verdict() + " " + object.key());
                }
            }
            status.plan().ifPresent(plan -> wrong.addAll(differences(application, plan)));
        }
        System.out.println("in sync: " + (all - wrong.size()) + " of " + all);
        assertThat(wrong).isEmpty();
    }

    /** The lines of a plan that would write, with what they would change. */
    static List<String> differences(Application application, Plan plan) {
        return plan.changes().stream()
                .filter(line -> line.action() != Action.BLOCKED)
                .map(line -> application.id() + " " + line + " "
                        + line.changes().stream().map(Change::text).toList())
                .toList();
    }

    @Override
    public void close() {
        world.close();
    }
}
