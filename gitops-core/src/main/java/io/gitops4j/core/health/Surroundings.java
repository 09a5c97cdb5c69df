package io.gitops4j.core.health;

/** What surrounds workloads: volumes, addresses, namespaces, budgets. */
final class Surroundings {
    private Surroundings() {}

    static Health claim(Fields fields) {
        String phase = fields.text("status", "phase");
        return switch (phase) {
            case "Bound" -> Health.healthy(phase, "");
            case "Lost" -> Health.degraded(phase, "the volume of the claim is lost");
            case "", "Pending" ->
                awaitsConsumer(fields)
                        ? Health.progressing("WaitForFirstConsumer", "the claim is bound when the first pod uses it")
                                .withVerdict(Health.Wait.PASS_THROUGH)
                        : Health.progressing("Pending", "the claim is not bound yet");
            default -> Health.unknown(phase, "");
        };
    }

    /**
     * Whether nobody provisions the volume yet: where the class binds at once, the volume controller writes the
     * provisioner into an annotation first of all; where it binds with the first consumer, only when the scheduler has
     * chosen a node (kubernetes {@code pkg/controller/volume/persistentvolume/pv_controller.go}).
     */
    private static boolean awaitsConsumer(Fields fields) {
        return fields.text("status", "phase").equals("Pending")
                && !fields.text("spec", "storageClassName").isEmpty()
                && fields.text("spec", "volumeName").isEmpty()
                && annotation(fields, "volume.kubernetes.io/storage-provisioner")
                        .isEmpty()
                && annotation(fields, "volume.beta.kubernetes.io/storage-provisioner")
                        .isEmpty()
                && annotation(fields, "volume.kubernetes.io/selected-node").isEmpty();
    }

    private static String annotation(Fields fields, String name) {
        return fields.text("metadata", "annotations", name);
    }

    static Health service(Fields fields) {
        boolean waits = fields.text("spec", "type").equals("LoadBalancer") && !hasAddress(fields);
        return waits ? Health.progressing("NoAddress", "the load balancer has no address yet") : Health.healthy();
    }

    /** Shown as on its way while it has no address, but not waited for: many controllers never publish one. */
    static Health ingress(Fields fields) {
        return hasAddress(fields)
                ? Health.healthy()
                : Health.progressing("NoAddress", "no controller has published an address")
                        .withVerdict(Health.Wait.PASS_THROUGH);
    }

    private static boolean hasAddress(Fields fields) {
        return fields.array("status", "loadBalancer", "ingress").size() > 0;
    }

    static Health namespace(Fields fields) {
        return fields.text("status", "phase").equals("Terminating")
                ? Health.terminating("Terminating", "the namespace is being deleted")
                : Health.healthy();
    }

    static Health disruptionBudget(Fields fields) {
        return fields.number("status", "observedGeneration").isPresent()
                ? Health.healthy()
                : Health.progressing("NotObserved", "its controller has not looked at the object yet");
    }
}
