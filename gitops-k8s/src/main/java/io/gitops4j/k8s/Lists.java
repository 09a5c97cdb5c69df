package io.gitops4j.k8s;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lists a kind in pages of one and the same version. */
final class Lists {
    private static final int PAGE = 500;
    private static final String METADATA =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    private final Rest rest;
    private final Kinds kinds;

    Lists(Rest rest, Kinds kinds) {
        this.rest = rest;
        this.kinds = kinds;
    }

    ListResult list(KindRef kind, Selection selection, Cancellation cancellation) {
        cancellation.check();
        Optional<String> wanted = Optional.of(kind.version()).filter(version -> !version.isEmpty());
        Kinds.Found found = kinds.find(kind.groupKind(), wanted, System.nanoTime(), cancellation);
        if (found instanceof Kinds.NotServed) {
            return ListResult.unserved();
        }
        if (found instanceof Kinds.Unknown unknown) {
            return ListResult.failed(unknown.problem());
        }
        Kinds.Served served = (Kinds.Served) found;
        Optional<Problem> misfit = misfit(served.info(), selection);
        if (misfit.isPresent()) {
            return ListResult.failed(misfit.get());
        }
        try {
            // a page that expired (410) tells of a list that took minutes: once more from the start, then no more
            Optional<ListResult> result = pages(served, wanted, selection, cancellation);
            return result.isPresent() ? result.get() : again(served, wanted, selection, cancellation);
        } catch (Unanswered e) {
            return ListResult.failed(e.problem());
        } catch (GitOpsException e) {
            cancellation.check();
            return ListResult.failed(e.problem());
        }
    }

    private ListResult again(
            Kinds.Served served, Optional<String> wanted, Selection selection, Cancellation cancellation)
            throws Unanswered {
        return pages(served, wanted, selection, cancellation)
                .orElseGet(() -> ListResult.failed(rest.problem(
                        Code.CLUSTER_UNAVAILABLE,
                        "the list of " + served.info().groupKind() + " took so long that its version expired, twice")));
    }

    /** Why there can be no such selection. */
    static Optional<Problem> misfit(KindInfo kind, Selection selection) {
        boolean fits = selection.namespace().isEmpty()
                || kind.scope() == Scope.NAMESPACED
                        && !selection.namespace().get().isEmpty();
        return fits
                ? Optional.empty()
                : Optional.of(Problems.at(
                        kind.groupKind().toString(),
                        Code.INVALID_CONFIGURATION,
                        kind.scope() == Scope.NAMESPACED
                                ? "a selection within a namespace needs its name"
                                : "the kind has no namespaces; select it without one"));
    }

    /** All pages; empty where their version expired before the last one. */
    private Optional<ListResult> pages(
            Kinds.Served served, Optional<String> wanted, Selection selection, Cancellation cancellation)
            throws Unanswered {
        String version = served.version(wanted);
        String first = Paths.list(served.info(), version, selection) + "?limit=" + PAGE + Paths.labels(selection);
        Map<ResourceKey, Live.Present> objects = new HashMap<>();
        LiveReader reader = Bodies.reader(selection, served.info(), version);
        String token = "";
        while (true) {
            String target = token.isEmpty() ? first : first + "&continue=" + Paths.encoded(token);
            Call call = Call.get(target).accepting(selection.isMetadataOnly() ? METADATA : Call.JSON);
            long sent = System.nanoTime();
            Answer answer = rest.read(call, cancellation);
            if (answer.code() == 410 && !token.isEmpty()) {
                return Optional.empty();
            }
            if (!answer.ok()) {
                return Optional.of(failed(served.info(), call, answer, sent, cancellation));
            }
            LiveReader.Page page = answer.page(reader);
            for (Live.Present item : page.items()) {
                Live.Present object = Bodies.selected(item, selection, served.info(), version);
                objects.put(Bodies.key(object.body(), served.info().groupKind()), object);
            }
            token = page.next();
            if (token.isEmpty()) {
                return Optional.of(ListResult.of(objects, page.version()));
            }
        }
    }

    private ListResult failed(KindInfo kind, Call call, Answer answer, long sent, Cancellation cancellation) {
        if (answer.code() == 404 && kinds.findNow(kind.groupKind(), sent, cancellation) instanceof Kinds.NotServed) {
            return ListResult.unserved();
        }
        return ListResult.failed(Problems.of(rest, call, answer));
    }
}
