package io.gitops4j.core.reconcile;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.render.Facts;
import io.gitops4j.core.render.RenderCall;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.render.Transformer;
import io.gitops4j.core.resource.ListKinds;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From an application to what it declares: resolves, opens, renders, transforms. */
final class Declaring {
    private final Map<String, Source> sources;
    private final Renderers renderers;
    private final Map<String, Transformer> transformers;
    private final Renderings renderings = new Renderings();

    Declaring(Map<String, Source> sources, Renderers renderers, Map<String, Transformer> transformers) {
        this.sources = Map.copyOf(sources);
        this.renderers = renderers;
        this.transformers = Map.copyOf(transformers);
    }

    /** The revisions that the application's sources have now. */
    Revisions resolve(Application application, Cancellation cancellation) {
        Map<String, Revision> revisions = new TreeMap<>();
        for (ApplicationSource source : application.sources()) {
            cancellation.check();
            revisions.put(source.name(), source(source).resolve(source.ref(), cancellation));
        }
        return Revisions.of(revisions);
    }

    /** What the application declares at {@code revisions}. */
    Declaration render(Application application, Revisions revisions, Boundary boundary, Cancellation cancellation) {
        Renderings.Key key = Renderings.Key.of(application, revisions, boundary.limits());
        Importing imports = new Importing(sources, boundary, cancellation);
        Optional<Declaration> known = renderings.find(key).filter(before -> imports.same(before.imports()));
        if (known.isPresent()) {
            return known.get();
        }
        Map<String, Revision> opened = new TreeMap<>();
        List<Manifest> manifests = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        boolean keep = true;
        for (ApplicationSource source : application.sources()) {
            Revision revision = revisions.of(source.name()).orElseThrow();
            try (Snapshot snapshot = source(source).open(revision, cancellation)) {
                opened.put(source.name(), snapshot.revision());
                Rendered rendered = transformed(
                        application,
                        call(application, source, snapshot)
                                .with(boundary.limits())
                                .with(imports),
                        cancellation);
                keep &= rendered.repeatable() && snapshot.revision().replaced().isEmpty();
                List<Manifest> expanded = ListKinds.expand(rendered.manifests());
                manifests.addAll(expanded);
                if (expanded.isEmpty()) {
                    empty.add(source.name());
                }
                rendered.warnings()
                        .forEach(warning ->
                                warnings.add(Problem.of(Code.INVALID_OBJECT, warning.where(), warning.message())));
                snapshot.revision()
                        .replaced()
                        .ifPresent(previous -> warnings.add(rewritten(source, snapshot.revision(), previous)));
            }
        }
        Declaration declaration = new Declaration(Revisions.of(opened), manifests, empty, warnings, imports.opened());
        if (keep) {
            renderings.keep(key, declaration);
        }
        return declaration;
    }

    static Problem rewritten(ApplicationSource source, Revision revision, String previous) {
        return Problem.of(
                Code.STALE,
                Location.nowhere().withObject(source.toString()),
                revision.ref() + " was moved to " + revision.shortId()
                        + ", whose history does not contain its former tip " + previous);
    }

    private static RenderCall call(Application application, ApplicationSource source, Snapshot snapshot) {
        RenderCall call = RenderCall.of(snapshot, source.path())
                .with(Facts.of(Map.of(
                        "application.name", application.id().name(),
                        "application.tenant", application.id().tenant(),
                        "application.namespace", application.namespace(),
                        "revision.id", snapshot.revision().id())));
        return source.rendering().isEmpty()
                ? call
                : call.by(
                        source.rendering().get().renderer(),
                        source.rendering().get().options());
    }

    private Rendered transformed(Application application, RenderCall call, Cancellation cancellation) {
        Rendered rendered = renderers.render(call, cancellation).rendered();
        for (String id : application.transformers()) {
            cancellation.check();
            Transformer transformer = transformers.get(id);
            if (transformer == null) {
                throw configuration(
                        "transformers",
                        "there is no transformer \"" + id + "\"; give the host the component that brings it");
            }
            rendered = transformer.apply(rendered, call.facts(), cancellation);
        }
        return rendered;
    }

    private Source source(ApplicationSource source) {
        Source found = sources.get(source.ref().type());
        if (found == null) {
            throw configuration(
                    "source.type",
                    "there is no source of type \"" + source.ref().type() + "\"; give the host one, there are: "
                            + String.join(", ", sources.keySet()));
        }
        return found;
    }

    private static GitOpsException configuration(String field, String message) {
        return new GitOpsException(
                Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere().withField(field), message));
    }
}
