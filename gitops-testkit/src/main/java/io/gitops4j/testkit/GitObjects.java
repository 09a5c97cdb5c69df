package io.gitops4j.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jspecify.annotations.Nullable;

/**
 * The objects and refs of a fixture, twice: as files that Git can read, written here byte by byte, and in memory for the
 * server. JGit's own file repository is avoided because it reads the user's configuration.
 */
final class GitObjects {
    private final Path folder;
    private final Map<ObjectId, Stored> objects = new LinkedHashMap<>();
    private final Map<String, ObjectId> refs = new TreeMap<>();
    private String head = "refs/heads/main";
    private @Nullable InMemoryRepository served;

    /** What is at a path. */
    record Item(FileMode mode, ObjectId id) {}

    private static final class Stored {
        final int type;
        final byte[] content;

        Stored(int type, byte[] content) {
            this.type = type;
            this.content = content;
        }
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private interface Step {
        void run() throws IOException;
    }

    private GitObjects(Path folder) {
        this.folder = folder;
    }

    private static <T> T io(Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void io(Step step) {
        io(() -> {
            step.run();
            return true;
        });
    }

    static GitObjects create(Path folder) {
        return io(() -> {
            Files.createDirectories(folder.resolve("objects/pack"));
            Files.createDirectories(folder.resolve("refs/heads"));
            Files.createDirectories(folder.resolve("refs/tags"));
            Files.writeString(folder.resolve("config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
            GitObjects objects = new GitObjects(folder);
            objects.head("refs/heads/main");
            return objects;
        });
    }

    /** The repository as it is now, in memory; what a server answers from. */
    synchronized InMemoryRepository inMemory() {
        InMemoryRepository known = served;
        if (known == null) {
            known = io(this::copy);
            served = known;
        }
        return known;
    }

    private InMemoryRepository copy() throws IOException {
        InMemoryRepository copy = new InMemoryRepository(new DfsRepositoryDescription("fixture"));
        try (ObjectInserter inserter = copy.newObjectInserter()) {
            for (Stored object : objects.values()) {
                inserter.insert(object.type, object.content);
            }
            inserter.flush();
        }
        BatchRefUpdate update = copy.getRefDatabase().newBatchUpdate();
        update.setAllowNonFastForwards(true);
        // without it JGit looks for the user's name
        update.setRefLogIdent(new PersonIdent("fixture", "fixture@example.com"));
        refs.forEach((name, id) -> update.addCommand(new ReceiveCommand(ObjectId.zeroId(), id, name)));
        try (RevWalk walk = new RevWalk(copy)) {
            update.execute(walk, NullProgressMonitor.INSTANCE);
        }
        RefUpdate link = copy.updateRef(Constants.HEAD);
        link.setRefLogIdent(new PersonIdent("fixture", "fixture@example.com"));
        link.link(head);
        return copy;
    }

    ObjectId blob(byte[] content) {
        return insert(Constants.OBJ_BLOB, content);
    }

    ObjectId rawTree(byte[] content) {
        return insert(Constants.OBJ_TREE, content);
    }

    ObjectId commit(CommitBuilder commit) {
        return insert(Constants.OBJ_COMMIT, io(() -> commit.build()));
    }

    ObjectId tag(TagBuilder tag) {
        return insert(Constants.OBJ_TAG, io(() -> tag.build()));
    }

    ObjectId tree(Map<String, Item> files) {
        Map<String, Item> here = new TreeMap<>();
        Map<String, Map<String, Item>> below = new TreeMap<>();
        files.forEach((path, item) -> {
            int slash = path.indexOf('/');
            if (slash < 0) {
                here.put(path, item);
            } else {
                below.computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
                        .put(path.substring(slash + 1), item);
            }
        });
        // Git sorts folders as if their names ended with a slash
        Map<String, Item> sorted = new TreeMap<>(
                Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        sorted.putAll(here);
        below.forEach((name, inside) -> sorted.put(name + "/", new Item(FileMode.TREE, tree(inside))));
        TreeFormatter tree = new TreeFormatter();
        sorted.forEach((name, item) -> tree.append(name.replace("/", ""), item.mode(), item.id()));
        return insert(Constants.OBJ_TREE, tree.toByteArray());
    }

    private synchronized ObjectId insert(int type, byte[] content) {
        ObjectId id = new ObjectInserter.Formatter().idFor(type, content);
        objects.put(id, new Stored(type, content));
        served = null;
        io(() -> writeLoose(id, type, content));
        return id;
    }

    private void writeLoose(ObjectId id, int type, byte[] content) throws IOException {
        Path file = loose(id);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(file))) {
                out.write(
                        (Constants.typeString(type) + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
                out.write(content);
            }
        }
    }

    private Path loose(ObjectId id) {
        return folder.resolve(
                "objects/" + id.name().substring(0, 2) + "/" + id.name().substring(2));
    }

    synchronized int type(ObjectId id) {
        return stored(id).type;
    }

    synchronized String text(ObjectId blob) {
        return new String(stored(blob).content, StandardCharsets.UTF_8);
    }

    private Stored stored(ObjectId id) {
        Stored object = objects.get(id);
        if (object == null) {
            throw new IllegalArgumentException("there is no object " + id.name());
        }
        return object;
    }

    synchronized void ref(String name, ObjectId id) {
        refs.put(name, id);
        served = null;
        io(() -> {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, id.name() + "\n");
        });
    }

    synchronized void deleteRef(String name) {
        refs.remove(name);
        served = null;
        io(() -> {
            Path packed = folder.resolve("packed-refs");
            if (Files.exists(packed)) {
                Files.write(
                        packed,
                        Files.readAllLines(packed).stream()
                                .filter(line -> !line.endsWith(" " + name))
                                .toList());
            }
            return Files.deleteIfExists(folder.resolve(name));
        });
    }

    synchronized void head(String target) {
        head = target;
        served = null;
        io(() -> Files.writeString(folder.resolve("HEAD"), "ref: " + target + "\n"));
    }

    synchronized void pack() {
        io(() -> {
            InMemoryRepository memory = inMemory();
            ByteArrayOutputStream pack = new ByteArrayOutputStream();
            ByteArrayOutputStream index = new ByteArrayOutputStream();
            String name;
            try (ObjectReader reader = memory.newObjectReader();
                    PackWriter writer = new PackWriter(new PackConfig(memory), reader)) {
                writer.setDeltaBaseAsOffset(true);
                writer.preparePack(NullProgressMonitor.INSTANCE, new HashSet<>(refs.values()), Set.of());
                writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, pack);
                writer.writeIndex(index);
                name = "pack-" + writer.computeName().name();
            }
            Files.write(folder.resolve("objects/pack/" + name + ".pack"), pack.toByteArray());
            Files.write(folder.resolve("objects/pack/" + name + ".idx"), index.toByteArray());
            StringBuilder packed = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
            refs.forEach((ref, id) ->
                    packed.append(id.name()).append(' ').append(ref).append('\n'));
            Files.writeString(folder.resolve("packed-refs"), packed.toString());
            for (String ref : refs.keySet()) {
                Files.deleteIfExists(folder.resolve(ref));
            }
            for (ObjectId id : reachable()) {
                Files.deleteIfExists(loose(id));
            }
        });
    }

    synchronized void prune() {
        io(() -> {
            Set<ObjectId> kept = reachable();
            for (ObjectId id : objects.keySet()) {
                if (!kept.contains(id)) {
                    Files.deleteIfExists(loose(id));
                }
            }
            objects.keySet().retainAll(kept);
            served = null;
        });
    }

    private Set<ObjectId> reachable() throws IOException {
        Set<ObjectId> reachable = new HashSet<>();
        try (ObjectWalk walk = new ObjectWalk(inMemory())) {
            for (ObjectId id : refs.values()) {
                for (RevObject tip = walk.parseAny(id); ; tip = walk.parseAny(((RevTag) tip).getObject())) {
                    reachable.add(tip.copy());
                    if (!(tip instanceof RevTag)) {
                        walk.markStart(tip);
                        break;
                    }
                }
            }
            for (RevObject object = walk.next(); object != null; object = walk.next()) {
                reachable.add(object.copy());
            }
            for (RevObject object = walk.nextObject(); object != null; object = walk.nextObject()) {
                reachable.add(object.copy());
            }
        }
        return reachable;
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        io(() -> {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> io(() -> Files.deleteIfExists(file)));
            }
        });
    }
}
