package io.gitops4j.core.cluster;

import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Live;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to one write. Every answer but {@link Uncertain} says for sure whether the write took effect. */
public sealed interface WriteResult {
    /**
     * The write took effect, or would have in a dry run.
     *
     * @param live the object after it; for a deletion what the cluster answered, {@link Live.Absent} where it is gone already
     * @param changed whether the object changed; false for an apply that found everything as wanted
     */
    record Written(Live live, boolean changed) implements WriteResult {}

    /**
     * Nothing was written: other managers own fields that the apply wants to change.
     *
     * @param owners each field with its manager
     */
    record Conflict(List<FieldOwner> owners) implements WriteResult {
        /** Keeps an unmodifiable copy. */
        public Conflict {
            owners = List.copyOf(owners);
        }
    }

    /**
     * Nothing was written: uid, version or absence were not as the call asked.
     *
     * @param live the object as it is, where the cluster said
     */
    record PreconditionFailed(@Nullable Live live) implements WriteResult {
        /** The object as it is, where the cluster said. */
        public Optional<Live> current() {
            return Optional.ofNullable(live);
        }
    }

    /**
     * Nothing was written, and the same call will not do better: invalid, forbidden, unknown kind.
     *
     * @param problem why, without any value of the object
     */
    record Rejected(Problem problem) implements WriteResult {}

    /**
     * Nothing was written: the cluster is busy.
     *
     * @param retryAfter how long to wait
     */
    record Throttled(Duration retryAfter) implements WriteResult {}

    /**
     * Nothing was written, and the same call may do better later: the request never reached the cluster, or it ended at
     * something that stands before the store, such as an admission webhook that is down.
     *
     * @param problem why, retryable
     */
    record Unavailable(Problem problem) implements WriteResult {}

    /**
     * The write was sent, and nobody knows what became of it. Read before sending again.
     *
     * @param problem why
     */
    record Uncertain(Problem problem) implements WriteResult {}

    /**
     * Who owns a field.
     *
     * @param field the field as Kubernetes prints it, such as {@code .spec.replicas}
     * @param manager its field manager
     */
    record FieldOwner(String field, String manager) {}
}
