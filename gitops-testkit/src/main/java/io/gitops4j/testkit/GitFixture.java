package io.gitops4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;

/**
 * A real Git repository in a temporary folder, made in one line per commit:
 *
 * <pre>{@code
 * try (GitFixture git = GitFixture.create()) {
 *     String first = git.commit("add web", Map.of("deploy/web.yaml", "kind: ConfigMap"));
 *     git.write("deploy/web.yaml", "kind: Secret").delete("deploy/old.yaml").commit("change web");
 * }
 * }</pre>
 *
 * <p>Ids are the same in every run: author, committer and instants are fixed (an hour more with each commit) unless set, and
 * no configuration of the user or the system is read. There is no working tree: {@link #write} and its siblings change what
 * the next commit holds. A commit moves the current branch, {@code main} at first. For one thread; servers may read
 * meanwhile.
 */
public final class GitFixture implements AutoCloseable {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private final Path parent;
    private final Path folder;
    private final GitObjects objects;
    private final Map<String, String> branches = new HashMap<>();
    private final Map<String, List<String>> parents = new HashMap<>();
    private final Map<String, Map<String, GitObjects.Item>> trees = new HashMap<>();
    private final List<GitHttpServer> servers = new ArrayList<>();
    private Map<String, GitObjects.Item> next = new TreeMap<>();
    private String branch = "main";
    private String name = "Dev";
    private String mail = "dev@example.com";
    private Instant at = START;

    private GitFixture(Path parent) {
        this.parent = parent;
        this.folder = parent.resolve("repo.git");
        this.objects = GitObjects.create(folder);
    }

    /** An empty bare repository whose default branch is {@code main}. */
    public static GitFixture create() {
        try {
            return new GitFixture(Files.createTempDirectory("git-fixture-").toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** The {@code file://} URL of it. */
    public String url() {
        return "file://" + folder.toUri().getPath().replaceFirst("/$", "");
    }

    /** The author and committer of the commits and tags from now on. */
    public GitFixture author(String name, String mail) {
        this.name = name;
        this.mail = mail;
        return this;
    }

    /** The instant of the next commit or tag; each later one is an hour after the one before. */
    public GitFixture at(Instant instant) {
        this.at = instant;
        return this;
    }

    /** The next commit holds {@code text} at {@code path}. */
    public GitFixture write(String path, String text) {
        return write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next commit holds {@code content} at {@code path}. */
    public GitFixture write(String path, byte[] content) {
        next.put(path, new GitObjects.Item(FileMode.REGULAR_FILE, objects.blob(content)));
        return this;
    }

    /** The next commit holds a symbolic link to {@code target} at {@code path}. */
    public GitFixture link(String path, String target) {
        byte[] content = target.getBytes(StandardCharsets.UTF_8);
        next.put(path, new GitObjects.Item(FileMode.SYMLINK, objects.blob(content)));
        return this;
    }

    /** The next commit pins {@code commit} of the repository {@code url} at {@code path}, and says so in .gitmodules. */
    public GitFixture submodule(String path, String url, String commit) {
        next.put(path, new GitObjects.Item(FileMode.GITLINK, ObjectId.fromString(commit)));
        GitObjects.Item modules = next.get(".gitmodules");
        String before = modules == null ? "" : objects.text(modules.id());
        return write(
                ".gitmodules", before + "[submodule \"" + path + "\"]\n\tpath = " + path + "\n\turl = " + url + "\n");
    }

    /** The next commit holds nothing at or below {@code path}. */
    public GitFixture delete(String path) {
        next.keySet().removeIf(file -> file.equals(path) || file.startsWith(path + "/"));
        return this;
    }

    /** Commits {@code files}, by path, on top of what is there. */
    public String commit(String subject, Map<String, String> files) {
        new TreeMap<>(files).forEach(this::write);
        return commit(subject);
    }

    /** Commits to the current branch; the id. */
    public String commit(String subject) {
        return commit(subject, objects.tree(next));
    }

    /** Commits a tree of raw bytes, which Git itself would perhaps never write. */
    public String commitRawTree(String subject, byte[] tree) {
        return commit(subject, objects.rawTree(tree));
    }

    private String commit(String subject, ObjectId tree) {
        String parent = branches.get(branch);
        return commit(subject, tree, parent == null ? List.of() : List.of(parent));
    }

    /** Commits the merge of {@code other} into the current branch, with what the next commit holds. */
    public String merge(String subject, String other) {
        return commit(subject, objects.tree(next), List.of(head(), other));
    }

    private String commit(String subject, ObjectId tree, List<String> of) {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(of.stream().map(ObjectId::fromString).toList());
        PersonIdent who = who();
        commit.setAuthor(who);
        commit.setCommitter(who);
        commit.setMessage(subject + "\n");
        String id = objects.commit(commit).name();
        parents.put(id, of);
        trees.put(id, new TreeMap<>(next));
        move(id);
        return id;
    }

    private Map<String, GitObjects.Item> tree(String commit) {
        Map<String, GitObjects.Item> tree = trees.get(commit);
        if (tree == null) {
            throw new IllegalArgumentException(commit + " is no commit of this fixture");
        }
        return tree;
    }

    private PersonIdent who() {
        PersonIdent who = new PersonIdent(name, mail, at, ZoneOffset.UTC);
        at = at.plus(Duration.ofHours(1));
        return who;
    }

    private void move(String id) {
        branches.put(branch, id);
        objects.ref("refs/heads/" + branch, ObjectId.fromString(id));
    }

    /** The commit of the current branch. */
    public String head() {
        String head = branches.get(branch);
        if (head == null) {
            throw new IllegalStateException("the branch " + branch + " has no commit yet");
        }
        return head;
    }

    /** Makes {@code name} the current branch; a new one starts at the current commit. */
    public GitFixture branch(String name) {
        String start = branches.get(branch);
        branch = name;
        if (branches.containsKey(name)) {
            next = new TreeMap<>(tree(head()));
        } else if (start != null) {
            move(start);
        }
        return this;
    }

    /** Removes the branch {@code name}, which is not the current one. */
    public GitFixture deleteBranch(String name) {
        if (name.equals(branch)) {
            throw new IllegalArgumentException("the current branch stays");
        }
        branches.remove(name);
        objects.deleteRef("refs/heads/" + name);
        return this;
    }

    /** Makes {@code name} a tag, without an object of its own, of the current commit; moves it where it exists. */
    public GitFixture tag(String name) {
        objects.ref("refs/tags/" + name, ObjectId.fromString(head()));
        return this;
    }

    /** Makes {@code name} an annotated tag of the current commit; moves it where it exists. The id of the tag object. */
    public String annotatedTag(String name) {
        return annotatedTag(name, head());
    }

    /** Makes {@code name} an annotated tag of {@code target}, which may be a tag object; the id of the tag object. */
    public String annotatedTag(String name, String target) {
        TagBuilder tag = new TagBuilder();
        tag.setTag(name);
        ObjectId id = ObjectId.fromString(target);
        tag.setObjectId(id, objects.type(id));
        tag.setTagger(who());
        tag.setMessage(name + "\n");
        ObjectId made = objects.tag(tag);
        objects.ref("refs/tags/" + name, made);
        return made.name();
    }

    /** Commits the opposite of what {@code commit} changed. */
    public String revert(String commit) {
        List<String> before = parents.getOrDefault(commit, List.of());
        Map<String, GitObjects.Item> old = before.isEmpty() ? Map.of() : tree(before.get(0));
        Map<String, GitObjects.Item> changed = tree(commit);
        changed.forEach((path, item) -> {
            if (!item.equals(old.get(path))) {
                next.remove(path);
            }
        });
        old.forEach((path, item) -> {
            if (!item.equals(changed.get(path))) {
                next.put(path, item);
            }
        });
        return commit("Revert " + commit);
    }

    /** Moves the current branch to {@code commit}, wherever it was: what a force-push does. */
    public GitFixture resetTo(String commit) {
        next = new TreeMap<>(tree(commit));
        move(commit);
        return this;
    }

    /** The next commit starts a history of its own, without files, that replaces the current branch's. */
    public GitFixture orphan() {
        branches.remove(branch);
        next = new TreeMap<>();
        return this;
    }

    /** Points HEAD at the branch {@code name}, which need not exist. */
    public GitFixture defaultBranch(String name) {
        objects.head("refs/heads/" + name);
        return this;
    }

    /** Puts everything into one pack file, and the refs into {@code packed-refs}, as {@code git gc} does. */
    public GitFixture pack() {
        objects.pack();
        return this;
    }

    /** Removes what no ref reaches, as {@code git gc --prune=now} does. */
    public GitFixture prune() {
        objects.prune();
        return this;
    }

    /** Serves it over smart HTTP on a port of the loopback device. */
    public GitHttpServer serveHttp() {
        GitHttpServer server = GitHttpServer.start(objects);
        servers.add(server);
        return server;
    }

    /** Removes the repository; servers answer 404 from now on. */
    public void remove() {
        servers.forEach(server -> server.fail(404));
        GitObjects.delete(folder);
    }

    /** Stops servers and removes the repository. */
    @Override
    public void close() {
        servers.forEach(GitHttpServer::close);
        GitObjects.delete(parent);
    }
}
