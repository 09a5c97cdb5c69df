package io.gitops4j.core.application;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.source.SourceRef;
import io.gitops4j.core.text.ConstantNames;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.List;

/**
 * The stored form of an {@link Application}, {@code gitops4j/application@1}: a YAML or JSON document that a person can write.
 *
 * <pre>{@code
 * format: gitops4j/application@1
 * name: shop
 * source:
 *   address: https://git.example/acme/shop.git
 *   ref: main
 *   path: deploy/prod
 * cluster: prod-eu
 * namespace: acme-shop
 * prune: true
 * ignore:
 *   - kind: Deployment
 *     jsonPointers:
 *       - /spec/replicas
 * }</pre>
 *
 * <p>An entry of {@code ignore} is an {@link io.gitops4j.core.ignore.IgnoreRule}. It says which objects by {@code group}, {@code
 * version}, {@code kind}, {@code namespace}, {@code name} ({@link io.gitops4j.core.pattern.TextPattern patterns}), {@code labels}
 * and {@code annotations} (selectors of Kubernetes), and which fields by {@code jsonPointers}, {@code jsonPaths}, {@code
 * jqPathExpressions}, {@code fields} and {@code managedFieldsManagers} ({@link io.gitops4j.core.ignore.FieldSelector});
 * {@code onApply} is {@code omit} or {@code pinLive}, {@code extent} is {@code fields}, {@code updates} or {@code object}.
 *
 * <p>Reading is strict, as a person's spelling mistake must not change what is delivered: an unknown field is an error, and
 * nothing unknown is kept. A program that stores applications of a newer version must be as new.
 */
public final class ApplicationFormat {
    /** What the field {@code format} holds. */
    public static final String FORMAT = "gitops4j/application@1";

    /** The type of a source that names none. */
    static final String DEFAULT_TYPE = "git";

    private ApplicationFormat() {}

    /**
     * The application that a file declares.
     *
     * @param file the file's name, for messages
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} for every problem of the document, each with its line
     *     and column, or {@link Code#INVALID_TEXT} or {@link Code#LIMIT} where the file is no YAML
     */
    public static Application read(String file, byte[] yaml) {
        List<Document> documents = Parser.strict().parse(file, yaml);
        if (documents.size() != 1) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.file(file),
                    "the file holds " + documents.size() + " documents; put each application into a file of its own"));
        }
        return new ApplicationReader(documents.get(0)).read();
    }

    /**
     * The document of an application; equal applications have equal documents. Everything that has a value is written, the
     * defaults too, so that a later version with other defaults reads the same application.
     */
    public static Node.Obj print(Application application) {
        // a field that a later version adds is to be left out at its default: digests of configurations stay
        ObjBuilder out = Node.objectBuilder()
                .put("format", FORMAT)
                .put("name", application.id().name());
        putText(out, "tenant", application.id().tenant());
        List<ApplicationSource> sources = application.sources();
        if (sources.size() == 1 && sources.get(0).name().equals(ApplicationSource.DEFAULT_NAME)) {
            out.put("source", print(sources.get(0)).build());
        } else {
            out.put(
                    "sources",
                    Node.array(sources.stream().map(ApplicationFormat::named).toList()));
        }
        out.put("cluster", application.cluster());
        putText(out, "namespace", application.namespace());
        out.put("prune", application.prune())
                .put("allowEmpty", application.allowEmpty())
                .put("suspend", application.suspended())
                .put("adopt", ConstantNames.of(application.adoption()))
                .put("onDrift", ConstantNames.of(application.drift()))
                .put("interval", Durations.print(application.interval()))
                .put("timeout", Durations.print(application.timeout()));
        if (!application.transformers().isEmpty()) {
            out.put(
                    "transformers",
                    Node.array(application.transformers().stream().map(Node::of).toList()));
        }
        if (!application.ignored().isEmpty()) {
            out.put(
                    "ignore",
                    Node.array(application.ignored().stream()
                            .map(IgnoreRuleText::print)
                            .toList()));
        }
        return out.build();
    }

    private static Node.Obj named(ApplicationSource source) {
        return print(source).put("name", source.name()).build();
    }

    private static ObjBuilder print(ApplicationSource source) {
        SourceRef ref = source.ref();
        ObjBuilder out = Node.objectBuilder().put("type", ref.type()).put("address", ref.address());
        putText(out, "ref", ref.ref());
        putText(out, "path", source.path().toString());
        ref.credential().ifPresent(credential -> out.put("credential", credential));
        source.rendering().ifPresent(rendering -> out.put("render", print(rendering)));
        return out;
    }

    private static Node.Obj print(Rendering rendering) {
        Node.Obj out = Node.object().with("renderer", Node.of(rendering.renderer()));
        return rendering.options().size() == 0 ? out : out.with("options", rendering.options());
    }

    private static void putText(ObjBuilder out, String key, String value) {
        if (!value.isEmpty()) {
            out.put(key, value);
        }
    }

    /** The document of an application as YAML in the order in which a person would write it; {@link #read} is its inverse. */
    public static String write(Application application) {
        return ApplicationText.of(print(application));
    }
}
