package io.gitops4j.git;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * A repository on this machine, bare or with a working tree: its refs and objects as gitrepository-layout has them. Of its
 * configuration only the extensions are read, to refuse formats that would be misread.
 */
final class LocalRepository {
    private static final int MAX_HOPS = 10;

    private final Path gitDir;
    private final Path common;
    private final String shown;
    private final LocalObjects objects;

    private LocalRepository(Path gitDir, Path common, String shown) throws IOException {
        this.gitDir = gitDir;
        this.common = common;
        this.shown = shown;
        Set<Path> folders = new LinkedHashSet<>();
        addObjects(common.resolve("objects"), folders, 0);
        this.objects = LocalObjects.in(List.copyOf(folders));
    }

    /**
     * The repository at that address.
     *
     * @throws GitOpsException with {@link Code#SOURCE_NOT_FOUND} where there is none, {@link Code#NOT_SUPPORTED} where its
     *     format is not known
     */
    static LocalRepository open(Address.Local address) {
        Path gitDir = gitDir(address);
        try {
            String pointer = text(gitDir.resolve("commondir"));
            Path common = pointer == null ? gitDir : gitDir.resolve(pointer).normalize();
            checkFormat(common, address.shown());
            return new LocalRepository(gitDir, common, address.shown());
        } catch (IOException | InvalidPathException e) {
            throw unreadable(address.shown());
        }
    }

    private static Path gitDir(Address.Local address) {
        Path at = address.path();
        if (!Files.exists(at)) {
            throw Problems.notFound(address.shown(), "There is no such folder: check the address.");
        }
        if (isGitDir(at)) {
            return at;
        }
        Path inside = at.resolve(Constants.DOT_GIT);
        if (isGitDir(inside)) {
            return inside;
        }
        try {
            String pointer = Files.isRegularFile(inside) ? text(inside) : null;
            if (pointer != null && pointer.startsWith("gitdir:")) {
                Path elsewhere = at.resolve(
                                pointer.substring("gitdir:".length()).strip())
                        .normalize();
                if (Files.exists(elsewhere.resolve(Constants.HEAD))) {
                    return elsewhere;
                }
            }
        } catch (IOException | InvalidPathException e) {
            throw unreadable(address.shown());
        }
        throw Problems.notFound(address.shown(), "The folder is no Git repository: check the address.");
    }

    private static boolean isGitDir(Path folder) {
        return Files.isRegularFile(folder.resolve(Constants.HEAD)) && Files.isDirectory(folder.resolve("objects"));
    }

    private static GitOpsException unreadable(String shown) {
        return Problems.unavailable(
                shown, "The repository cannot be read: check that this process may read its files.");
    }

    private static @Nullable String text(Path file) throws IOException {
        try {
            return Files.size(file) > 1 << 20 ? null : Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void checkFormat(Path common, String shown) throws IOException {
        String text = text(common.resolve("config"));
        Config config = new Config();
        try {
            config.fromText(text == null ? "" : text);
        } catch (ConfigInvalidException e) {
            throw Problems.refused(shown, "The repository's own configuration is malformed; run git fsck on it.");
        }
        String hash = config.getString("extensions", null, "objectformat");
        String refs = config.getString("extensions", null, "refstorage");
        if (hash != null && !hash.equalsIgnoreCase("sha1")) {
            throw Problems.notSupported(
                    shown, "The repository names its objects by " + hash + "; only sha1 is supported.");
        }
        if (refs != null && !refs.equalsIgnoreCase("files")) {
            throw Problems.notSupported(
                    shown, "The repository keeps its refs as " + refs + "; only files are supported.");
        }
    }

    private static void addObjects(Path folder, Set<Path> folders, int depth) throws IOException {
        if (depth > 5 || !folders.add(folder.normalize())) {
            return;
        }
        String alternates = text(folder.resolve("info/alternates"));
        if (alternates != null) {
            for (String line : alternates.lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    addObjects(folder.resolve(line), folders, depth + 1);
                }
            }
        }
    }

    LocalObjects objects() {
        return objects;
    }

    /** Those of {@code names} that exist; {@code HEAD} brings what it points to. */
    Refs refs(Collection<String> names) {
        try {
            Map<String, String> ids = new LinkedHashMap<>();
            Map<String, String> packed = packed();
            String head = null;
            for (String name : names) {
                String value = value(name, packed);
                String target = name;
                for (int hops = 0; value != null && value.startsWith("ref:") && hops < MAX_HOPS; hops++) {
                    target = value.substring("ref:".length()).strip();
                    value = Repository.isValidRefName(target) ? value(target, packed) : null;
                }
                if (name.equals(Refs.HEAD) && !target.equals(name)) {
                    head = target;
                }
                if (value != null && ObjectId.isId(value)) {
                    ids.put(target.equals(name) || name.equals(Refs.HEAD) ? target : name, peeled(value));
                }
            }
            return new Refs(ids, head);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(shown);
        }
    }

    /** All branches and tags. */
    Refs refs() {
        try {
            Set<String> names = new TreeSet<>(packed().keySet());
            for (String kind : List.of("refs/heads", "refs/tags")) {
                Path folder = common.resolve(kind);
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.walk(folder, 20, new FileVisitOption[0])) {
                        files.filter(Files::isRegularFile)
                                .map(file -> common.relativize(file).toString().replace('\\', '/'))
                                .filter(Repository::isValidRefName)
                                .forEach(names::add);
                    }
                }
            }
            names.removeIf(name -> !name.startsWith(Refs.BRANCHES) && !name.startsWith(Refs.TAGS));
            return refs(names);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(shown);
        }
    }

    private @Nullable String value(String name, Map<String, String> packed) throws IOException {
        Path file = (name.startsWith("refs/") ? common : gitDir).resolve(name);
        String loose = Files.isRegularFile(file) ? text(file) : null;
        return loose != null && !loose.isEmpty() ? loose : packed.get(name);
    }

    private Map<String, String> packed() throws IOException {
        Map<String, String> packed = new LinkedHashMap<>();
        Path file = common.resolve("packed-refs");
        if (Files.exists(file)) {
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.length() > 41 && line.charAt(40) == ' ' && line.charAt(0) != '#') {
                    packed.put(line.substring(41).strip(), line.substring(0, 40));
                }
            }
        }
        return packed;
    }

    private String peeled(String id) throws IOException {
        List<String> seen = new ArrayList<>();
        String at = id;
        try (ObjectReader reader = objects.newReader()) {
            while (seen.size() < MAX_HOPS) {
                seen.add(at);
                ObjectLoader object = reader.open(ObjectId.fromString(at));
                if (object.getType() != Constants.OBJ_TAG) {
                    return at;
                }
                at = RawCommit.tagged(object.getCachedBytes(1 << 20));
            }
        } catch (MissingObjectException gone) {
            return at;
        }
        return at;
    }
}
