package io.gitops4j.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a folder of its own, with what tests of it need. */
abstract class StoreFolder {
    static final ApplicationId SHOP = Samples.SHOP;
    static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    Path root;
    Path shop;

    @BeforeEach
    void name_the_folders() {
        root = folder.resolve("state");
        shop = root.resolve("applications/acme/shop");
    }

    FileStateStore open() {
        return new FileStateStore(root, () -> Samples.NOON, CrashingDisk.immortal());
    }

    void commit(StateChange... changes) {
        try (FileStateStore store = open()) {
            Claim claim = store.claim(SHOP, "me", HOUR).orElseThrow();
            for (StateChange change : changes) {
                store.commit(claim, change);
            }
        }
    }

    ApplicationState load() {
        try (FileStateStore store = open()) {
            return store.load(SHOP);
        }
    }

    void refuses(Code code, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        GitOpsException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }

    void replaceIn(Path file, String text, String by) throws IOException {
        Files.writeString(file, Files.readString(file).replace(text, by));
    }
}
