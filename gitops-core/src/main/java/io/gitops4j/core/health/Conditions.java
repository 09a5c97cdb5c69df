package io.gitops4j.core.health;

import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The conditions of a live object (KEP-1623); entries that are no conditions are passed over. */
final class Conditions {
    private final List<Condition> all;

    private Conditions(List<Condition> all) {
        this.all = all;
    }

    static Conditions of(Node.Arr array) {
        List<Condition> all = new ArrayList<>(array.size());
        for (Node item : array.items()) {
            item.text("type").ifPresent(type -> all.add(Condition.of(type, item)));
        }
        return new Conditions(List.copyOf(all));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Condition> all() {
        return all;
    }

    Optional<Condition> find(String type) {
        return all.stream().filter(condition -> condition.type().equals(type)).findFirst();
    }

    /** The condition {@code type} where it is {@code True}. */
    Optional<Condition> holding(String type) {
        return find(type).filter(Condition::isTrue);
    }

    /** The condition {@code type} where it is {@code False}. */
    Optional<Condition> failing(String type) {
        return find(type).filter(Condition::isFalse);
    }

    record Condition(String type, String status, String reason, String message, OptionalLong observedGeneration) {
        static Condition of(String type, Node item) {
            return new Condition(
                    type,
                    item.text("status").orElse(""),
                    item.text("reason").orElse(""),
                    item.text("message").orElse(""),
                    item.at("observedGeneration").map(Fields::number).orElse(OptionalLong.empty()));
        }

        boolean isTrue() {
            return status.equals("True");
        }

        boolean isFalse() {
            return status.equals("False");
        }

        /** The reason, or the type where there is none. */
        String word() {
            return reason.isEmpty() ? type : reason;
        }
    }
}
