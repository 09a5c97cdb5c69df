package io.gitops4j.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

/** What several field cases ask. */
final class CaseAssertions {
    private CaseAssertions() {}

    static void inSync(Diff diff) {
        assertThat(diff.changes()).extracting(Change::text).isEmpty();
        assertThat(diff.verdict()).isEqualTo(Verdict.IN_SYNC);
    }
}
