package io.gitops4j.samples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** The team's Git repository, in a temporary folder. */
final class Repository implements AutoCloseable {
    static final String FOLDER = "deploy";
    private static final List<String> FILES =
            List.of("configmap.yaml", "deployment.yaml", "namespace.yaml", "service.yaml");

    private final Path folder;
    private final Git git;

    private Repository(Path folder, Git git) {
        this.folder = folder;
        this.git = git;
    }

    /** An empty repository. */
    static Repository create() throws IOException, GitAPIException {
        Path folder = Files.createTempDirectory("quickstart-").toRealPath();
        return new Repository(
                folder,
                Git.init()
                        .setDirectory(folder.toFile())
                        .setInitialBranch("main")
                        .call());
    }

    Path folder() {
        return folder;
    }

    /** Writes the shop's manifests. */
    List<String> writeShop() throws IOException {
        Files.createDirectories(folder.resolve(FOLDER));
        for (String file : FILES) {
            try (InputStream in = Repository.class.getResourceAsStream("/shop/" + file)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(FOLDER).resolve(file));
            }
        }
        return FILES;
    }

    /** Replaces text in one of the manifests. */
    void edit(String file, String before, String after) throws IOException {
        Path path = folder.resolve(FOLDER).resolve(file);
        Files.writeString(path, Files.readString(path).replace(before, after));
    }

    /** Commits all that was written. */
    RevCommit commit(String author, String subject) throws GitAPIException {
        git.add().addFilepattern(".").call();
        PersonIdent who = new PersonIdent(author, author + "@shop.example");
        return git.commit()
                .setMessage(subject)
                .setAuthor(who)
                .setCommitter(who)
                .setSign(false)
                .call();
    }

    /** What {@code git revert} does: the opposite of a commit, as a new one. */
    RevCommit revert(String author, RevCommit commit) throws GitAPIException {
        git.revert().include(commit).call();
        PersonIdent who = new PersonIdent(author, author + "@shop.example");
        return git.commit()
                .setAmend(true)
                .setMessage("Revert \"" + commit.getShortMessage() + "\"")
                .setAuthor(who)
                .setCommitter(who)
                .setSign(false)
                .call();
    }

    @Override
    public void close() throws IOException {
        git.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
