package io.gitops4j.core.state;

import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.run.OpenRun;
import io.gitops4j.core.run.Run;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One atomic change of an application's stored state. Immutable. */
public final class StateChange {
    private final @Nullable Inventory inventory;
    private final @Nullable OpenRun begin;
    private final @Nullable Run end;
    private final boolean forget;

    private StateChange(@Nullable Inventory inventory, @Nullable OpenRun begin, @Nullable Run end, boolean forget) {
        this.inventory = inventory;
        this.begin = begin;
        this.end = end;
        this.forget = forget;
    }

    /** Replaces the inventory. */
    public static StateChange inventory(Inventory inventory) {
        return new StateChange(Objects.requireNonNull(inventory), null, null, false);
    }

    /** Begins a run: it is open from now on, with an empty journal. */
    public static StateChange begin(OpenRun run) {
        return new StateChange(null, Objects.requireNonNull(run), null, false);
    }

    /** Ends a run: it joins the history, and the open run of that id, with its journal, is no more. */
    public static StateChange end(Run run) {
        return new StateChange(null, null, Objects.requireNonNull(run), false);
    }

    /** Forgets the application: inventory, open run and history; its claims' tokens go on growing. */
    public static StateChange forget() {
        return new StateChange(null, null, null, true);
    }

    /** This change, which also replaces the inventory. */
    public StateChange and(Inventory inventory) {
        return new StateChange(Objects.requireNonNull(inventory), begin, end, forget);
    }

    /** The new inventory. */
    public Optional<Inventory> inventory() {
        return Optional.ofNullable(inventory);
    }

    /** The run that begins. */
    public Optional<OpenRun> begin() {
        return Optional.ofNullable(begin);
    }

    /** The run that ends. */
    public Optional<Run> end() {
        return Optional.ofNullable(end);
    }

    /** Whether all is forgotten. */
    public boolean forgets() {
        return forget;
    }
}
