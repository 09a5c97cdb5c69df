package io.gitops4j.core.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationFormat;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.InventoryEntry;
import io.gitops4j.core.plan.InventoryFormat;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.JournalFormat;
import io.gitops4j.core.run.OpenRunFormat;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunFormat;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The documents of every released format are read for ever. */
class StoredFormatsTest {
    private static final Location FILE = Location.file("golden.json");

    static byte[] bytes(String name) {
        try (InputStream in = StoredFormatsTest.class.getResourceAsStream("/formats/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Node.Obj golden(String name) {
        return Parser.strict().parseOne(name, bytes(name));
    }

    @Test
    void a_run_of_version_1_is_read() {
        Run run = RunFormat.read(FILE, golden("run@1.json"));

        assertThat(run).usingRecursiveComparison().isEqualTo(Samples.run(12));
        assertThat(RunFormat.print(run)).isEqualTo(golden("run@1.json"));
    }

    @Test
    void an_open_run_of_version_1_is_read() {
        assertThat(OpenRunFormat.read(FILE, golden("open-run@1.json"))).isEqualTo(Samples.open(12));
        assertThat(OpenRunFormat.print(Samples.open(12))).isEqualTo(golden("open-run@1.json"));
    }

    @Test
    void a_journal_entry_of_version_1_is_read() {
        JournalEntry entry = Samples.journal(1, JournalEntry.Stage.ACKED);

        assertThat(JournalFormat.read(FILE, golden("journal@1.json"))).isEqualTo(entry);
        assertThat(JournalFormat.print(entry)).isEqualTo(golden("journal@1.json"));
    }

    @Test
    void an_inventory_of_version_1_is_read() {
        assertThat(InventoryFormat.read(FILE, golden("inventory@1.json"))).isEqualTo(Samples.inventory());
        assertThat(InventoryFormat.print(Samples.inventory())).isEqualTo(golden("inventory@1.json"));
    }

    @Test
    void an_application_of_version_1_is_read() {
        Application application = ApplicationFormat.read("application@1.yaml", bytes("application@1.yaml"));

        assertThat(ApplicationFormat.print(application)).isEqualTo(golden("application@1.yaml"));
        assertThat(ApplicationFormat.write(application)).isEqualTo(new String(bytes("application@1.yaml"), UTF_8));
    }

    @Test
    void a_newer_version_is_refused_with_what_it_is_and_what_to_do() {
        Node.Obj newer = golden("inventory@1.json").with("format", Node.of("gitops4j/inventory@2"));

        assertThatThrownBy(() -> InventoryFormat.read(Location.file("/var/state.json"), newer))
                .isInstanceOfSatisfying(
                        GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.STATE))
                .hasMessage("/var/state.json: the document is in the format gitops4j/inventory@2, and this version of "
                        + "gitops4j knows up to gitops4j/inventory@1; nothing was read or written, use the version of "
                        + "gitops4j that wrote it, or a newer one");
    }

    @Test
    void a_document_of_another_kind_is_refused() {
        assertThatThrownBy(() -> RunFormat.read(FILE, golden("inventory@1.json")))
                .hasMessage(
                        "golden.json: a document of the format gitops4j/run@1 was expected, but the field \"format\" "
                                + "says \"gitops4j/inventory@1\"; restore the file from a backup");
    }

    @Test
    void a_damaged_field_is_named() {
        Node.Obj damaged = (Node.Obj) golden("inventory@1.json")
                .with(Path.of("objects").index(2).key("witness").key("desired"), Node.of("sha256:0"));

        assertThatThrownBy(() -> InventoryFormat.read(FILE, damaged))
                .isInstanceOfSatisfying(
                        GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.STATE))
                .hasMessage("golden.json, objects[2].witness.desired: a digest was expected here; the document is "
                        + "damaged, restore the file from a backup");
        assertThatThrownBy(() -> RunFormat.read(FILE, golden("run@1.json").without("started")))
                .hasMessage("golden.json, started: a time was expected here; the document is damaged, restore the file "
                        + "from a backup");
    }

    @Test
    void what_a_newer_version_added_to_an_inventory_is_kept_for_objects_that_stay() {
        Node.Obj newer = ((Node.Obj) golden("inventory@1.json")
                        .with(Path.of("objects").index(0).key("since"), Node.of("2026-01-01"))
                        .with(Path.of("objects").index(2).key("since"), Node.of("2026-01-02")))
                .with("checked", Node.of(true));
        Inventory read = InventoryFormat.read(FILE, newer);
        ResourceKey settings = new ResourceKey("", "ConfigMap", "shop", "settings");
        InventoryEntry entry = read.find(settings).orElseThrow();

        Inventory next = Inventory.of(List.of(entry.seen("uid-2")));

        assertThat(InventoryFormat.print(next, newer))
                .isEqualTo(InventoryFormat.print(next)
                        .with(Path.of("objects").index(0).key("since"), Node.of("2026-01-01"))
                        .with(Path.of("checked"), Node.of(true)));
    }

    @Test
    void words_of_a_newer_version_are_read_as_what_promises_least() {
        Node newer = golden("run@1.json")
                .with(Path.of("outcome", "kind"), Node.of("blessed"))
                .with(Path.of("outcome", "phase"), Node.of("bless"))
                .with(Path.of("steps").index(0).key("action"), Node.of("bless"))
                .with(Path.of("steps").index(0).key("status"), Node.of("blessed"))
                .with(Path.of("steps").index(0).key("changes").index(0).key("flags"), Node.array(Node.of("blessed")))
                .with(Path.of("blessing"), Node.of(true));

        Run run = RunFormat.read(FILE, (Node.Obj) newer);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(run.outcome().phase()).isEmpty();
        assertThat(run.steps().get(0).status()).isEqualTo(StepResult.Status.FAILED);
        assertThat(run.steps().get(0).change().action()).isEqualTo(Action.BLOCKED);
        assertThat(run.steps().get(0).change().changes().get(0).flags()).isEmpty();
        Node.Obj entry = golden("journal@1.json").with("stage", Node.of("blessed"));
        assertThat(JournalFormat.read(FILE, entry).stage()).isEqualTo(JournalEntry.Stage.SENT);
    }
}
