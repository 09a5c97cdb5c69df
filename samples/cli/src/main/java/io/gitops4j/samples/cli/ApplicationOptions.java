package io.gitops4j.samples.cli;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Adoption;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationFormat;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.application.DriftPolicy;
import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.render.PlainOptions;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.tree.Node;
import io.gitops4j.git.Git;
import io.gitops4j.render.substitution.Substitution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which application: a file that declares it, or flags; policies may be given beside either. */
final class ApplicationOptions {
    private static final String PLAIN = "plain";
    private static final String KUSTOMIZE = "kustomize";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A file that declares the application")
    private @Nullable Path file;

    @Option(names = "--repo", paramLabel = "URL", description = "The Git repository: a URL, or a folder")
    private @Nullable String repo;

    @Option(names = "--ref", paramLabel = "REF", description = "A branch, tag or commit. Default: the default branch")
    private @Nullable String ref;

    @Option(names = "--path", paramLabel = "DIR", description = "The folder in the repository. Default: its root")
    private @Nullable String path;

    @Option(names = "--name", paramLabel = "NAME", description = "The application's name. Default: the folder's")
    private @Nullable String name;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NS",
            description = "The namespace of objects that name none. Default: default")
    private @Nullable String namespace;

    @Option(names = "--renderer", paramLabel = "ID", description = "How to render, such as plain or kustomize")
    private @Nullable String renderer;

    @Option(names = "--include", paramLabel = "PATTERN", description = "Plain files to take; may be repeated")
    private List<String> include = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "PATTERN", description = "Plain files to leave out; may be repeated")
    private List<String> exclude = new ArrayList<>();

    @Mixin
    private final KustomizeOptions kustomize = new KustomizeOptions();

    @Mixin
    private final SubstitutionOptions substitution = new SubstitutionOptions();

    @Option(
            names = "--prune",
            negatable = true,
            defaultValue = Option.NULL_VALUE,
            fallbackValue = "true",
            description = "Remove objects that are no longer declared; with flags, the default")
    private @Nullable Boolean prune;

    @Option(names = "--allow-empty", description = "Declaring nothing at all is meant, and removes everything")
    private boolean allowEmpty;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "How long to wait for health and removal. Default: 5m")
    private @Nullable Duration timeout;

    @Option(
            names = "--adopt",
            paramLabel = "WHEN",
            description = "Existing objects: never, if-unowned or always are taken")
    private @Nullable String adopt;

    @Option(names = "--on-drift", paramLabel = "WHAT", description = "What others changed: revert it, or alert")
    private @Nullable String onDrift;

    /** The application, relative addresses made absolute; the session renders with what it passes through. */
    Application application(Session session) {
        Application.Builder builder = file == null ? flags() : file(file);
        session.cluster().ifPresent(builder::to);
        if (prune != null) {
            builder = prune ? builder.prune() : builder.keepUndeclared();
        }
        if (allowEmpty) {
            builder.allowEmpty();
        }
        if (timeout != null) {
            builder.timeout(timeout);
        }
        if (adopt != null) {
            builder.adopt(word("--adopt", adopt, Adoption.values()));
        }
        if (onDrift != null) {
            builder.onDrift(word("--on-drift", onDrift, DriftPolicy.values()));
        }
        Application application = builder.build();
        Optional<Substitution> variables = substitution.substitution();
        variables.ifPresent(session::transformBy);
        return variables
                .filter(one -> !application.transformers().contains(one.id()))
                .map(one -> application.toBuilder().through(one.id()).build())
                .orElse(application);
    }

    /** Whether a file declares it. */
    boolean isFile() {
        return file != null;
    }

    private Application.Builder flags() {
        if (repo == null) {
            throw refused("--repo", "it is missing; give a repository, or an application's file with -f");
        }
        Git git = Addresses.isLocal(repo) ? Git.at(Path.of(repo)) : Git.at(repo);
        git = ref == null ? git : git.ref(ref);
        git = path == null ? git : git.path(path);
        ApplicationSource source = ApplicationSource.of(git.sourceRef(), git.path());
        Rendering rendering = rendering();
        return Application.named(name == null ? Addresses.name(git) : name)
                .from(rendering == null ? source : source.renderedBy(rendering))
                .to(Targets.EMBEDDED)
                .namespace(namespace == null ? "default" : namespace)
                .prune();
    }

    private @Nullable Rendering rendering() {
        if (kustomize.given()) {
            if (renderer != null && !renderer.equals(KUSTOMIZE) || !include.isEmpty() || !exclude.isEmpty()) {
                throw refused("--kustomize-...", "these are for kustomizations, and not for plain files");
            }
            return kustomize.options().rendering();
        }
        if (include.isEmpty() && exclude.isEmpty()) {
            return renderer == null ? null : new Rendering(renderer, Node.object());
        }
        if (renderer != null && !renderer.equals(PLAIN)) {
            throw refused("--renderer", "--include and --exclude are for plain files, and not for " + renderer);
        }
        PlainOptions options =
                PlainOptions.defaults().include(include.toArray(new String[0])).exclude(exclude.toArray(new String[0]));
        return new Rendering(PLAIN, Renderers.plain().print(options));
    }

    private Application.Builder file(Path file) {
        boolean both = repo != null || ref != null || path != null || name != null || namespace != null;
        if (both || renderer != null || kustomize.given() || !include.isEmpty() || !exclude.isEmpty()) {
            throw refused("-f", "the file says where the application comes from; leave out the flags that say it too");
        }
        Application read = ApplicationFormat.read(file.toString(), bytes(file));
        Targets.require(read.cluster(), Location.file(file.toString()).withField("cluster"));
        return Addresses.absolute(read, file);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.file(file.toString()),
                    Files.exists(file) ? "the file cannot be read" : "there is no such file"));
        }
    }

    private static <E extends Enum<E>> E word(String option, String word, E[] known) {
        List<String> words = new ArrayList<>();
        for (E one : known) {
            String spelled = one.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (spelled.equals(word.toLowerCase(Locale.ROOT))) {
                return one;
            }
            words.add(spelled);
        }
        throw refused(option, "\"" + word + "\" is none of " + String.join(", ", words));
    }

    private static GitOpsException refused(String option, String why) {
        return new GitOpsException(
                Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere().withField(option), why));
    }
}
