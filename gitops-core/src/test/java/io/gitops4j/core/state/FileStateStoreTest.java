package io.gitops4j.core.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.run.JournalEntry.Stage;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileStateStoreTest extends StoreFolder {
    @Test
    void keeps_each_application_in_a_folder_of_its_own() {
        try (FileStateStore store = open()) {
            for (ApplicationId id : List.of(ApplicationId.of("shop"), SHOP, new ApplicationId("con", "aux.1"))) {
                store.commit(store.claim(id, "me", HOUR).orElseThrow(), StateChange.inventory(Samples.inventory()));
            }
            assertThat(store.applications())
                    .containsExactly(ApplicationId.of("shop"), SHOP, new ApplicationId("con", "aux.1"));
        }
        assertThat(root.resolve("applications/_/shop/state.json")).exists();
        assertThat(root.resolve("applications/acme/shop/state.json")).exists();
        assertThat(root.resolve("applications/_con/_aux.1/state.json")).exists();
    }

    @Test
    void does_nothing_before_the_first_call() {
        FileStateStore.at(root).close();

        assertThat(root).doesNotExist();
    }

    @Test
    void lets_only_the_owner_read_the_key() throws IOException {
        try (FileStateStore store = open()) {
            store.bind("acme");
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("store.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void is_open_once_in_a_process() {
        try (FileStateStore first = open()) {
            first.applications();
            refuses(
                    Code.HELD_ELSEWHERE,
                    root + ": the store is open in this process already; use that one, or close it first",
                    () -> open().applications());
            // the refused one has not taken the lock along
            assertThat(first.claim(SHOP, "me", HOUR)).isPresent();
        }
        try (FileStateStore next = open()) {
            assertThat(next.applications()).isEmpty();
        }
    }

    @Test
    void a_closed_store_is_of_no_use_and_closes_again() {
        FileStateStore store = open();
        store.applications();
        store.close();
        store.close();

        assertThatThrownBy(() -> store.load(SHOP))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the store in " + root + " is closed");
    }

    @Test
    void refuses_a_store_of_a_newer_version_as_a_whole() throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve("store.json"), "{\"format\":\"gitops4j/store@2\",\"vault\":1}\n");

        for (int i = 0; i < 2; i++) {
            refuses(
                    Code.STATE,
                    root + "/store.json: the document is in the format gitops4j/store@2, and this version of gitops4j "
                            + "knows up to gitops4j/store@1; nothing was read or written, use the version of gitops4j "
                            + "that wrote it, or a newer one",
                    () -> open().load(SHOP));
        }
    }

    @Test
    void refuses_to_write_over_a_newer_state() throws IOException {
        commit(StateChange.inventory(Samples.inventory()));
        replaceIn(shop.resolve("state.json"), "application-state@1", "application-state@2");
        byte[] newer = Files.readAllBytes(shop.resolve("state.json"));

        refuses(
                Code.STATE,
                shop + "/state.json: the document is in the format gitops4j/application-state@2, and this version of "
                        + "gitops4j knows up to gitops4j/application-state@1; nothing was read or written, use the "
                        + "version of gitops4j that wrote it, or a newer one",
                () -> commit(StateChange.inventory(Inventory.empty())));
        assertThat(shop.resolve("state.json")).hasBinaryContent(newer);
    }

    @Test
    void keeps_what_a_newer_version_added_to_the_state() throws IOException {
        commit(StateChange.begin(Samples.open(1)).and(Samples.inventory()));
        Path file = shop.resolve("state.json");
        replaceIn(file, "\"history\":0", "\"history\":0,\"quarantine\":[1]");
        replaceIn(file, "\"name\":\"settings\"", "\"name\":\"settings\",\"since\":\"2026\"");
        replaceIn(file, "\"steps\":2", "\"steps\":2,\"stop\":true");

        commit(StateChange.inventory(Samples.inventory()));

        assertThat(Files.readString(file)).contains("\"quarantine\":[1]", "\"since\":\"2026\"", "\"stop\":true");
        assertThat(load().inventory()).isEqualTo(Samples.inventory());
        assertThat(load().open()).contains(Samples.open(1));
    }

    @Test
    void never_rewrites_a_run_of_the_history() throws IOException {
        commit(StateChange.end(Samples.run(1)));
        Path file = shop.resolve("history.jsonl");
        replaceIn(file, "\"kind\":\"partial\"", "\"kind\":\"blessed\"");
        commit(StateChange.end(Samples.run(2)));

        assertThat(Files.readString(file)).contains("\"kind\":\"blessed\"");
        try (FileStateStore store = open()) {
            List<Run> runs = store.history(SHOP, Optional.of(new RunId(2)), 1);
            assertThat(runs.get(0).outcome().kind()).hasToString("FAILED");
        }
    }

    @Test
    void reads_a_long_history_from_its_end() {
        StateChange[] runs = new StateChange[300];
        Arrays.setAll(runs, i -> StateChange.end(i % 100 == 0 ? Samples.run(i + 1) : Samples.emptyRun(i + 1)));
        commit(runs);
        try (FileStateStore store = open()) {
            assertThat(store.history(SHOP, Optional.of(new RunId(250)), 200))
                    .extracting(run -> run.id().number())
                    .hasSize(200)
                    .startsWith(249L, 248L)
                    .endsWith(51L, 50L);
        }
    }

    @Test
    void an_interrupt_of_the_host_cuts_no_write_short() {
        try (FileStateStore store = FileStateStore.at(root)) {
            Thread.currentThread().interrupt();
            Claim claim = store.claim(SHOP, "me", HOUR).orElseThrow();
            store.commit(claim, StateChange.begin(Samples.open(1)));
            store.append(claim, new RunId(1), List.of(Samples.journal(0, Stage.SENT)));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(store.load(SHOP).journal()).hasSize(1);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void documents_of_version_1_are_read() throws IOException {
        Files.createDirectories(shop);
        Files.write(root.resolve("store.json"), StoredFormatsTest.bytes("store@1.json"));
        Files.write(shop.resolve("state.json"), StoredFormatsTest.bytes("application-state@1.json"));
        Files.write(shop.resolve("claims.json"), StoredFormatsTest.bytes("claims@1.json"));

        try (FileStateStore store = open()) {
            assertThat(store.bind("acme-platform")).containsExactly("0123456789abcdef0123456789abcdef".getBytes(UTF_8));
            assertThat(store.load(SHOP).inventory()).isEqualTo(Samples.inventory());
            assertThat(store.load(SHOP).open()).contains(Samples.open(12));
            assertThat(store.claim(SHOP, "me", HOUR)).map(Claim::token).contains(13L);
        }
        StateDocument document =
                StateDocument.NEW.with(Samples.inventory()).withOpen(StoredFormatsTest.golden("open-run@1.json"));
        Node.Obj golden = StoredFormatsTest.golden("application-state@1.json");
        assertThat(document.print()).isEqualTo(golden);
    }
}
