package io.gitops4j.git;

import io.gitops4j.core.source.Commit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** What a commit object says. */
final class RawCommit {
    private static final int MAX = 16 << 20;

    private final byte[] raw;
    private final ObjectId tree;
    private final List<ObjectId> parents;
    private final long time;

    private RawCommit(byte[] raw, ObjectId tree, List<ObjectId> parents, long time) {
        this.raw = raw;
        this.tree = tree;
        this.parents = parents;
        this.time = time;
    }

    ObjectId tree() {
        return tree;
    }

    List<ObjectId> parents() {
        return parents;
    }

    /** The committer's time, in seconds since the epoch. */
    long time() {
        return time;
    }

    /** The commit of that id. */
    static RawCommit read(ObjectReader reader, ObjectId id) throws IOException {
        return parse(id, reader.open(id, Constants.OBJ_COMMIT).getCachedBytes(MAX));
    }

    private static RawCommit parse(ObjectId id, byte[] raw) throws IOException {
        ObjectId tree = null;
        List<ObjectId> parents = new ArrayList<>();
        long time = 0;
        String header = new String(raw, StandardCharsets.ISO_8859_1);
        int end = header.indexOf("\n\n");
        for (String line : (end < 0 ? header : header.substring(0, end)).split("\n")) {
            if (line.startsWith("tree ") && tree == null) {
                tree = id(line, id);
            } else if (line.startsWith("parent ")) {
                parents.add(id(line, id));
            } else if (line.startsWith("committer ")) {
                time = time(line);
            }
        }
        if (tree == null) {
            throw new CorruptObjectException(id, "it has no tree");
        }
        return new RawCommit(raw, tree, parents, time);
    }

    private static ObjectId id(String line, ObjectId of) throws CorruptObjectException {
        String id = line.substring(line.indexOf(' ') + 1);
        if (!ObjectId.isId(id)) {
            throw new CorruptObjectException(of, "its header holds no id");
        }
        return ObjectId.fromString(id);
    }

    private static long time(String committer) {
        String[] words =
                committer.substring(committer.lastIndexOf('>') + 1).strip().split(" ");
        try {
            return Long.parseLong(words[0]);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The id that the annotated tag {@code raw} names. */
    static String tagged(byte[] raw) throws IOException {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        String id = text.startsWith("object ") && text.length() >= 47 ? text.substring(7, 47) : "";
        if (!ObjectId.isId(id)) {
            throw new IOException("a tag object names no object");
        }
        return id;
    }

    /** Author, time and subject, as people read them. */
    Commit commit() {
        RevCommit commit = RevCommit.parse(raw);
        PersonIdent author = commit.getAuthorIdent();
        String name = author == null ? "unknown" : author.getName().strip();
        String mail = author == null ? "" : author.getEmailAddress().strip();
        return new Commit(
                mail.isEmpty() ? name : name + " <" + mail + ">",
                Instant.ofEpochSecond(time),
                commit.getShortMessage());
    }
}
