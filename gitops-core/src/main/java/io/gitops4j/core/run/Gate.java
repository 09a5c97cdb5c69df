package io.gitops4j.core.run;

import io.gitops4j.core.plan.Action;
import java.util.List;

/**
 * Lets a plan be applied, or not: approval, windows, limits. Asked right before the first write of a run, on the run's thread;
 * quick, and safe for any number of threads. One that throws denies.
 */
@FunctionalInterface
public interface Gate {
    /** The decision on one plan. */
    Decision review(GateRequest request);

    /** Lets everything through. */
    static Gate open() {
        return request -> Decision.allow();
    }

    /** Holds a plan that removes more than {@code most} objects. */
    static Gate maxPrunes(int most) {
        return request -> {
            long prunes = request.plan().count(Action.PRUNE);
            return prunes <= most
                    ? Decision.allow()
                    : Decision.hold("the plan removes " + prunes + " objects, more than the " + most
                            + " that go without being asked");
        };
    }

    /** All of these gates: the strongest answer counts, the first of equals. */
    static Gate all(Gate... gates) {
        List<Gate> all = List.of(gates);
        return request -> {
            Decision strongest = Decision.allow();
            for (Gate gate : all) {
                Decision decision = gate.review(request);
                if (decision.kind().compareTo(strongest.kind()) > 0) {
                    strongest = decision;
                }
            }
            return strongest;
        };
    }
}
