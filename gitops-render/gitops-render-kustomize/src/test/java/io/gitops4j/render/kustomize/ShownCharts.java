package io.gitops4j.render.kustomize;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Detection;
import io.gitops4j.core.render.OptionFields;
import io.gitops4j.core.render.RenderOptions;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.render.Warning;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A renderer of charts that shows what it was handed: a ConfigMap with its options, then the files of {@code templates} as they
 * are. A chart with a {@code NOTES.txt} has a warning, one whose {@code Chart.yaml} says {@code kubeVersion} or {@code random}
 * asks for the fact {@code cluster.version}, or may come to another thing each time; its annotation {@code secret} names a value
 * of every object that must not be shown.
 */
final class ShownCharts implements Renderer<ShownCharts.Options> {
    /** What it was handed. */
    record Options(Node.Obj stored) implements RenderOptions {}

    final AtomicInteger renderings = new AtomicInteger();

    @Override
    public String id() {
        return "helm";
    }

    @Override
    public Options parse(Node.Obj stored) {
        OptionFields fields = OptionFields.of(
                stored,
                "releaseName",
                "namespace",
                "values",
                "includeCRDs",
                "skipTests",
                "skipHooks",
                "kubeVersion",
                "apiVersions");
        fields.text("releaseName");
        fields.text("namespace");
        fields.flag("includeCRDs", false);
        fields.flag("skipTests", false);
        fields.flag("skipHooks", false);
        fields.texts("apiVersions");
        if (fields.text("kubeVersion")
                .filter(version -> !version.startsWith("v1."))
                .isPresent()) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.nowhere().withField("kubeVersion"),
                    "must be a version such as v1.30.0"));
        }
        return new Options(stored);
    }

    @Override
    public Node.Obj print(Options options) {
        return options.stored();
    }

    @Override
    public Detection detect(Snapshot snapshot, RepoPath base) {
        return snapshot.find(base.child("Chart.yaml")).isPresent() ? Detection.YES : Detection.NO;
    }

    @Override
    public Rendered render(RenderRequest<Options> request, Cancellation cancellation) {
        renderings.incrementAndGet();
        Snapshot snapshot = request.snapshot();
        RepoPath base = request.base();
        Document about = documents(request, base.child("Chart.yaml")).get(0);
        Node.Obj stored = request.options().stored();
        Node.Obj data = Node.object()
                .with("chart", Node.of(base.toString()))
                .with("options", Node.of(Printer.json(stored, Mask.none()).strip()));
        if (about.root().at("kubeVersion").isPresent()) {
            String version = request.facts().find("cluster.version").orElse("none");
            data = data.with("version", Node.of(version));
        }
        Node.Obj metadata =
                Node.object().with("name", Node.of(stored.text("releaseName").orElseThrow()));
        metadata = stored.get("namespace") == null ? metadata : metadata.with("namespace", stored.get("namespace"));
        List<Manifest> manifests = new ArrayList<>();
        manifests.add(Manifest.of(
                Node.object()
                        .with("apiVersion", Node.of("v1"))
                        .with("kind", Node.of("ConfigMap"))
                        .with("metadata", metadata)
                        .with("data", data),
                Origins.of(about)));
        String secret =
                about.root() instanceof Node.Obj root ? root.text("secret").orElse("") : "";
        if (snapshot.find(base.child("templates")).isPresent()) {
            for (Entry entry : snapshot.list(base.child("templates"))) {
                for (Document document : documents(request, entry.path())) {
                    Manifest manifest = Manifest.of((Node.Obj) document.root(), Origins.of(document));
                    manifests.add(
                            secret.isEmpty()
                                    ? manifest
                                    : manifest.withSensitive(PathSet.of(Path.of(secret.split("\\.")))));
                }
            }
        }
        Rendered rendered = Rendered.of(manifests);
        RepoPath notes = base.child("NOTES.txt");
        if (snapshot.find(notes).isPresent()) {
            rendered = rendered.withWarnings(
                    List.of(new Warning(Location.of(notes.toString(), 1, 1), "this chart has notes")));
        }
        return about.root().at("random").isPresent() ? rendered.notRepeatable() : rendered;
    }

    private static List<Document> documents(RenderRequest<Options> request, RepoPath path) {
        byte[] content = request.snapshot().read(path, request.limits().text().bytes());
        return Parser.tolerant().limits(request.limits().text()).parse(path.toString(), content);
    }
}
