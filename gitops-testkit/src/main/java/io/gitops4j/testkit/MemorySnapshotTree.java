package io.gitops4j.testkit;

import io.gitops4j.core.Code;
import io.gitops4j.core.source.ContentId;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The names of a {@link MemorySnapshot} and what they hold; follows links. */
final class MemorySnapshotTree {
    private static final int MOST_LINKS = 40;

    /** What a name holds: a file's bytes, a link's text, a submodule's commit. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Leaf(Entry.Type type, byte[] content) {}

    private final TreeMap<RepoPath, Leaf> leaves = new TreeMap<>();
    /** The folders that the leaves need, each with its children. */
    private final Map<RepoPath, Map<RepoPath, Entry.Type>> folders = new TreeMap<>();

    private final Map<RepoPath, ContentId> ids = new ConcurrentHashMap<>();

    MemorySnapshotTree() {
        folders.put(RepoPath.root(), new TreeMap<>());
    }

    void put(RepoPath path, Entry.Type type, byte[] content) {
        if (path.isRoot() || folders.containsKey(path)) {
            throw new IllegalArgumentException("\"" + path + "\" is a folder");
        }
        for (RepoPath folder = path.parent(); !folder.isRoot(); folder = folder.parent()) {
            if (leaves.containsKey(folder)) {
                throw new IllegalArgumentException("\"" + folder + "\" is no folder");
            }
        }
        leaves.put(path, new Leaf(type, content));
        Entry.Type childType = type;
        for (RepoPath child = path; !child.isRoot(); child = child.parent()) {
            folders.computeIfAbsent(child.parent(), p -> new TreeMap<>()).put(child, childType);
            childType = Entry.Type.DIRECTORY;
        }
    }

    MemorySnapshotTree copy() {
        MemorySnapshotTree copy = new MemorySnapshotTree();
        leaves.forEach((path, leaf) -> copy.put(path, leaf.type(), leaf.content()));
        return copy;
    }

    Entry root() {
        return entry(RepoPath.root());
    }

    List<Entry> children(RepoPath folder) {
        return folders.getOrDefault(folder, Map.of()).keySet().stream()
                .map(this::entry)
                .toList();
    }

    byte[] content(RepoPath path) {
        Leaf leaf = leaves.get(path);
        return leaf == null ? new byte[0] : leaf.content().clone();
    }

    /** What is at {@code path} with all links followed. */
    Optional<Entry> follow(RepoPath path) {
        Deque<String> open = new ArrayDeque<>(path.names());
        RepoPath here = RepoPath.root();
        int links = 0;
        while (!open.isEmpty()) {
            String name = open.pop();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                if (here.isRoot()) {
                    throw MemorySnapshot.refused(
                            Code.SOURCE_REFUSED, path, "a link on this path leaves the repository");
                }
                here = here.parent();
                continue;
            }
            RepoPath next = here.child(name);
            Leaf leaf = leaves.get(next);
            if (leaf == null || leaf.type() == Entry.Type.FILE) {
                here = next;
                if (leaf == null && !folders.containsKey(next) || leaf != null && !open.isEmpty()) {
                    return Optional.empty();
                }
            } else if (leaf.type() == Entry.Type.SUBMODULE) {
                throw MemorySnapshot.refused(Code.SOURCE_REFUSED, path, "\"" + next + "\" is a submodule");
            } else {
                if (++links > MOST_LINKS) {
                    throw MemorySnapshot.refused(Code.SOURCE_REFUSED, path, "the links on this path run in a circle");
                }
                push(open, leaf, path);
            }
        }
        return Optional.of(entry(here));
    }

    private static void push(Deque<String> open, Leaf link, RepoPath path) {
        String target = new String(link.content(), StandardCharsets.UTF_8);
        if (target.startsWith("/")) {
            throw MemorySnapshot.refused(Code.SOURCE_REFUSED, path, "a link on this path leaves the repository");
        }
        String[] names = target.split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            open.push(names[i]);
        }
    }

    private Entry entry(RepoPath path) {
        Leaf leaf = leaves.get(path);
        Entry.Type type = leaf == null ? Entry.Type.DIRECTORY : leaf.type();
        long size = type == Entry.Type.FILE && leaf != null ? leaf.content().length : -1;
        return new Entry(path, type, size, id(path));
    }

    private ContentId id(RepoPath path) {
        ContentId known = ids.get(path);
        if (known != null) {
            return known;
        }
        Leaf leaf = leaves.get(path);
        byte[] content = leaf != null ? leaf.content() : listing(path).getBytes(StandardCharsets.UTF_8);
        ContentId id = new ContentId("sha256:" + HexFormat.of().formatHex(sha256().digest(content)));
        ids.put(path, id);
        return id;
    }

    private String listing(RepoPath folder) {
        StringBuilder listing = new StringBuilder();
        folders.getOrDefault(folder, Map.of())
                .forEach((child, type) -> listing.append(type)
                        .append(' ')
                        .append(id(child).value())
                        .append(' ')
                        .append(child.name())
                        .append('\n'));
        return listing.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
