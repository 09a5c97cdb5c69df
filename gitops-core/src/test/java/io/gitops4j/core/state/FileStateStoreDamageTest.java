package io.gitops4j.core.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.JournalEntry.Stage;
import io.gitops4j.core.run.OpenRun;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunFormat;
import io.gitops4j.core.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is torn, missing or in the way on disk. */
class FileStateStoreDamageTest extends StoreFolder {
    @Test
    void reads_a_journal_cut_anywhere_up_to_its_last_whole_entry_and_goes_on_from_there() throws IOException {
        JournalEntry[] entries = {
            Samples.journal(0, Stage.SENT), Samples.journal(0, Stage.ACKED), Samples.journal(1, Stage.SENT)
        };
        try (FileStateStore store = open()) {
            Claim claim = store.claim(SHOP, "me", HOUR).orElseThrow();
            store.commit(claim, StateChange.begin(Samples.open(1)));
            store.append(claim, new RunId(1), List.of(entries));
        }
        Path file = shop.resolve("journal-1.jsonl");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length += length < whole.length / 2 ? 9 : 1) {
            byte[] cut = Arrays.copyOf(whole, length);
            Files.write(file, cut);
            int left =
                    (int) new String(cut, UTF_8).chars().filter(c -> c == '\n').count();
            try (FileStateStore store = open()) {
                assertThat(store.load(SHOP).journal()).containsExactly(Arrays.copyOf(entries, left));
                Claim claim = store.claim(SHOP, "me", HOUR).orElseThrow();
                store.append(claim, new RunId(1), List.of(entries).subList(left, 3));
                assertThat(store.load(SHOP).journal()).containsExactly(entries);
            }
            assertThat(file).hasBinaryContent(whole);
        }
    }

    @Test
    void leaves_out_blocks_of_a_journal_that_never_reached_the_disk() throws IOException {
        commit(StateChange.begin(Samples.open(1)));
        Files.write(shop.resolve("journal-1.jsonl"), new byte[100]);

        assertThat(load().journal()).isEmpty();
    }

    @Test
    void refuses_a_journal_that_is_damaged_before_its_end() throws IOException {
        commit(StateChange.begin(Samples.open(1)));
        Path file = shop.resolve("journal-1.jsonl");
        Files.writeString(file, "{\"format\":\n{}\n");

        refuses(
                Code.STATE,
                file
                        + ":1:11: the document is damaged, the JSON ends too early or closes the wrong bracket; check"
                        + " that every { [ and \" has its partner; restore the file from a backup",
                this::load);
    }

    @Test
    void leaves_out_a_run_that_was_torn_at_any_byte_while_it_was_added() throws IOException {
        commit(StateChange.end(Samples.run(1)));
        Path file = shop.resolve("history.jsonl");
        byte[] whole = Files.readAllBytes(file);
        byte[] line = JsonLines.print(RunFormat.print(Samples.emptyRun(2)));
        for (int length = 0; length <= line.length; length++) {
            Files.write(file, whole);
            Files.write(file, Arrays.copyOf(line, length), StandardOpenOption.APPEND);
            try (FileStateStore store = open()) {
                assertThat(store.history(SHOP, Optional.empty(), 9))
                        .extracting(Run::id)
                        .containsExactly(new RunId(1));
                assertThat(store.load(SHOP).last()).map(Run::id).contains(new RunId(1));
            }
        }
        commit(StateChange.end(Samples.run(3)));
        try (FileStateStore store = open()) {
            assertThat(store.history(SHOP, Optional.empty(), 9))
                    .extracting(Run::id)
                    .containsExactly(new RunId(3), new RunId(1));
        }
    }

    @Test
    void goes_on_with_what_is_left_of_a_history_that_lost_its_end() throws IOException {
        commit(StateChange.end(Samples.run(1)), StateChange.end(Samples.run(2)).and(Samples.inventory()));
        Files.delete(shop.resolve("history.jsonl"));

        assertThat(load().last()).isEmpty();
        assertThat(load().inventory()).isEqualTo(Samples.inventory());
    }

    @Test
    void names_a_state_that_is_damaged_at_any_byte() throws IOException {
        commit(StateChange.begin(Samples.open(1)));
        Path file = shop.resolve("state.json");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 1; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(this::load)
                    .isInstanceOfSatisfying(
                            GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.STATE))
                    .hasMessageStartingWith(file.toString())
                    .hasMessageEndingWith("restore the file from a backup");
        }
    }

    @Test
    void passes_over_what_a_dead_process_left_beside_its_files() throws IOException {
        commit(StateChange.inventory(Samples.inventory()));
        Files.writeString(shop.resolve("state.json.tmp"), "{\"for");
        Files.writeString(shop.resolve("journal-7.jsonl"), "");
        Files.writeString(root.resolve("applications/README"), "not ours");

        assertThat(load().inventory()).isEqualTo(Samples.inventory());
        commit(StateChange.begin(Samples.open(8)));
        assertThat(shop.resolve("journal-7.jsonl")).doesNotExist();
        assertThat(shop.resolve("state.json.tmp")).doesNotExist();
    }

    @Test
    void says_where_a_file_is_and_a_folder_should_be() throws IOException {
        Files.writeString(root, "");

        refuses(
                Code.STATE,
                root
                        + ": it cannot be made, as a file is where a folder should be; check the folder, its owner and"
                        + " the space on its disk",
                this::load);
    }

    @Test
    void says_what_the_system_says_of_a_full_disk_and_keeps_the_state_before() {
        commit(StateChange.inventory(Samples.inventory()));
        Disk full = new Disk() {
            @Override
            void write(Path file, byte[] content) {
                if (content.length > 1000) {
                    Disk.step(file, "written", () -> {
                        Files.write(file, Arrays.copyOf(content, 1000));
                        throw new IOException("No space left on device");
                    });
                }
                super.write(file, content);
            }
        };
        OpenRun run = Samples.open(1);

        try (FileStateStore store = new FileStateStore(root, () -> Samples.NOON, full)) {
            Claim claim = store.claim(SHOP, "me", HOUR).orElseThrow();
            refuses(
                    Code.STATE,
                    shop
                            + "/state.json.tmp: it cannot be written, as the system says: No space left on device;"
                            + " check the folder, its owner and the space on its disk",
                    () -> store.commit(claim, StateChange.begin(run)));
            assertThat(store.load(SHOP).open()).isEmpty();
            assertThat(store.load(SHOP).inventory()).isEqualTo(Samples.inventory());
        }
        assertThat(load().open()).isEmpty();
    }
}
