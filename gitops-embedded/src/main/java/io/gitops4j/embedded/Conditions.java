package io.gitops4j.embedded;

import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;

/** The conditions in a status, as Kubernetes keeps them: one a type, with the time of its last change. */
final class Conditions {
    private final List<Node> all = new ArrayList<>();
    private final Node.Arr before;
    private final String now;

    /** Starts without a condition; those that {@code object} has are looked up for the time of their last change. */
    Conditions(Node.Obj object, String now) {
        this.before = object.object("status").array("conditions");
        this.now = now;
    }

    static boolean isTrue(Node.Obj object, String type) {
        return object.object("status").array("conditions").items().stream()
                .anyMatch(condition -> condition
                                .text("type")
                                .filter(type::equals)
                                .isPresent()
                        && condition.text("status").filter("True"::equals).isPresent());
    }

    static boolean hasReason(Node.Obj object, String type, String reason) {
        return object.object("status").array("conditions").items().stream()
                .anyMatch(condition -> condition
                                .text("type")
                                .filter(type::equals)
                                .isPresent()
                        && condition.text("reason").filter(reason::equals).isPresent());
    }

    Conditions isTrue(String type, String reason) {
        return add(type, "True", reason);
    }

    Conditions isFalse(String type, String reason) {
        return add(type, "False", reason);
    }

    Conditions isUnknown(String type, String reason) {
        return add(type, "Unknown", reason);
    }

    private Conditions add(String type, String status, String reason) {
        String since = before.items().stream()
                .filter(one -> one.text("type").filter(type::equals).isPresent()
                        && one.text("status").filter(status::equals).isPresent())
                .flatMap(one -> one.text("lastTransitionTime").stream())
                .findFirst()
                .orElse(now);
        all.add(Node.objectBuilder()
                .put("type", type)
                .put("status", status)
                .put("reason", reason)
                .put("lastTransitionTime", since)
                .build());
        return this;
    }

    Node.Arr build() {
        return Node.array(all);
    }
}
