package io.gitops4j.e2e.merge;

import java.util.ArrayList;
import java.util.List;

/** One object's life: requests one after the other, each predicted from what the server had before it. */
final class History {
    private final long seed;
    private final Subject subject;
    private final Requests requests;
    private final int length;
    private final List<Request> done = new ArrayList<>();
    private final List<Prediction.Outcome> outcomes = new ArrayList<>();

    History(long seed, Kind kind, Api api, String namespace) {
        this.seed = seed;
        this.subject = new Subject(api, kind, namespace, "h" + Long.toUnsignedString(seed, 36));
        this.requests = new Requests(kind, new Chance(seed));
        this.length = requests.length();
    }

    /** Whether there is more to come: histories take turns, so that the server's seconds pass within each. */
    boolean goesOn() {
        return done.size() < length && !failed();
    }

    void step() {
        Request request = requests.next(subject.live());
        done.add(request);
        outcomes.add(Prediction.of(subject, request));
        if (!goesOn()) {
            subject.remove();
        }
    }

    boolean failed() {
        return !outcomes.isEmpty() && !last().differences().isEmpty();
    }

    private Prediction.Outcome last() {
        return outcomes.get(outcomes.size() - 1);
    }

    Kind kind() {
        return subject.kind();
    }

    long seed() {
        return seed;
    }

    List<Request> requests() {
        return done;
    }

    List<Prediction.Outcome> outcomes() {
        return outcomes;
    }

    List<String> differences() {
        return last().differences();
    }
}
