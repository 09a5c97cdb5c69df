package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.render.Warning;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.SourceRef;
import io.gitops4j.render.kustomize.internal.config.Settings.Placed;
import io.gitops4j.render.kustomize.internal.generate.Generator;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.transform.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kustomization on its way through the build ({@code api/internal/target/kusttarget.go}): first what it lists, then what it
 * generates, then its components, then its transformers and validators. For one thread.
 */
final class Target {
    private final Kustomization kustomization;
    private final Root root;
    private final BuildContext context;
    private final BuiltIns builtIns;
    private final ChartGenerators charts;
    private final Plugins plugins;
    /** Where it is, where objects are to tell; else null. */
    private final @Nullable OriginNote note;

    Target(Kustomization kustomization, Root root, BuildContext context, BuiltIns builtIns, @Nullable OriginNote note) {
        this.kustomization = kustomization;
        this.root = root;
        this.context = context;
        this.builtIns = builtIns;
        this.charts =
                new ChartGenerators(root, context, kustomization.namespace().orElse(""));
        this.plugins = new Plugins(builtIns, charts);
        this.note = note;
    }

    /** Does all that the kustomization says, to what is in {@code into} already where it is a component. */
    void accumulate(Accumulation into) {
        context.warn(kustomization.warnings());
        Problems problems = Problems.none();
        resources(kustomization.resources(), into, problems);
        problems.throwIfAny();
        into.add(builtIns.configuration(kustomization, root), root.place());
        generate(into);
        for (Placed<String> component : kustomization.components()) {
            problems.during(() -> component(component, into));
        }
        problems.throwIfAny();
        transform(into);
        validate(into);
        into.variables().declare(builtIns.variables(kustomization), into.items());
    }

    private void resources(List<Placed<String>> paths, Accumulation into, Problems problems) {
        for (Placed<String> path : paths) {
            problems.during(() -> resource(path, into));
            context.passing(into.items().size(), path.where());
        }
    }

    private void resource(Placed<String> path, Accumulation into) {
        if (path.value().isEmpty()) {
            throw refused(path.where(), "a resource is the path of a file or folder, and this is empty");
        }
        Root.refuseCredentials(path.value(), path.where());
        Optional<RepositoryUrl> url = RepositoryUrl.parse(path.value());
        Optional<Entry> entry = url.isPresent() && path.value().contains("://")
                ? Optional.empty()
                : root.find(path.value(), path.where());
        if (entry.isPresent() && entry.get().type() == Entry.Type.DIRECTORY) {
            refuseAmbiguous(path);
            folder(root.enter(entry.get(), path.value(), path.where()), path, into, false);
        } else if (entry.isPresent()) {
            file(path, into);
        } else if (url.isPresent()) {
            folder(open(url.get(), path), path, into, false);
        } else {
            throw neither(
                    path,
                    "there is no file or folder \"" + path.value() + "\"" + root.suggestion(path.value()),
                    root.missing(path.value()));
        }
    }

    /** A path leads to neither a file nor a folder, or to a file that may not be read; with upstream's words for searches. */
    private GitOpsException neither(Placed<String> path, String why, String upstream) {
        String asFolder = path.value().startsWith("/")
                ? "new root '" + path.value() + "' cannot be absolute"
                : "must build at directory: "
                        + (upstream.startsWith("evalsymlink")
                                ? "not a valid directory: " + upstream
                                : "'" + root.shown(path.value()) + "': file is not directory");
        return refused(
                path.where(),
                why + " (accumulating resources: accumulation err='accumulating resources from '" + path.value() + "': "
                        + upstream + "': " + asFolder + ")");
    }

    private static void refuseAmbiguous(Placed<String> path) {
        for (String name : path.value().split("/", -1)) {
            if (name.contains("..") && !name.equals("..")) {
                throw refused(
                        path.where(),
                        "path \"" + path.value() + "\" is ambiguous: a name in it has two dots, which is likely not "
                                + "meant; check for YAML indentation errors");
            }
        }
    }

    private void file(Placed<String> path, Accumulation into) {
        String name = root.name(path.value());
        if (Kustomization.NAMES.contains(name.substring(name.lastIndexOf('/') + 1))) {
            throw refused(
                    path.where(), "\"" + path.value() + "\" is a kustomization file, no resource: list its folder");
        }
        byte[] content;
        try {
            content = root.read(path.value(), path.where());
        } catch (GitOpsException unreadable) {
            if (!unreadable.code().equals(Code.INVALID_CONFIGURATION)) {
                throw unreadable;
            }
            String message = unreadable.problem().message();
            throw neither(
                    path, message, message.contains(": ") ? message.substring(0, message.indexOf(": ")) : message);
        }
        Items items = new Items(objects(path, name, content));
        if (note != null) {
            OriginNote.declare(items, note.then(path.value()).declared(), Cause.of("buildMetadata", path.where()));
        }
        into.items().appendAll(items.list());
    }

    private List<Item> objects(Placed<String> path, String name, byte[] content) {
        try {
            return builtIns.objects(name, content);
        } catch (GitOpsException failure) {
            throw new GitOpsException(failure.problems().stream()
                    .map(problem -> new Problem(
                            problem.code(),
                            "accumulating resources: accumulating resources from '" + path.value() + "': "
                                    + problem.message(),
                            problem.where(),
                            problem.retryable()))
                    .toList());
        }
    }

    private Root open(RepositoryUrl url, Placed<String> path) {
        String text = path.value();
        boolean file = text.startsWith("http") && text.matches(".*\\.(ya?ml|json)");
        if (file) {
            throw new GitOpsException(Problem.of(
                    Code.NOT_SUPPORTED,
                    path.where(),
                    "files are not read over HTTP: \"" + text.replaceFirst("[?#].*", "")
                            + "\"; copy it into this repository, or list the folder of " + "a repository"));
        }
        return root.enter(
                context.imports().open(SourceRef.of("git", url.url(), url.ref()), path.where()), url, path.where());
    }

    private void component(Placed<String> path, Accumulation into) {
        Root.refuseCredentials(path.value(), path.where());
        Optional<RepositoryUrl> url = RepositoryUrl.parse(path.value());
        Optional<Entry> entry = url.isPresent() && path.value().contains("://")
                ? Optional.empty()
                : root.find(path.value(), path.where());
        if (entry.isEmpty() && url.isPresent()) {
            folder(open(url.get(), path), path, into, true);
            return;
        }
        if (entry.isEmpty() || entry.get().type() != Entry.Type.DIRECTORY) {
            String why = entry.isEmpty()
                    ? "not a valid directory: " + root.missing(path.value()) + root.suggestion(path.value())
                    : "'" + root.shown(path.value()) + "': file is not directory";
            throw refused(path.where(), "accumulating components: must build at directory: " + why);
        }
        folder(root.enter(entry.get(), path.value(), path.where()), path, into, true);
    }

    private void folder(Root listed, Placed<String> path, Accumulation into, boolean asComponent) {
        Root folder = listed.under(kustomization.namespace().orElse(root.chartNamespace()));
        OriginNote there = note == null ? null : note.then(path.value());
        if (asComponent) {
            load(folder, path, there, true).accumulate(into);
            root.reading().leaveOpen();
            return;
        }
        Optional<BuiltFolder> known = builtIns.choiceIsPlain() ? context.built(folder, there) : Optional.empty();
        if (known.isPresent()) {
            context.warn(known.get().warnings());
        }
        BuiltFolder built = known.orElseGet(() -> build(folder, path, there));
        root.reading().add(built);
        if (built.asksNamespace() && kustomization.namespace().isEmpty()) {
            root.reading().askNamespace();
        }
        into.add(built.accumulation(), path.where());
    }

    private BuiltFolder build(Root folder, Placed<String> path, @Nullable OriginNote there) {
        context.failAgain(folder, there);
        Set<Warning> before = context.warnApart();
        Accumulation own = new Accumulation();
        try {
            load(folder, path, there, false).accumulate(own);
        } catch (GitOpsException failure) {
            context.keep(folder, there, failure);
            throw failure;
        }
        BuiltFolder built = new BuiltFolder(own, context.warnedApart(before), folder);
        if (folder.reading().isOpen() || !builtIns.choiceIsPlain()) {
            root.reading().leaveOpen();
        } else {
            context.keep(folder, there, built);
        }
        return built;
    }

    private Target load(Root folder, Placed<String> path, @Nullable OriginNote there, boolean asComponent) {
        context.loading(folder, path.where());
        Problems problems = Problems.none();
        Kustomization loaded =
                Kustomization.load(folder, path.where(), context.limits().text(), Overrides.NONE, problems);
        problems.throwIfAny();
        if (asComponent != loaded.isComponent()) {
            throw refused(
                    path.where(),
                    asComponent
                            ? "expected kind 'Component' for path '" + folder.shown(".") + "' but got 'Kustomization'"
                            : "expected kind != 'Component' for path '" + folder.shown(".")
                                    + "': list it under components");
        }
        builtIns.choose(loaded, folder, false);
        return new Target(loaded, folder, context, builtIns, there);
    }

    private void generate(Accumulation into) {
        for (Generator generator : builtIns.generators(kustomization, root, charts)) {
            made(generator, configuredBy(generator.name()), into);
        }
        for (Item plugin : plugins(kustomization.generators())) {
            made(plugins.generator(plugin, root), configuredBy(plugin), into);
        }
    }

    private void made(Generator generator, @Nullable String origin, Accumulation into) {
        Items made = new Items(generator.generate(builtIns.scopes()));
        if (origin != null && made.size() > 0) {
            OriginNote.declare(
                    made, origin, Cause.of("buildMetadata", made.get(0).location()));
        }
        made.list().forEach(item -> Absorption.into(into.items(), item));
    }

    private void transform(Accumulation into) {
        for (Transformer transformer : builtIns.transformers(kustomization, root, into.configuration())) {
            transform(transformer, configuredBy(transformer.name()), into);
        }
        for (Item plugin : plugins(kustomization.transformers())) {
            for (Transformer transformer : plugins.transformers(plugin, root)) {
                transform(transformer, configuredBy(plugin), into);
            }
        }
    }

    private void transform(Transformer transformer, @Nullable String origin, Accumulation into) {
        context.passing(into.items().size(), root.place());
        transformer.transform(into.items());
        if (origin != null) {
            OriginNote.transformed(into.items(), origin, Cause.of("buildMetadata", root.place()));
        }
    }

    private void validate(Accumulation into) {
        for (Item plugin : plugins(kustomization.validators())) {
            Items copy = new Items(into.items().list());
            plugins.transformers(plugin, root).forEach(validator -> validator.transform(copy));
            boolean changed = copy.size() != into.items().size();
            for (int i = 0; !changed && i < copy.size(); i++) {
                changed = !copy.get(i).body().equals(into.items().get(i).body());
            }
            if (changed) {
                throw refused(plugin.location(), "validator shouldn't modify the resource map: " + plugin.id());
            }
        }
    }

    /** The configurations of plugins, inline or in files or folders of their own. */
    private List<Item> plugins(List<Placed<String>> entries) {
        Accumulation configured = new Accumulation();
        List<Placed<String>> paths = new ArrayList<>();
        Problems problems = Problems.none();
        for (Placed<String> entry : entries) {
            Optional<List<Item>> inline = builtIns.inline(entry);
            if (inline.isEmpty()) {
                paths.add(entry);
                continue;
            }
            Items items = new Items(inline.get());
            if (note != null) {
                OriginNote.declare(
                        items, note.then(kustomization.file()).declared(), Cause.of("buildMetadata", entry.where()));
            }
            problems.during(() -> configured.items().appendAll(items.list()));
        }
        resources(paths, configured, problems);
        problems.throwIfAny();
        return configured.items().list();
    }

    private @Nullable String configuredBy(String builtIn) {
        return note == null ? null : note.then(kustomization.file()).configuredBy(builtIn);
    }

    private @Nullable String configuredBy(Item plugin) {
        return note == null ? null : note.configuredBy(plugin);
    }

    private static GitOpsException refused(Location where, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, where, message));
    }
}
