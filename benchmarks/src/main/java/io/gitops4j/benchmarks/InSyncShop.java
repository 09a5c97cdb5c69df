package io.gitops4j.benchmarks;

import io.gitops4j.core.Location;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Differ;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.InventoryEntry;
import io.gitops4j.core.plan.internal.InSyncMemory;
import io.gitops4j.core.plan.internal.PlanInput;
import io.gitops4j.core.plan.internal.StepDigests;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.resource.Resource;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.Scope;
import io.gitops4j.core.resource.ScopeLookup;
import io.gitops4j.core.resource.Scoped;
import io.gitops4j.core.resource.Scoping;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.PathSet;
import io.gitops4j.git.Git;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a plan is made of, for an application whose Deployments are all live as declared, and were applied by us. */
final class InSyncShop {
    private final PlanInput input;

    InSyncShop(Differ differ, int objects) {
        List<Manifest> manifests = new ArrayList<>();
        Map<String, LiveDeployment> deployments = new HashMap<>();
        for (int i = 0; i < objects; i++) {
            LiveDeployment one = LiveDeployment.numbered(i);
            deployments.put(one.declared().text("metadata", "name").orElseThrow(), one);
            manifests.add(Manifest.of(one.declared(), Origins.at(Location.nowhere())));
        }
        Scoped declared = Scoping.of((kind, version) -> new ScopeLookup.Known(Scope.NAMESPACED), "shop")
                .resolve(manifests);
        Map<ResourceKey, Live> live = new HashMap<>();
        List<InventoryEntry> entries = new ArrayList<>();
        for (Resource resource : declared.resources()) {
            LiveDeployment one =
                    Objects.requireNonNull(deployments.get(resource.key().name()));
            FieldSet fields = Differ.fields(one.desired(), LiveDeployment.SCHEMA.type());
            live.put(resource.key(), one.live());
            entries.add(InventoryEntry.intended(resource.key(), "v1", fields)
                    .applied("v1", fields, differ.witness(one.desired(), PathSet.empty(), one.live(), fields)));
        }
        input = new PlanInput(
                Application.named("shop")
                        .from(Git.at("https://git.example/shop").branch("main").path("deploy"))
                        .to("cluster")
                        .build(),
                Digester.ofWords(List.of()),
                Revisions.none(),
                declared,
                live,
                Map.of(),
                Inventory.of(entries),
                new InSyncMemory(),
                LiveDeployment.MARK,
                SchemaSource.builtIn(),
                differ,
                new StepDigests(Digester.keyed(new byte[16])),
                List.of(),
                List.of());
    }

    PlanInput input() {
        return input;
    }
}
