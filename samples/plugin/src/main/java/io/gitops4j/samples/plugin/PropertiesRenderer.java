package io.gitops4j.samples.plugin;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Detection;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Renders a folder of {@code .properties} files: each becomes a ConfigMap with the file's name and one entry for each property.
 * A folder is one of these when it holds a file named {@code configmaps.marker}, so that properties which merely lie about are
 * left alone:
 *
 * <pre>{@code
 * deploy/config/
 *   configmaps.marker
 *   shop.properties        ->  ConfigMap shop
 *   payment.properties     ->  ConfigMap payment
 * }</pre>
 *
 * <p>How to write a renderer, by this example:
 *
 * <ol>
 *   <li>Implement {@link Renderer} without state and with a constructor without parameters, and choose an id.
 *   <li>Give it options with a stored form: {@link PropertiesOptions}.
 *   <li>Read the request's snapshot and nothing else. Core writes down what is read, and counts it against the limits.
 *   <li>Collect what is wrong in {@link Problems}, each with its place, and throw all of it at once.
 *   <li>Extend {@code RendererContract} of {@code gitops-testkit} in a test.
 *   <li>Name the class in {@code META-INF/services/io.gitops4j.core.render.Renderer}, so that hosts can discover it. A host that
 *       lists its components itself needs no such file.
 * </ol>
 *
 * <p>In an application folder of plain manifests, a subfolder with the marker is rendered by this renderer too: core asks every
 * renderer whether the subfolder is its own.
 */
public final class PropertiesRenderer implements Renderer<PropertiesOptions> {
    private static final String MARKER = "configmaps.marker";
    private static final String ENDING = ".properties";

    /** A renderer; ServiceLoader needs this constructor. */
    public PropertiesRenderer() {}

    /** {@code properties}. */
    @Override
    public String id() {
        return "properties";
    }

    @Override
    public PropertiesOptions parse(Node.Obj stored) {
        return PropertiesOptions.parse(stored);
    }

    @Override
    public Node.Obj print(PropertiesOptions options) {
        return options.print();
    }

    @Override
    public Detection detect(Snapshot snapshot, RepoPath base) {
        return snapshot.find(base.child(MARKER)).isPresent() ? Detection.YES : Detection.NO;
    }

    @Override
    public Rendered render(RenderRequest<PropertiesOptions> request, Cancellation cancellation) {
        Problems problems = Problems.none();
        List<Manifest> manifests = new ArrayList<>();
        for (Entry entry : request.snapshot().list(request.base())) {
            cancellation.check();
            if (entry.path().name().endsWith(ENDING)) {
                problems.during(() -> manifests.add(configMap(entry.path(), request)));
            }
        }
        problems.throwIfAny();
        return Rendered.of(manifests);
    }

    private static Manifest configMap(RepoPath file, RenderRequest<PropertiesOptions> request) {
        // the limit of one file; core has one over all files
        byte[] content = request.snapshot().read(file, request.limits().text().bytes());
        Location where = Location.file(file.toString());
        Map<String, String> data = properties(new String(content, StandardCharsets.UTF_8), where);
        String name = file.name().substring(0, file.name().length() - ENDING.length());
        PropertiesOptions options = request.options();
        ObjBuilder metadata = Node.objectBuilder().put("name", options.namePrefix() + name);
        if (!options.labels().isEmpty()) {
            metadata.put("labels", strings(options.labels()));
        }
        Node.Obj body = Node.objectBuilder()
                .put("apiVersion", "v1")
                .put("kind", "ConfigMap")
                .put("metadata", metadata.build())
                .put("data", strings(data))
                .build();
        return Manifest.of(body, Origins.at(where));
    }

    private static Map<String, String> properties(String text, Location where) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException malformed) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_TEXT, where, "a \\u in this file is not followed by four hexadecimal digits"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Problems problems = Problems.none();
        Map<String, String> data = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (!key.matches("[-._a-zA-Z0-9]{1,253}")) {
                problems.add(Problem.of(
                        Code.INVALID_OBJECT,
                        where,
                        "a key of a ConfigMap is letters, digits, '-', '_' and '.', at most 253: rename the property \""
                                + (key.length() > 50 ? key.substring(0, 50) + "…" : key) + "\""));
            }
            data.put(key, properties.getProperty(key));
        }
        problems.throwIfAny();
        return data;
    }

    static Node.Obj strings(Map<String, String> texts) {
        ObjBuilder object = Node.objectBuilder();
        texts.forEach(object::put);
        return object.build();
    }
}
