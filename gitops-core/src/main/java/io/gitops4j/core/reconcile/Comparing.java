package io.gitops4j.core.reconcile;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
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
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.PathSet;
import io.gitops4j.core.view.internal.Interest;
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
    private final Scopings scopings = new Scopings();

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
            Interest live,
            Boundary boundary,
            Cancellation cancellation) {
        requireSameCluster(application, inventory);
        Discovery discovery = live.view().discovery(declaration.manifests(), cancellation);
        Scopings.Known known = scopings.of(application, declaration, discovery);
        Scoped scoped = known.scoped();
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
        Map<ResourceKey, Live> seen = new HashMap<>(read(live, ReadCall.inVersions(versions), cancellation));
        unread.forEach(seen::putIfAbsent);
        PlanInput input = new PlanInput(
                application,
                config(application),
                declaration.revisions(),
                scoped,
                seen,
                Map.of(),
                inventory,
                known.inSync(),
                mark(application),
                schemas(known, live, discovery),
                differ(application),
                digests(),
                declaration.emptySources(),
                declaration.warnings());
        return Planner.plan(input.with(contents(input, live, cancellation)));
    }

    /**
     * Definitions of this very set come first, as they will hold once they are applied; then what Kubernetes serves by itself,
     * which costs no request; then what the cluster publishes of everything else.
     */
    private static SchemaSource schemas(Scopings.Known known, Interest live, Discovery discovery) {
        return SchemaSource.firstOf(
                known.definitions(), SchemaSource.builtIn(), live.view().schemas(discovery), SchemaSource.deduced());
    }

    private static Map<ResourceKey, Live> read(Interest live, ReadCall call, Cancellation cancellation) {
        Map<ResourceKey, Live> all = live.read(call, cancellation).all();
        boolean nothing = !all.isEmpty()
                && all.values().stream()
                        .allMatch(one -> one instanceof Live.Unreadable unreadable
                                && unreadable.problem().code().equals(Code.CLUSTER_UNAVAILABLE));
        if (nothing) {
            // that the cluster cannot be reached at all is one problem, not one for each object
            live.view().freshDiscovery(cancellation);
        }
        return all;
    }

    /** An application that moved would leave its objects behind, and nobody would know of them. */
    static void requireSameCluster(Application application, Inventory inventory) {
        boolean moved = !inventory.isEmpty()
                && !inventory.cluster().isEmpty()
                && !inventory.cluster().equals(application.cluster());
        if (moved) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.object("application " + application.id()).withField("cluster"),
                    "it names " + application.cluster() + ", and objects of it are on " + inventory.cluster()
                            + "; remove it from there first, or deliver to " + application.cluster()
                            + " under another name"));
        }
    }

    private Map<ResourceKey, Contents> contents(PlanInput input, Interest live, Cancellation cancellation) {
        Map<ResourceKey, Contents> contents = new HashMap<>();
        for (ResourceKey key : Planner.candidates(input)) {
            if (!(input.live().get(key) instanceof Live.Present present)) {
                continue;
            }
            if (key.groupKind().equals(new GroupKind("", "Namespace"))) {
                contents.put(key, ofNamespace(key.name(), live, cancellation));
            } else if (key.kind().equals("CustomResourceDefinition")) {
                Node.Obj spec = present.body().object("spec");
                GroupKind kind = new GroupKind(
                        spec.text("group").orElse(""),
                        spec.text("names", "kind").orElse(""));
                contents.put(key, list(List.of(kind), Optional.empty(), live.cluster(), cancellation));
            }
        }
        return contents;
    }

    /** What the cluster has in the namespace at this moment: what is overlooked here would be lost. */
    private static Contents ofNamespace(String namespace, Interest live, Cancellation cancellation) {
        Discovery discovery = live.view().freshDiscovery(cancellation);
        if (!discovery.failures().isEmpty()) {
            return new Contents(
                    List.of(), discovery.failures().values().iterator().next());
        }
        List<GroupKind> kinds = discovery.kinds().stream()
                .filter(kind -> kind.scope() == Scope.NAMESPACED && kind.verbs().contains("list"))
                .map(KindInfo::groupKind)
                .filter(kind -> !DERIVED.contains(kind.toString()))
                .toList();
        return list(kinds, Optional.of(namespace), live.cluster(), cancellation);
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
