package io.gitops4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Files and entries that want to break whoever reads them. */
final class MemorySnapshotHostility {
    private MemorySnapshotHostility() {}

    static List<String> texts() {
        return List.of(
                "",
                "\0\1\2",
                "\uFFFD\uFFFE",
                "just words",
                "- a\n- list\n",
                "key: [unclosed",
                "apiVersion: v1\nkind: ConfigMap\nkind: Secret\n",
                "apiVersion: {}\nkind: []\nmetadata: 7\n",
                "!!java.net.URL [\"http://127.0.0.1/\"]\n",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "- ".repeat(100_000) + "x",
                "x".repeat(20 << 20),
                "---\n".repeat(300_000),
                "a: &a b\n".repeat(100) + "c: *nothing\n",
                aliasBomb(),
                "a: &a [*a]\n",
                "\\u00zz=1\n",
                "../../../etc/passwd\n",
                "resources: [../../../../etc/passwd, /etc/passwd, 'file:///etc/passwd', \"a\\0b\", 'a\\b']\n");
    }

    private static String aliasBomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            String alias = "*a" + (i - 1);
            bomb.append(
                    "a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, alias)) + "]\n");
        }
        return bomb.toString();
    }

    /** The folder with a refused entry in the place of {@code input}. */
    static List<MemorySnapshot> entries(Supplier<MemorySnapshot.Builder> folder, String input) {
        String name = input.substring(input.lastIndexOf('/') + 1);
        List<MemorySnapshot> snapshots = new ArrayList<>();
        for (String target : List.of("/etc/passwd", "../../../../../etc/passwd", name)) {
            snapshots.add(folder.get().link(input, target).build());
        }
        snapshots.add(folder.get()
                .submodule(input, "5716ca5987cbf97d6bb54920bea6adde242d87e6")
                .build());
        return snapshots;
    }
}
