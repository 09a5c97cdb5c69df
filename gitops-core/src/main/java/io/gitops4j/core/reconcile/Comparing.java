package io.gitops4j.core.reconcile;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Digest;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Owner;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationFormat;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.diff.Differ;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.internal.Contents;
import io.gitops4j.core.plan.internal.DeliveryPlan;
import io.gitops4j.core.plan.internal.PlanInput;
import io.gitops4j.core.plan.internal.Planner;
import io.gitops4j.core.plan.internal.StepDigests;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.OwnerMark;
import io.gitops4j.core.resource.Resource;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.Scope;
import io.gitops4j.core.resource.Scoped;
import io.gitops4j.core.resource.Scoping;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** From what is declared to a plan: scopes, reads what is live, and plans. */
final class Comparing {
    /** What a cluster makes by itself in each namespace, and what goes with the objects that it belongs to. */
    private static final Set<String> OF_THE_CLUSTER = Set.of("ConfigMap/kube-root-ca.crt", "ServiceAccount/default");

    private static final Set<String> DERIVED = Set.of(
            "Event", "Event.events.k8s.io", "Endpoints", "EndpointSlice.discovery.k8s.io", "Lease.coordination.k8s.io");

    private final Digester digester;
    private final String installation;
    private final String managerPrefix;

    Comparing(Digester digester, String installation, String managerPrefix) {
        this.digester = digester;
        this.installation = installation;
        this.managerPrefix = managerPrefix;
    }

    OwnerMark mark(Application application) {
        return OwnerMark.of(new Owner(installation, application.id()));
    }

    String manager(Application application) {
        return mark(application).fieldManager(managerPrefix);
    }

    Differ differ(Application application) {
        return Differ.of(digester, manager(application));
    }

    StepDigests digests() {
        return new StepDigests(digester);
    }

    Digest config(Application application) {
        return digester.of(ApplicationFormat.print(application), PathSet.empty());
    }

    /** The plan, or every problem that stands in its way. */
    DeliveryPlan plan(
            Application application,
            Declaration declaration,
            Inventory inventory,
            ClusterAdapter cluster,
            Boundary boundary,
            Cancellation cancellation) {
        Discovery discovery = cluster.discover(cancellation);
        Scoped scoped = Scoping.of(new DiscoveredScopes(discovery), application.namespace())
                .resolve(declaration.manifests());
        List<Problem> errors = new ArrayList<>(scoped.errors());
        for (Resource resource : scoped.resources()) {
            boundary.check(resource.key(), resource.location()).ifPresent(errors::add);
        }
        if (!errors.isEmpty()) {
            throw new GitOpsException(errors);
        }
        Map<ResourceKey, String> versions = new TreeMap<>();
        Map<ResourceKey, Live> unread = new HashMap<>();
        inventory.entries().forEach((key, entry) -> {
            Optional<Problem> why = boundary.check(key, Location.nowhere())
                    .or(() -> Optional.ofNullable(discovery.failures().get(key.group())));
            why.ifPresentOrElse(
                    problem -> unread.put(key, new Live.Unreadable(problem)), () -> versions.put(key, entry.version()));
        });
        scoped.resources()
                .forEach(resource -> versions.put(resource.key(), GroupKind.versionOf(resource.apiVersion())));
        Map<ResourceKey, Live> live = new HashMap<>(
                cluster.get(ReadCall.inVersions(versions), cancellation).all());
        unread.forEach(live::putIfAbsent);
        PlanInput input = new PlanInput(
                application,
                config(application),
                declaration.revisions(),
                scoped,
                live,
                Map.of(),
                inventory,
                mark(application),
                differ(application),
                digests(),
                declaration.emptySources(),
                declaration.warnings());
        return Planner.plan(input.with(contents(input, discovery, cluster, cancellation)));
    }

    private Map<ResourceKey, Contents> contents(
            PlanInput input, Discovery discovery, ClusterAdapter cluster, Cancellation cancellation) {
        Map<ResourceKey, Contents> contents = new HashMap<>();
        for (ResourceKey key : Planner.candidates(input)) {
            if (!(input.live().get(key) instanceof Live.Present present)) {
                continue;
            }
            if (key.groupKind().equals(new GroupKind("", "Namespace"))) {
                contents.put(key, ofNamespace(key.name(), discovery, cluster, cancellation));
            } else if (key.kind().equals("CustomResourceDefinition")) {
                Node.Obj spec = present.body().object("spec");
                GroupKind kind = new GroupKind(
                        spec.text("group").orElse(""),
                        spec.text("names", "kind").orElse(""));
                contents.put(key, list(List.of(kind), Optional.empty(), cluster, cancellation));
            }
        }
        return contents;
    }

    private static Contents ofNamespace(
            String namespace, Discovery discovery, ClusterAdapter cluster, Cancellation cancellation) {
        if (!discovery.failures().isEmpty()) {
            return new Contents(
                    List.of(), discovery.failures().values().iterator().next());
        }
        List<GroupKind> kinds = discovery.kinds().stream()
                .filter(kind -> kind.scope() == Scope.NAMESPACED && kind.verbs().contains("list"))
                .map(KindInfo::groupKind)
                .filter(kind -> !DERIVED.contains(kind.toString()))
                .toList();
        return list(kinds, Optional.of(namespace), cluster, cancellation);
    }

    /** The objects of those kinds that nothing else owns: what is owned goes with its owner. */
    private static Contents list(
            List<GroupKind> kinds, Optional<String> namespace, ClusterAdapter cluster, Cancellation cancellation) {
        List<ResourceKey> objects = new ArrayList<>();
        for (GroupKind kind : kinds) {
            Selection all = Selection.all().metadataOnly();
            Selection selection = namespace.map(all::inNamespace).orElse(all);
            ListResult result = cluster.list(KindRef.of(kind), selection, cancellation);
            if (result.problem().isPresent()) {
                return new Contents(List.of(), result.problem().get());
            }
            result.objects().forEach((key, live) -> {
                boolean owned =
                        live.body().object("metadata").array("ownerReferences").size() > 0;
                if (!owned && !OF_THE_CLUSTER.contains(key.kind() + "/" + key.name())) {
                    objects.add(key);
                }
            });
        }
        return new Contents(objects, null);
    }
}
