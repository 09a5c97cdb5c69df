package io.gitops4j.embedded;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a test makes go wrong. Each fault stays until {@link #clear} or, for writes, until it happened as often as
 * asked. Faults concern the adapter's requests only, never actors or the cluster itself. Safe for any number of
 * threads.
 */
public final class Faults {
    /** A fault of writes that stays. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    private final Map<String, Problem> groups = new HashMap<>();
    private final Map<GroupKind, Map<String, Problem>> unreadable = new HashMap<>();
    private final Map<GroupKind, Set<String>> unserved = new HashMap<>();
    private final Map<ResourceKey, WriteFault> writes = new HashMap<>();
    private @org.jspecify.annotations.Nullable Problem unreachable;

    /** What becomes of a write, and whether it takes effect all the same. */
    record WriteFault(WriteResult answer, boolean takesEffect, int times) {}

    Faults() {}

    /** Discovery of {@code group} fails; its kinds are missing from what is discovered. */
    public synchronized Faults failDiscovery(String group, String message) {
        groups.put(group, Problem.retryable(Code.CLUSTER_UNAVAILABLE, Location.nowhere(), message));
        return this;
    }

    /** Objects of {@code kind} cannot be read, in whatever version. */
    public Faults unreadable(GroupKind kind, String message) {
        return unreadable(kind, "", message);
    }

    /** Objects of {@code kind} cannot be read in {@code version}, as where a conversion webhook is down. */
    public synchronized Faults unreadable(GroupKind kind, String version, String message) {
        Problem problem = Problem.retryable(Code.CLUSTER_UNAVAILABLE, Location.nowhere(), message);
        unreadable.computeIfAbsent(kind, any -> new HashMap<>()).put(version, problem);
        return this;
    }

    /** {@code version} of {@code kind} is no longer served; its objects are there in the versions left. */
    public synchronized Faults unserve(GroupKind kind, String version) {
        unserved.computeIfAbsent(kind, any -> new HashSet<>()).add(version);
        return this;
    }

    /** The next {@code times} writes of {@code key} are throttled. */
    public Faults throttle(ResourceKey key, Duration retryAfter, int times) {
        return write(key, new WriteFault(new WriteResult.Throttled(retryAfter), false, times));
    }

    /** The next {@code times} writes of {@code key} are rejected. */
    public Faults reject(ResourceKey key, String message, int times) {
        Problem problem = Problem.of(Code.REJECTED, Location.object(key.toString()), message);
        return write(key, new WriteFault(new WriteResult.Rejected(problem), false, times));
    }

    /** The next {@code times} writes of {@code key} are lost on the way: uncertain, and without effect. */
    public Faults loseRequest(ResourceKey key, int times) {
        return write(key, new WriteFault(uncertain(key), false, times));
    }

    /** The answers of the next {@code times} writes of {@code key} are lost: uncertain, and in effect. */
    public Faults loseAnswer(ResourceKey key, int times) {
        return write(key, new WriteFault(uncertain(key), true, times));
    }

    private static WriteResult uncertain(ResourceKey key) {
        return new WriteResult.Uncertain(Problem.retryable(
                Code.UNCERTAIN, Location.object(key.toString()), "the connection was lost before the answer"));
    }

    /** Nothing can be asked of the cluster; open watches stay silent. */
    public synchronized Faults unreachable(String message) {
        unreachable = Problem.retryable(Code.CLUSTER_UNAVAILABLE, Location.nowhere(), message);
        return this;
    }

    /** Ends all faults. */
    public synchronized void clear() {
        groups.clear();
        unreadable.clear();
        unserved.clear();
        writes.clear();
        unreachable = null;
    }

    private synchronized Faults write(ResourceKey key, WriteFault fault) {
        writes.put(key, fault);
        return this;
    }

    synchronized Optional<Problem> ofCluster() {
        return Optional.ofNullable(unreachable);
    }

    synchronized Map<String, Problem> ofGroups() {
        return Map.copyOf(groups);
    }

    /** Why {@code kind} cannot be read in {@code version}. */
    synchronized Optional<Problem> ofRead(GroupKind kind, String version) {
        Map<String, Problem> versions = unreadable.getOrDefault(kind, Map.of());
        return Optional.ofNullable(unreachable)
                .or(() -> Optional.ofNullable(versions.get("")))
                .or(() -> Optional.ofNullable(versions.get(version)));
    }

    /** What becomes of a write of {@code key}; uses the fault up. */
    synchronized Optional<WriteFault> takeWrite(ResourceKey key) {
        if (unreachable != null) {
            return Optional.of(new WriteFault(new WriteResult.Unavailable(unreachable), false, ALWAYS));
        }
        WriteFault fault = writes.get(key);
        if (fault != null && fault.times() != ALWAYS) {
            if (fault.times() <= 1) {
                writes.remove(key);
            } else {
                writes.put(key, new WriteFault(fault.answer(), fault.takesEffect(), fault.times() - 1));
            }
        }
        return Optional.ofNullable(fault);
    }

    /** The kind in the versions that are served still. */
    synchronized Optional<ServedKind> served(ServedKind kind) {
        Optional<ServedKind> rest = Optional.of(kind);
        for (String version : unserved.getOrDefault(kind.groupKind(), Set.of())) {
            rest = rest.flatMap(one -> one.without(version));
        }
        return rest;
    }
}
