package io.gitops4j.git;

import static io.gitops4j.git.Expect.at;
import static io.gitops4j.git.Expect.deliver;
import static io.gitops4j.git.Expect.printed;
import static io.gitops4j.git.Expect.problem;
import static io.gitops4j.git.Expect.resolve;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.Revision;
import io.gitops4j.testkit.GitFixture;
import io.gitops4j.testkit.GitHttpServer;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that fail, hang, lie and redirect. */
class NetworkTest {
    private final GitFixture git = GitFixture.create();
    private final GitHttpServer server = git.serveHttp();
    private final GitSource source = GitSource.create();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @BeforeEach
    void fill() {
        git.commit("first", Map.of("a.yaml", "a: 1"));
    }

    @AfterEach
    void close() {
        released.countDown();
        thread.shutdownNow();
        source.close();
        git.close();
    }

    @Test
    void a_vanished_repository_is_not_found() {
        deliver(source, server.url(), "main");
        git.remove();

        assertThat(problem(Code.SOURCE_NOT_FOUND, () -> resolve(source, server.url(), "main")))
                .hasMessage("Git repository " + server.url()
                        + ": The server knows no such repository (HTTP 404), or shows it to no one anonymous.");
        assertThat(problem(Code.SOURCE_NOT_FOUND, () -> resolve(source, git.url(), "main")))
                .hasMessage("Git repository " + git.url() + ": There is no such folder: check the address.");
    }

    @Test
    void a_private_repository_is_forbidden() {
        server.fail(401);
        assertThat(problem(Code.FORBIDDEN, () -> resolve(source, server.url(), "main"))
                        .retryable())
                .isFalse();
        server.fail(403);
        problem(Code.FORBIDDEN, () -> resolve(source, server.url(), "main"));
    }

    @Test
    void an_error_of_the_server_may_go_away() {
        for (int status : new int[] {429, 500, 502, 503}) {
            server.fail(status);

            GitOpsException e = problem(Code.SOURCE_UNAVAILABLE, () -> resolve(source, server.url(), "main"));

            assertThat(e).hasMessageContaining("HTTP " + status);
            assertThat(e.retryable()).isTrue();
        }
        server.recover();
        assertThat(resolve(source, server.url(), "main").id()).isEqualTo(git.head());
    }

    @Test
    void a_refused_connection_may_go_away() {
        server.close();

        GitOpsException e = problem(Code.SOURCE_UNAVAILABLE, () -> resolve(source, server.url(), "main"));

        assertThat(e)
                .hasMessage(
                        "Git repository " + server.url()
                                + ": The host 127.0.0.1 refused the connection. Check address and network, or try again later.");
        assertThat(e.retryable()).isTrue();
    }

    @Test
    void an_unknown_host_is_unavailable() {
        assertThat(problem(Code.SOURCE_UNAVAILABLE, () -> resolve(source, "http://no-such-host.invalid/x.git", "main")))
                .hasMessageContaining("The host no-such-host.invalid is not known");
    }

    @Test
    void a_web_page_is_no_repository() {
        server.answerWithPage();

        assertThat(problem(Code.SOURCE_NOT_FOUND, () -> resolve(source, server.url(), "main")))
                .hasMessageContaining("not with a Git repository");
    }

    @Test
    void a_redirect_on_the_same_server_is_followed() {
        String moved = server.origin() + "/old-place.git";
        server.redirectTo(server.origin() + "/renamed.git");

        assertThat(deliver(source, server.url(), "main").id()).isEqualTo(git.head());
        assertThat(moved).isNotEqualTo(server.url());
    }

    @Test
    void a_redirect_to_another_server_is_refused_and_not_even_contacted() {
        try (GitHttpServer other = git.serveHttp()) {
            server.redirectTo(other.url());

            GitOpsException e = problem(Code.SOURCE_REFUSED, () -> resolve(source, server.url(), "main"));

            assertThat(e).hasMessageContaining(other.url()).hasMessageContaining("that is not followed");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void a_redirect_that_brings_a_password_is_refused_without_printing_it() {
        server.redirectTo(server.origin().replace("http://", "http://user:s3cret@") + "/x.git");

        GitOpsException e = problem(Code.SOURCE_REFUSED, () -> resolve(source, server.url(), "main"));

        assertThat(printed(e)).doesNotContain("s3cret");
    }

    @Test
    void a_redirect_in_a_circle_ends() {
        server.redirectTo(server.url());

        problem(Code.SOURCE_UNAVAILABLE, () -> resolve(source, server.url(), "main"));
    }

    @Test
    void a_silent_server_is_unavailable_after_the_timeout() {
        server.hold(arrived, released);
        try (GitSource impatient =
                GitSource.builder().timeout(Duration.ofMillis(200)).build()) {
            GitOpsException e = problem(Code.SOURCE_UNAVAILABLE, () -> resolve(impatient, server.url(), "main"));

            assertThat(e).hasMessageContaining("did not answer within 200 ms");
            assertThat(e.retryable()).isTrue();
        }
    }

    @Test
    void a_deadline_ends_a_call_that_waits() {
        server.hold(arrived, released);

        problem(
                Code.CANCELLED,
                () -> source.resolve(at(server.url(), "main"), Cancellation.after(Duration.ofMillis(200))));
    }

    @Test
    void cancelling_ends_a_call_that_waits_at_once() throws Exception {
        server.hold(arrived, released);
        CancellationSource cancellation = Cancellation.source();

        Future<?> call = thread.submit(() -> source.resolve(at(server.url(), "main"), cancellation));
        arrived.await();
        cancellation.cancel("the user left");

        assertThat(failure(call)).hasMessageContaining("the user left");
        assertThat(failure(call).code()).isEqualTo(Code.CANCELLED);
    }

    @Test
    void cancelling_ends_a_fetch() throws Exception {
        Revision revision = resolve(source, server.url(), "main");
        server.hold(arrived, released);
        CancellationSource cancellation = Cancellation.source();

        Future<?> call = thread.submit(() -> source.open(revision, cancellation));
        arrived.await();
        cancellation.cancel("the user left");

        assertThat(failure(call).code()).isEqualTo(Code.CANCELLED);
    }

    @Test
    void cancelling_ends_the_wait_for_another_fetch_of_the_same_repository() throws Exception {
        Revision revision = resolve(source, server.url(), "main");
        server.hold(arrived, released);
        Future<?> first = thread.submit(() -> source.open(revision, Cancellation.none()));
        arrived.await();

        problem(Code.CANCELLED, () -> source.open(revision, Cancellation.after(Duration.ofMillis(200))));

        assertThat(first.isDone()).isFalse();
    }

    @Test
    void closing_the_source_ends_its_calls() throws Exception {
        server.hold(arrived, released);
        Callable<Revision> resolve = () -> resolve(source, server.url(), "main");

        Future<Revision> call = thread.submit(resolve);
        arrived.await();
        source.close();

        assertThat(failure(call)).hasMessageContaining("the source was closed");
        assertThat(failure(call).code()).isEqualTo(Code.CANCELLED);
    }

    private static GitOpsException failure(Future<?> call) throws Exception {
        try {
            call.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return (GitOpsException) e.getCause();
        }
        throw new AssertionError("the call went through");
    }

    @Test
    void a_fetch_over_the_limit_is_refused() {
        Random random = new Random(7);
        for (int i = 0; i < 10; i++) {
            byte[] noise = new byte[20_000];
            random.nextBytes(noise);
            git.write("noise" + i + ".bin", noise);
        }
        git.commit("noise");
        try (GitSource small = GitSource.builder().maxFetchBytes(100_000).build()) {
            assertThat(problem(Code.LIMIT, () -> deliver(small, server.url(), "main")))
                    .hasMessageContaining("more than 100000 bytes");
        }
    }

    @Test
    void a_file_that_unpacks_beyond_the_limit_is_refused() {
        git.write("zeros.bin", new byte[2_000_000]).commit("a small pack of a large file");
        try (GitSource small = GitSource.builder().maxObjectBytes(100_000).build()) {
            assertThat(problem(Code.LIMIT, () -> deliver(small, server.url(), "main")))
                    .hasMessageContaining("unpacks to more than the limit of an object");
        }
    }

    @Test
    void a_commit_that_no_ref_reaches_is_found_by_its_id_where_the_server_lets_us() {
        String common = git.head();
        String lost = git.commit("lost", Map.of("a.yaml", "a: 2"));
        git.resetTo(common);

        assertThat(deliver(source, server.url(), lost).id()).isEqualTo(lost);
    }

    @Test
    void an_older_commit_is_found_in_the_history_where_the_server_hands_out_refs_alone() {
        String old = git.head();
        git.commit("second", Map.of("a.yaml", "a: 2"));
        git.branch("other").commit("third", Map.of("a.yaml", "a: 3"));
        server.onlyOldProtocol().onlyTips().withoutFilters();

        assertThat(deliver(source, server.url(), old).id()).isEqualTo(old);
    }
}
