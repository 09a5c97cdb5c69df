package io.gitops4j.e2e.merge;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What is to be known of a history that went otherwise than predicted: the fewest requests that show it, as YAML. */
final class Report {
    private static final AtomicInteger TRIES = new AtomicInteger();

    private final Kind kind;
    private final Api api;
    private final String namespace;

    private Report(Kind kind, Api api, String namespace) {
        this.kind = kind;
        this.api = api;
        this.namespace = namespace;
    }

    /** In a few lines. */
    static String brief(History history) {
        Request last = history.requests().get(history.requests().size() - 1);
        return history.kind() + ", seed " + history.seed() + ", " + last.verb() + " " + last.subresource() + " by "
                + last.manager() + ": " + String.join("\n", history.differences());
    }

    /** With the requests and the objects. */
    static String of(History history, Api api, String namespace) {
        Report report = new Report(history.kind(), api, namespace);
        List<Request> fewest = report.fewest(history.requests());
        StringBuilder out = new StringBuilder();
        out.append("\n=== ")
                .append(history.kind())
                .append(", seed ")
                .append(history.seed())
                .append('\n');
        history.differences().forEach(each -> out.append(each).append('\n'));
        out.append("--- the fewest requests:\n");
        fewest.forEach(request -> out.append(request.yaml()));
        Prediction.Outcome outcome = report.replayed(fewest);
        out.append("--- which end with: ")
                .append(String.join("\n", outcome.differences()))
                .append('\n');
        out.append("--- before the last:\n").append(Printer.yaml(outcome.before(), Mask.none()));
        out.append("--- the answer:\n").append(Printer.yaml(outcome.answer().body(), Mask.none()));
        return out.toString();
    }

    private List<Request> fewest(List<Request> requests) {
        List<Request> fewest = new ArrayList<>(requests);
        for (int i = fewest.size() - 2; i >= 0; i--) {
            Request left = fewest.remove(i);
            if (replayed(fewest).differences().isEmpty()) {
                fewest.add(i, left);
            }
        }
        return fewest;
    }

    /** How the first went that did otherwise than predicted, else the last. */
    private Prediction.Outcome replayed(List<Request> requests) {
        Subject subject = new Subject(api, kind, namespace, "again-" + TRIES.incrementAndGet());
        Prediction.Outcome outcome = Prediction.of(subject, requests.get(0));
        for (int i = 1; i < requests.size() && outcome.differences().isEmpty(); i++) {
            outcome = Prediction.of(subject, requests.get(i));
        }
        subject.remove();
        return outcome;
    }
}
