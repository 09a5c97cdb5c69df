package io.gitops4j.embedded;

import static io.gitops4j.embedded.Fixtures.applied;
import static io.gitops4j.embedded.Fixtures.configMap;
import static io.gitops4j.embedded.Fixtures.key;
import static io.gitops4j.embedded.Fixtures.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.ManualClock;
import io.gitops4j.testkit.ManualScheduler;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("cluster.state");
    }

    private EmbeddedCluster open() {
        return EmbeddedCluster.builder().stateFile(file).build();
    }

    @Test
    void keeps_objects_versions_and_kinds_over_a_restart() {
        Live one;
        String version;
        String epoch;
        try (EmbeddedCluster cluster = open()) {
            applied(cluster, Fixtures.definition());
            applied(cluster, Fixtures.widget("one"));
            Live.Present gone = applied(cluster, Fixtures.widget("two"));
            cluster.delete(DeleteCall.of(key(Fixtures.widget("two")), gone.uid()), Cancellation.none());
            one = read(cluster, key(Fixtures.widget("one")));
            version = Fixtures.version(cluster);
            epoch = cluster.discover(Cancellation.none()).epoch();
        }
        try (EmbeddedCluster cluster = open()) {
            assertThat(read(cluster, key(Fixtures.widget("one")))).isEqualTo(one);
            assertThat(read(cluster, key(Fixtures.widget("two")))).isEqualTo(new Live.Absent());
            assertThat(Fixtures.version(cluster)).isEqualTo(version);
            assertThat(cluster.discover(Cancellation.none()).epoch()).isEqualTo(epoch);
            assertThat(applied(cluster, Fixtures.widget("one"))).isEqualTo(one);
        }
    }

    @Test
    void loads_every_whole_batch_when_the_last_one_is_torn_at_any_byte() throws IOException {
        Live first;
        long before;
        try (EmbeddedCluster cluster = open()) {
            first = applied(cluster, configMap("first", "{a: x}"));
            before = Files.size(file);
            applied(cluster, configMap("last", "{a: x}"));
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = (int) before; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (EmbeddedCluster cluster = open()) {
                assertThat(read(cluster, key(configMap("first", "{}")))).isEqualTo(first);
                assertThat(read(cluster, key(configMap("last", "{}")))).isEqualTo(new Live.Absent());
            }
        }
    }

    @Test
    void goes_on_after_a_torn_end() throws IOException {
        try (EmbeddedCluster cluster = open()) {
            applied(cluster, configMap("first", "{a: x}"));
            applied(cluster, configMap("torn", "{a: x}"));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 20));
        try (EmbeddedCluster cluster = open()) {
            applied(cluster, configMap("next", "{a: x}"));
        }
        try (EmbeddedCluster cluster = open()) {
            assertThat(read(cluster, key(configMap("first", "{}")))).isInstanceOf(Live.Present.class);
            assertThat(read(cluster, key(configMap("torn", "{}")))).isEqualTo(new Live.Absent());
            assertThat(read(cluster, key(configMap("next", "{}")))).isInstanceOf(Live.Present.class);
        }
    }

    @Test
    void ignores_a_last_batch_whose_bytes_are_wrong() throws IOException {
        try (EmbeddedCluster cluster = open()) {
            applied(cluster, configMap("last", "{a: x}"));
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 10] ^= 1;
        Files.write(file, bytes);
        try (EmbeddedCluster cluster = open()) {
            assertThat(read(cluster, key(configMap("last", "{}")))).isEqualTo(new Live.Absent());
        }
    }

    @Test
    void refuses_a_file_that_is_damaged_before_its_end() throws IOException {
        try (EmbeddedCluster cluster = open()) {
            applied(cluster, configMap("one", "{a: x}"));
            applied(cluster, configMap("two", "{a: x}"));
        }
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\"one\"", "\"uno\""));

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.STATE))
                .hasMessage(
                        file + ":4: the checksum of this line is wrong and more lines follow, so it is no torn end but"
                                + " damage; restore the file from a copy, or remove it to start with an empty cluster");
    }

    @Test
    void refuses_a_newer_format_and_leaves_the_file_as_it_is() throws IOException {
        Files.writeString(file, "{\"format\":\"gitops4j/embedded-cluster@2\"}\nwhatever\n");

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.STATE))
                .hasMessage(file + ": the state is in format 2, this version knows formats up to 1; use a newer"
                        + " gitops-embedded");
        assertThat(file).content().endsWith("whatever\n");
    }

    @Test
    void refuses_a_file_of_something_else() throws IOException {
        Files.writeString(file, "kind: List\n");
        assertThatThrownBy(this::open).hasMessage(file + ": the file does not hold the state of an embedded cluster");
        assertThat(file).hasContent("kind: List\n");
    }

    @Test
    void lets_one_cluster_at_a_time_have_the_file() {
        try (EmbeddedCluster cluster = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.HELD_ELSEWHERE))
                    .hasMessage(
                            file + ": the state is in use by another embedded cluster; close that one, or use another"
                                    + " file");
            assertThat(cluster.toString()).startsWith("EmbeddedCluster[4 objects of 1 kinds");
        }
        open().close();
    }

    @Test
    void goes_on_with_rollouts_that_a_restart_interrupted() {
        ManualScheduler scheduler = new ManualScheduler(ManualClock.create());
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder()
                .clock(scheduler.clock())
                .scheduler(scheduler)
                .executor(ManualScheduler.direct())
                .rollout(Rollout.over(Duration.ofSeconds(30)))
                .stateFile(file);
        Node.Obj web = Fixtures.deployment(2);
        try (EmbeddedCluster cluster = builder.build()) {
            applied(cluster, web);
            applied(cluster, Fixtures.definition());
            scheduler.advance(Duration.ofSeconds(5));
        }
        assertThat(scheduler.waiting()).isZero();
        try (EmbeddedCluster cluster = builder.build()) {
            scheduler.advance(Duration.ofSeconds(30));
            assertThat(Fixtures.status(cluster, web).get("availableReplicas")).isEqualTo(Node.of(2));
            assertThat(cluster.discover(Cancellation.none()).find(new GroupKind("example.com", "Widget")))
                    .isPresent();
        }
    }

    @Test
    void writes_itself_anew_when_it_has_grown_well_past_what_it_holds() throws IOException {
        String big = "b".repeat(700_000);
        Live last = new Live.Absent();
        try (EmbeddedCluster cluster = open()) {
            for (int i = 0; i < 30; i++) {
                last = applied(cluster, configMap("big", "{a: " + big + i + "}"));
            }
        }
        assertThat(Files.size(file)).isLessThan(10_000_000);
        try (EmbeddedCluster cluster = open()) {
            assertThat(read(cluster, key(configMap("big", "{}")))).isEqualTo(last);
        }
    }

    @Test
    void holds_every_answered_write_after_the_process_was_killed() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process writer = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int answered = 0;
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            while (answered < 50) {
                answered = Integer.parseInt(out.readLine());
            }
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.HELD_ELSEWHERE));
            writer.destroyForcibly();
        }
        writer.waitFor();
        try (EmbeddedCluster cluster = open()) {
            for (int i = 1; i <= answered; i++) {
                assertThat(read(cluster, key(configMap("written-" + i, "{}")))).isInstanceOf(Live.Present.class);
            }
        }
    }

    @Test
    void accepts_no_write_once_it_was_closed() {
        EmbeddedCluster cluster = open();
        Actor actor = cluster.as("kubectl-edit");
        cluster.close();
        cluster.close();
        assertThatThrownBy(() -> actor.create(configMap("one", "{a: x}")))
                .hasMessage(file + ": the embedded cluster is closed");
        assertThatThrownBy(() -> Fixtures.apply(cluster, configMap("one", "{a: x}")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the embedded cluster is closed");
    }

    /** Writes until it is killed, and says what was answered. */
    static final class KilledWriter {
        public static void main(String[] args) {
            try (EmbeddedCluster cluster =
                    EmbeddedCluster.builder().stateFile(Path.of(args[0])).build()) {
                for (int i = 1; i < 100_000; i++) {
                    WriteResult answer = Fixtures.apply(cluster, configMap("written-" + i, "{a: x}"));
                    if (answer instanceof WriteResult.Written) {
                        System.out.println(i);
                    }
                }
            }
        }
    }
}
