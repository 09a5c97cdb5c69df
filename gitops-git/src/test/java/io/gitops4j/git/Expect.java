package io.gitops4j.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.Source;
import io.gitops4j.core.source.SourceRef;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Short forms of what these tests do all the time. */
final class Expect {
    private Expect() {}

    static SourceRef at(String url, String ref) {
        return SourceRef.of("git", url, ref);
    }

    static Revision resolve(Source source, String url, String ref) {
        return source.resolve(at(url, ref), Cancellation.none());
    }

    /** Resolves and opens. */
    static Snapshot open(Source source, String url, String ref) {
        return source.open(resolve(source, url, ref), Cancellation.none());
    }

    /** Resolves, opens and closes: the revision as the engine would see it. */
    static Revision deliver(Source source, String url, String ref) {
        try (Snapshot snapshot = open(source, url, ref)) {
            return snapshot.revision();
        }
    }

    static String read(Snapshot snapshot, String path) {
        return new String(snapshot.read(RepoPath.of(path), 1 << 20), StandardCharsets.UTF_8);
    }

    static GitOpsException problem(Code code, ThrowingCallable call) {
        GitOpsException e = catchThrowableOfType(GitOpsException.class, call);
        assertThat(e).as("a GitOpsException").isNotNull();
        assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
        return e;
    }

    /** Everything a log would print of it, causes too. */
    static String printed(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
