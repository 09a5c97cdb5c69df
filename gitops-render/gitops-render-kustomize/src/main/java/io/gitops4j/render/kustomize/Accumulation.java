package io.gitops4j.render.kustomize;

import io.gitops4j.core.Code;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The objects of one kustomization so far, no id twice. */
final class Accumulation {
    private final Problems problems;
    private final List<Manifest> manifests = new ArrayList<>();
    private final Map<String, Manifest> byId = new HashMap<>();

    Accumulation(Problems problems) {
        this.problems = problems;
    }

    /** Adds objects; one whose id is there already becomes a problem instead. */
    void add(List<Manifest> more) {
        for (Manifest manifest : more) {
            String id = manifest.name().map(name -> id(manifest, name)).orElse("");
            Manifest before = id.isEmpty() ? null : byId.putIfAbsent(id, manifest);
            if (before == null) {
                manifests.add(manifest);
            } else {
                problems.add(Problem.of(
                        Code.DUPLICATE_OBJECT,
                        manifest.origin(Path.root()).location().withObject(manifest.title()),
                        "may not add resource with an already registered id: " + id + "; it comes from "
                                + before.origin(Path.root()).location() + " already"));
            }
        }
    }

    /** The objects in the order in which they were added. */
    List<Manifest> manifests() {
        return manifests;
    }

    /** Upstream's id: group, version, kind, name, and namespace, where none is the same as {@code default}. */
    private static String id(Manifest manifest, String name) {
        String apiVersion = manifest.apiVersion();
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "[noGrp]" : apiVersion.substring(0, slash);
        String namespace =
                manifest.namespace().filter(ns -> !ns.equals("default")).orElse("[noNs]");
        return manifest.kind() + "." + apiVersion.substring(slash + 1) + "." + group + "/" + name + "." + namespace;
    }
}
