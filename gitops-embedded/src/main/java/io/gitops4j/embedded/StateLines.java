package io.gitops4j.embedded;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Shapes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The text of a state file. The first line is {@code {"format":"gitops4j/embedded-cluster@1"}}; every other line is a
 * batch: its CRC-32C in eight hexadecimal digits, a blank, and JSON with the {@code version} after it, the objects
 * {@code put} and the keys {@code gone}.
 */
final class StateLines {
    private static final int MAJOR = 1;
    private static final Pattern FORMAT = Pattern.compile("gitops4j/embedded-cluster@(\\d{1,9})");
    private static final int CHECKSUM = 8;
    private static final int CHUNK = 20;
    private static final TextLimits LIMITS = TextLimits.builder()
            .bytes(Integer.MAX_VALUE)
            .nodes(Integer.MAX_VALUE)
            .scalar(Integer.MAX_VALUE)
            .depth(1_000)
            .build();

    private StateLines() {}

    private static byte[] header() {
        return ("{\"format\":\"gitops4j/embedded-cluster@" + MAJOR + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The batch as a line. */
    static byte[] line(List<Change> changes) {
        Map<ResourceKey, Optional<Node.Obj>> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.key(), Optional.ofNullable(change.after())));
        List<Node> put = new ArrayList<>();
        List<Node> gone = new ArrayList<>();
        last.forEach((key, object) -> {
            if (object.isPresent()) {
                put.add(object.get());
            } else {
                gone.add(Node.array(
                        Node.of(key.group()), Node.of(key.kind()), Node.of(key.namespace()), Node.of(key.name())));
            }
        });
        return line(changes.get(changes.size() - 1).version(), put, gone);
    }

    private static byte[] line(long version, List<Node> put, List<Node> gone) {
        ObjBuilder batch = Node.objectBuilder().put("version", version);
        if (!put.isEmpty()) {
            batch.put("put", Node.array(put));
        }
        if (!gone.isEmpty()) {
            batch.put("gone", Node.array(gone));
        }
        // the state is the cluster's own store, and holds what the objects hold
        byte[] json = Printer.json(batch.build(), Mask.none()).getBytes(StandardCharsets.UTF_8);
        byte[] line = new byte[CHECKSUM + 1 + json.length + 1];
        byte[] checksum = checksum(json, 0, json.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(checksum, 0, line, 0, CHECKSUM);
        line[CHECKSUM] = ' ';
        System.arraycopy(json, 0, line, CHECKSUM + 1, json.length);
        line[line.length - 1] = '\n';
        return line;
    }

    private static String checksum(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return String.format("%08x", crc.getValue());
    }

    /** A whole file that holds {@code store}. */
    static List<byte[]> whole(ObjectStore store) {
        List<byte[]> lines = new ArrayList<>(List.of(header()));
        List<Node.Obj> all = store.all();
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<Node> chunk = List.copyOf(all.subList(from, Math.min(all.size(), from + CHUNK)));
            lines.add(line(store.version(), chunk, List.of()));
        }
        lines.add(line(store.version(), List.of(), List.of()));
        return lines;
    }

    /** Reads {@code content} into {@code store}; gives the length of what is whole, without a torn end. */
    static long read(Path file, byte[] content, ObjectStore store) {
        int end = lineEnd(content, 0);
        checkHeader(file, end < 0 ? "" : new String(content, 0, end, StandardCharsets.UTF_8));
        Parser parser = Parser.tolerant().limits(LIMITS).shapes(new Shapes());
        int from = end + 1;
        for (int line = 2; from < content.length; line++) {
            end = lineEnd(content, from);
            if (end < 0 || !isWhole(content, from, end)) {
                if (end >= 0 && end + 1 < content.length) {
                    throw damaged(file, line);
                }
                break;
            }
            String json = new String(content, from + CHECKSUM + 1, end - from - CHECKSUM - 1, StandardCharsets.UTF_8);
            take(parser.parseJson(file.toString(), json), store);
            from = end + 1;
        }
        return from;
    }

    private static int lineEnd(byte[] content, int from) {
        for (int i = from; i < content.length; i++) {
            if (content[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWhole(byte[] content, int from, int end) {
        int json = from + CHECKSUM + 1;
        return json < end
                && content[json - 1] == ' '
                && checksum(content, json, end).equals(new String(content, from, CHECKSUM, StandardCharsets.US_ASCII));
    }

    private static GitOpsException damaged(Path file, int line) {
        return new GitOpsException(Problem.of(
                Code.STATE,
                Location.of(file.toString(), line, 0),
                "the checksum of this line is wrong and more lines follow, so it is no torn end but damage; restore the file"
                        + " from a copy, or remove it to start with an empty cluster"));
    }

    private static void checkHeader(Path file, String header) {
        Matcher format = FORMAT.matcher(format(file, header));
        if (!format.matches()) {
            throw new GitOpsException(Problem.of(
                    Code.STATE,
                    Location.file(file.toString()),
                    "the file does not hold the state of an embedded cluster"));
        }
        int major = Integer.parseInt(format.group(1));
        if (major > MAJOR) {
            throw new GitOpsException(Problem.of(
                    Code.STATE,
                    Location.file(file.toString()),
                    "the state is in format " + major + ", this version knows formats up to " + MAJOR
                            + "; use a newer gitops-embedded"));
        }
    }

    private static String format(Path file, String header) {
        try {
            List<Document> documents = Parser.tolerant().parseJson(file.toString(), header);
            return documents.size() == 1
                    ? documents.get(0).root().text("format").orElse("")
                    : "";
        } catch (GitOpsException e) {
            return "";
        }
    }

    private static void take(List<Document> documents, ObjectStore store) {
        for (Document document : documents) {
            if (document.root() instanceof Node.Obj batch) {
                batch.array("put").items().forEach(item -> {
                    if (item instanceof Node.Obj object) {
                        store.put(key(object), object);
                    }
                });
                batch.array("gone").items().forEach(item -> {
                    if (item instanceof Node.Arr key) {
                        store.remove(new ResourceKey(word(key, 0), word(key, 1), word(key, 2), word(key, 3)));
                    }
                });
                store.version(Metadata.number(batch, "version", 0));
            }
        }
    }

    private static String word(Node.Arr key, int i) {
        return key.get(i) instanceof Node.Str str ? str.value() : "";
    }

    private static ResourceKey key(Node.Obj object) {
        return new ResourceKey(
                GroupKind.groupOf(object.text("apiVersion").orElse("")),
                object.text("kind").orElse(""),
                object.text("metadata", "namespace").orElse(""),
                object.text("metadata", "name").orElse(""));
    }

    /** About how many bytes {@code store} takes. */
    static long sizeOf(ObjectStore store) {
        return store.all().size() * 4096L;
    }
}
