package io.gitops4j.core.health;

import io.gitops4j.core.tree.Node;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a live object leniently: what is absent, null or of another type is as if it were not there. */
final class Fields {
    private final Node.Obj live;
    private final Conditions conditions;

    Fields(Node.Obj live) {
        this.live = live;
        this.conditions = Conditions.of(live.object("status").array("conditions"));
    }

    Node.Obj live() {
        return live;
    }

    Conditions conditions() {
        return conditions;
    }

    String text(String... keys) {
        return live.text(keys).orElse("");
    }

    boolean isTrue(String... keys) {
        return live.at(keys).filter(Node.of(true)::equals).isPresent();
    }

    /** An integer, also one in a string, as Argo Rollouts writes its {@code observedGeneration}. */
    OptionalLong number(String... keys) {
        return live.at(keys).map(Fields::number).orElse(OptionalLong.empty());
    }

    long number(long absent, String... keys) {
        return number(keys).orElse(absent);
    }

    Node.Arr array(String... keys) {
        Optional<Node> found = live.at(keys);
        return found.isPresent() && found.get() instanceof Node.Arr arr ? arr : Node.array();
    }

    static OptionalLong number(Node node) {
        if (node instanceof Node.Num num && num.isLong()) {
            return OptionalLong.of(num.value().longValue());
        }
        if (node instanceof Node.Str str && str.value().matches("[0-9]{1,18}")) {
            return OptionalLong.of(Long.parseLong(str.value()));
        }
        return OptionalLong.empty();
    }
}
