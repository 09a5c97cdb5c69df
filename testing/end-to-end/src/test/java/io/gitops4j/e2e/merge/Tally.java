package io.gitops4j.e2e.merge;

import io.gitops4j.e2e.merge.Prediction.Outcome;
import java.util.Map;
import java.util.TreeMap;

/** How many requests there were, and how they ended. */
final class Tally {
    private final Map<String, int[]> byKind = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private int histories;
    private int operations;
    private int differences;

    void count(History history) {
        histories++;
        for (int i = 0; i < history.outcomes().size(); i++) {
            Outcome outcome = history.outcomes().get(i);
            operations++;
            differences += outcome.differences().size();
            int end = outcome.answer().ok() ? 0 : outcome.isConflict() ? 1 : 2;
            byKind.computeIfAbsent(history.kind().name(), name -> new int[3])[end]++;
            if (end == 2) {
                refusals.merge(history.kind() + " " + shortened(outcome.answer()), 1, Integer::sum);
            }
        }
    }

    private static String shortened(Api.Answer answer) {
        String message = answer.message().replaceAll("\"[^\"]*\"", "…").replace('\n', ' ');
        return answer.status() + " " + message.substring(0, Math.min(120, message.length()));
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        byKind.forEach((kind, ends) -> out.append(
                String.format("%-24s %6d done %6d conflicts %6d refused%n", kind, ends[0], ends[1], ends[2])));
        if (Boolean.getBoolean("gitops4j.refusals")) {
            refusals.forEach((refusal, count) -> out.append(String.format("%6d %s%n", count, refusal)));
        }
        return out + (histories + " histories, " + operations + " operations, " + differences + " differences");
    }
}
