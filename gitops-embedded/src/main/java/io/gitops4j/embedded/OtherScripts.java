package io.gitops4j.embedded;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.embedded.Scripts.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What takes one step: claims, addresses, autoscalers, budgets, API services and definitions. */
final class OtherScripts {
    /** From TEST-NET-1 (RFC 5737), which is nobody's. */
    private static final String ADDRESS = "192.0.2.10";

    private OtherScripts() {}

    static Optional<Node.Obj> claim(Node.Obj object, Ending ending, String now) {
        if (ending != Ending.READY || object.text("status", "phase").orElse("").equals("Bound")) {
            return Optional.empty();
        }
        Node.Obj spec = object.object("spec");
        return Optional.of(Node.objectBuilder()
                .put("phase", "Bound")
                .put("accessModes", spec.array("accessModes"))
                .put("capacity", spec.object("resources").object("requests"))
                .build());
    }

    static Optional<Node.Obj> service(Node.Obj object, Ending ending, String now) {
        boolean balanced = object.text("spec", "type").orElse("").equals("LoadBalancer");
        return balanced && ending == Ending.READY ? Optional.of(address()) : Optional.empty();
    }

    static Optional<Node.Obj> ingress(Node.Obj object, Ending ending, String now) {
        return ending == Ending.READY ? Optional.of(address()) : Optional.empty();
    }

    private static Node.Obj address() {
        Node ingress = Node.array(Node.objectBuilder().put("ip", ADDRESS).build());
        return Node.objectBuilder()
                .put(
                        "loadBalancer",
                        Node.objectBuilder().put("ingress", ingress).build())
                .build();
    }

    static Optional<Node.Obj> autoscaler(Node.Obj object, Ending ending, String now) {
        Conditions conditions = new Conditions(object, now).isTrue("AbleToScale", "ReadyForNewScale");
        switch (ending) {
            case STUCK -> {
                return Optional.empty();
            }
            case FAIL -> conditions.isFalse("ScalingActive", "FailedGetResourceMetric");
            case READY -> conditions.isTrue("ScalingActive", "ValidMetricFound");
        }
        long replicas = Metadata.number(object.object("spec"), "minReplicas", 1);
        return Optional.of(Node.objectBuilder()
                .put("currentReplicas", replicas)
                .put("desiredReplicas", replicas)
                .put("conditions", conditions.build())
                .build());
    }

    static Optional<Node.Obj> budget(Node.Obj object, Ending ending, String now) {
        if (ending == Ending.STUCK) {
            return Optional.empty();
        }
        boolean ready = ending == Ending.READY;
        Conditions conditions = new Conditions(object, now);
        if (ready) {
            conditions.isTrue("DisruptionAllowed", "SufficientPods");
        } else {
            conditions.isFalse("DisruptionAllowed", "InsufficientPods");
        }
        return Optional.of(Node.objectBuilder()
                .put("observedGeneration", Metadata.generation(object))
                .put("currentHealthy", ready ? 2 : 0)
                .put("desiredHealthy", 1)
                .put("expectedPods", 2)
                .put("disruptionsAllowed", ready ? 1 : 0)
                .put("conditions", conditions.build())
                .build());
    }

    static Optional<Node.Obj> apiService(Node.Obj object, Ending ending, String now) {
        Conditions conditions = new Conditions(object, now);
        switch (ending) {
            case STUCK -> {
                return Optional.empty();
            }
            case FAIL -> conditions.isFalse("Available", "MissingEndpoints");
            case READY -> conditions.isTrue("Available", "Passed");
        }
        return Optional.of(
                Node.objectBuilder().put("conditions", conditions.build()).build());
    }

    static Optional<Node.Obj> definition(Node.Obj object, Ending ending, String now) {
        Conditions conditions = new Conditions(object, now);
        switch (ending) {
            case STUCK -> {
                return Optional.empty();
            }
            case FAIL -> conditions.isFalse("NamesAccepted", "KindConflict").isFalse("Established", "NotAccepted");
            case READY ->
                conditions.isTrue("NamesAccepted", "NoConflicts").isTrue("Established", "InitialNamesAccepted");
        }
        List<Node> stored =
                new ArrayList<>(object.object("status").array("storedVersions").items());
        for (Node version : object.object("spec").array("versions").items()) {
            Node name = Node.of(version.text("name").orElse(""));
            if (version.at("storage").filter(Node.of(true)::equals).isPresent() && !stored.contains(name)) {
                stored.add(name);
            }
        }
        ObjBuilder out = Node.objectBuilder()
                .put("conditions", conditions.build())
                .put("acceptedNames", object.object("spec").object("names"))
                .put("storedVersions", Node.array(stored));
        return Optional.of(out.build());
    }
}
