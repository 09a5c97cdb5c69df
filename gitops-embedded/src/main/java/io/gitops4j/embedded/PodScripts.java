package io.gitops4j.embedded;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.embedded.Scripts.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pods and jobs: they start, then are ready or complete, or fail. */
final class PodScripts {
    private PodScripts() {}

    static Optional<Node.Obj> job(Node.Obj object, Ending ending, String now) {
        Node.Obj spec = object.object("spec");
        Node.Obj status = object.object("status");
        Conditions conditions = new Conditions(object, now);
        if (Conditions.isTrue(object, "Complete") || Conditions.isTrue(object, "Failed")) {
            return Optional.empty();
        }
        if (spec.get("suspend") == Node.of(true)) {
            conditions.isTrue("Suspended", "JobSuspended");
            return Optional.of(
                    Node.objectBuilder().put("conditions", conditions.build()).build());
        }
        long completions = Metadata.number(spec, "completions", Metadata.number(spec, "parallelism", 1));
        ObjBuilder out =
                Node.objectBuilder().put("startTime", status.text("startTime").orElse(now));
        if (!status.has("startTime")) {
            long active = Math.min(completions, Metadata.number(spec, "parallelism", 1));
            return Optional.of(out.put("active", active).put("ready", 0).build());
        }
        return switch (ending) {
            case STUCK -> Optional.empty();
            case FAIL -> {
                conditions.isTrue("FailureTarget", "BackoffLimitExceeded").isTrue("Failed", "BackoffLimitExceeded");
                long failed = Metadata.number(spec, "backoffLimit", 6) + 1;
                yield Optional.of(out.put("failed", failed)
                        .put("conditions", conditions.build())
                        .build());
            }
            case READY -> {
                conditions.isTrue("SuccessCriteriaMet", "CompletionsReached").isTrue("Complete", "CompletionsReached");
                yield Optional.of(out.put("succeeded", completions)
                        .put("completionTime", now)
                        .put("conditions", conditions.build())
                        .build());
            }
        };
    }

    static Optional<Node.Obj> pod(Node.Obj object, Ending ending, String now) {
        String phase = object.text("status", "phase").orElse("Pending");
        boolean runsOn = object.text("spec", "restartPolicy").orElse("Always").equals("Always");
        if (ending == Ending.STUCK || !phase.equals("Pending") && !phase.equals("Running")) {
            return Optional.empty();
        }
        if (phase.equals("Pending")) {
            Node state = ending == Ending.FAIL && runsOn ? crashing() : running(now);
            return Optional.of(status(object, now, "Running", false, state));
        }
        if (ending == Ending.FAIL) {
            return runsOn
                    ? Optional.empty()
                    : Optional.of(status(object, now, "Failed", false, terminated("Error", 1, now)));
        }
        if (!Conditions.isTrue(object, "Ready")) {
            return Optional.of(status(object, now, "Running", true, running(now)));
        }
        return runsOn
                ? Optional.empty()
                : Optional.of(status(object, now, "Succeeded", false, terminated("Completed", 0, now)));
    }

    private static Node.Obj status(Node.Obj object, String now, String phase, boolean ready, Node state) {
        Conditions conditions =
                new Conditions(object, now).isTrue("PodScheduled", "").isTrue("Initialized", "");
        for (String type : List.of("ContainersReady", "Ready")) {
            if (ready) {
                conditions.isTrue(type, "");
            } else {
                conditions.isFalse(type, phase.equals("Succeeded") ? "PodCompleted" : "ContainersNotReady");
            }
        }
        List<Node> containers = new ArrayList<>();
        for (Node container : object.object("spec").array("containers").items()) {
            containers.add(Node.objectBuilder()
                    .put("name", container.text("name").orElse(""))
                    .put("image", container.text("image").orElse(""))
                    .put("ready", ready)
                    .put("started", ready)
                    .put("restartCount", state.at("waiting").isPresent() ? 5 : 0)
                    .put("state", state)
                    .build());
        }
        return Node.objectBuilder()
                .put("phase", phase)
                .put("startTime", object.text("status", "startTime").orElse(now))
                .put("conditions", conditions.build())
                .put("containerStatuses", Node.array(containers))
                .build();
    }

    private static Node running(String now) {
        return Node.objectBuilder()
                .put("running", Node.objectBuilder().put("startedAt", now).build())
                .build();
    }

    private static Node crashing() {
        Node.Obj waiting = Node.objectBuilder()
                .put("reason", "CrashLoopBackOff")
                .put("message", "back-off restarting failed container")
                .build();
        return Node.objectBuilder().put("waiting", waiting).build();
    }

    private static Node terminated(String reason, long exitCode, String now) {
        Node.Obj terminated = Node.objectBuilder()
                .put("exitCode", exitCode)
                .put("finishedAt", now)
                .put("reason", reason)
                .build();
        return Node.objectBuilder().put("terminated", terminated).build();
    }
}
