package io.gitops4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Bytes as they come: cut into lines, or kept up to a limit. */
class BodiesTest {
    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void cuts_lines_wherever_the_buffers_end() throws IOException {
        List<String> lines = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(line -> lines.add(new String(line, StandardCharsets.UTF_8)));

        for (String part : List.of("o", "ne\n\ntw", "", "o\nth", "ree")) {
            splitter.add(bytes(part));
        }
        assertThat(lines).containsExactly("one", "two");

        splitter.end();
        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void drops_an_answer_over_the_limit() {
        AtomicBoolean cancelled = new AtomicBoolean();
        LimitedBody body = new LimitedBody(5);
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {
                cancelled.set(true);
            }
        });

        body.onNext(List.of(bytes("abc")));
        body.onNext(List.of(bytes("def")));

        assertThat(cancelled).isTrue();
        assertThatThrownBy(() -> body.getBody().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LimitedBody.TooLarge.class);
    }
}
