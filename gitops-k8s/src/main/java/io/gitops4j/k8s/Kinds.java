package io.gitops4j.k8s;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.tree.Node;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is served where, remembered from the last discovery. What is not among it is asked for anew before anybody is told that
 * it is not served; what is gone since is found out by the request that goes there.
 */
final class Kinds {
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
            + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    private static final long LOOK_MILLIS = 50;

    private final Rest rest;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;

    Kinds(Rest rest) {
        this.rest = rest;
    }

    private record Known(Discovery discovery, long at) {}

    /** What is known of a kind. */
    sealed interface Found {}

    /** It is served. */
    record Served(KindInfo info) implements Found {
        /** The version asked for where it is served, else the preferred one. */
        String version(Optional<String> wanted) {
            return wanted.filter(info.versions()::contains).orElseGet(info::preferredVersion);
        }
    }

    /** The cluster said what it serves of the group, and the kind is not among it. */
    record NotServed() implements Found {}

    /** The cluster did not say. */
    record Unknown(Problem problem) implements Found {}

    /** Asks the cluster. */
    Discovery ask(Cancellation cancellation) {
        cancellation.check();
        long now = System.nanoTime();
        try {
            DiscoveryReader reader = new DiscoveryReader();
            core(reader, cancellation);
            groups(reader, cancellation);
            Discovery discovery = reader.discovery();
            known = new Known(discovery, now);
            return discovery;
        } catch (Unanswered e) {
            throw new GitOpsException(e.problem());
        }
    }

    /** The kind, by what was asked since {@code since} or, where it is among that, before. */
    Found find(GroupKind kind, long since, Cancellation cancellation) {
        Known before = known;
        Optional<KindInfo> info =
                before == null ? Optional.empty() : before.discovery().find(kind);
        if (info.isPresent()) {
            return new Served(info.get());
        }
        return findNow(kind, since, cancellation);
    }

    /** The kind in a version, by what was asked since {@code since} where the version is not among what is known. */
    Found find(GroupKind kind, Optional<String> version, long since, Cancellation cancellation) {
        Found found = find(kind, since, cancellation);
        boolean lacking = found instanceof Served served
                && version.isPresent()
                && !served.info().versions().contains(version.get());
        return lacking ? findNow(kind, since, cancellation) : found;
    }

    /** The kind by what was asked since {@code since}. */
    Found findNow(GroupKind kind, long since, Cancellation cancellation) {
        Discovery discovery;
        try {
            discovery = since(since, cancellation);
        } catch (GitOpsException e) {
            cancellation.check();
            return new Unknown(e.problem());
        }
        Optional<KindInfo> info = discovery.find(kind);
        if (info.isPresent()) {
            return new Served(info.get());
        }
        Problem failure = discovery.failures().get(kind.group());
        return failure == null ? new NotServed() : new Unknown(failure);
    }

    private Discovery since(long since, Cancellation cancellation) {
        acquire(cancellation);
        try {
            Known last = known;
            return last != null && last.at() - since > 0 ? last.discovery() : ask(cancellation);
        } finally {
            asking.unlock();
        }
    }

    /** Waits for whoever asks already, whose answer will do. */
    private void acquire(Cancellation cancellation) {
        try {
            while (!asking.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                cancellation.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitOpsException(
                    rest.problem(Code.CLUSTER_UNAVAILABLE, "the thread was interrupted while it waited for discovery"));
        }
    }

    private void core(DiscoveryReader reader, Cancellation cancellation) throws Unanswered {
        Node.Obj answer = require("/api", cancellation);
        if (isAggregated(answer)) {
            reader.aggregated(answer);
            return;
        }
        for (Node version : answer.array("versions").items()) {
            if (version instanceof Node.Str name) {
                one(reader, "", name.value(), cancellation);
            }
        }
    }

    private void groups(DiscoveryReader reader, Cancellation cancellation) throws Unanswered {
        Node.Obj answer = require("/apis", cancellation);
        if (isAggregated(answer)) {
            reader.aggregated(answer);
            return;
        }
        for (Node group : answer.array("groups").items()) {
            String name = group.text("name").orElse("");
            String preferred = group.text("preferredVersion", "version").orElse("");
            Set<String> asked = new HashSet<>();
            if (!preferred.isEmpty()) {
                asked.add(preferred);
                one(reader, name, preferred, cancellation);
            }
            for (Node version : ((Node.Obj) group).array("versions").items()) {
                String word = version.text("version").orElse("");
                if (!word.isEmpty() && asked.add(word)) {
                    one(reader, name, word, cancellation);
                }
            }
        }
    }

    private static boolean isAggregated(Node.Obj answer) {
        return answer.text("kind").filter("APIGroupDiscoveryList"::equals).isPresent();
    }

    private Node.Obj require(String target, Cancellation cancellation) throws Unanswered {
        Call call = Call.get(target).accepting(AGGREGATED);
        Answer answer = rest.read(call, cancellation);
        if (!answer.ok()) {
            throw new GitOpsException(Problems.of(rest, call, answer));
        }
        return answer.object();
    }

    /** One version of a group; where it cannot be asked, the group has failed and no other. */
    private void one(DiscoveryReader reader, String group, String version, Cancellation cancellation)
            throws Unanswered {
        Call call = Call.get((group.isEmpty() ? "/api/" : "/apis/" + Paths.encoded(group) + "/") + version);
        Answer answer = rest.read(call, cancellation);
        if (answer.ok()) {
            reader.unaggregated(group, version, answer.object());
        } else if (answer.code() != 404) {
            reader.failed(group, Problems.of(rest, call, answer).message());
        }
    }

    /** Why a kind or version cannot be written to. */
    static Problem unserved(GroupKind kind) {
        return Problems.at(
                kind.toString(),
                Code.UNKNOWN_KIND,
                "no matches for kind \"" + kind.kind() + "\" in group \"" + kind.group()
                        + "\"; install the definition of that kind first");
    }
}
