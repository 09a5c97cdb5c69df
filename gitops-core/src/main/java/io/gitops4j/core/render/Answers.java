package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What a snapshot answers, in the form that {@link Reads} keeps. */
final class Answers {
    private Answers() {}

    /** The answer for {@code path} now. */
    static Reads.Answer of(Snapshot snapshot, RepoPath path, boolean listed) {
        try {
            Optional<Entry> entry = snapshot.find(path);
            return new Reads.Answer(found(path, entry), listed ? listing(snapshot.list(path)) : "");
        } catch (GitOpsException refused) {
            if (refused.retryable() || refused.code().equals(Code.SOURCE_UNAVAILABLE)) {
                throw refused;
            }
            return new Reads.Answer(Reads.Answer.REFUSED, "");
        }
    }

    static String found(RepoPath path, Optional<Entry> found) {
        if (found.isEmpty()) {
            return "missing";
        }
        Entry entry = found.get();
        String type = entry.type().name().toLowerCase(java.util.Locale.ROOT);
        String content = entry.type() == Entry.Type.DIRECTORY
                ? ""
                : " " + quoted(entry.id().value());
        String target =
                entry.path().equals(path) ? "" : " at " + quoted(entry.path().toString());
        return type + content + target;
    }

    static String listing(List<Entry> entries) {
        MessageDigest digest = sha256();
        for (Entry entry : entries) {
            String line = entry.type() + " " + quoted(entry.path().name()) + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** {@code text} in double quotes, without line breaks. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ' || c == 0x7f) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
