package io.gitops4j.core.application;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.SourceRef;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one document into an application, and collects every problem on the way. */
final class ApplicationReader {
    private static final Pattern FORMAT = Pattern.compile("gitops4j/application@([1-9][0-9]{0,8})");

    /** Stands for a name that is missing or wrong, so that the rest can be checked too. */
    private static final ApplicationId NAMELESS = ApplicationId.of("nameless");

    private final Document document;
    private final List<Problem> problems = new ArrayList<>();

    ApplicationReader(Document document) {
        this.document = document;
    }

    Application read() {
        if (!(document.root() instanceof Node.Obj obj)) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    document.marks().locate(Path.root()),
                    "a map with the fields of an application was expected, but this is "
                            + Fields.name(document.root())));
        }
        Fields root = new Fields(document.marks(), Path.root(), obj, problems);
        format(root);
        Application.Builder builder = Application.named(id(root));
        fields(root, builder);
        Application application = build(builder, root);
        if (application == null || !problems.isEmpty()) {
            problems.sort(ApplicationReader::byPlace);
            throw new GitOpsException(problems);
        }
        return application;
    }

    private static int byPlace(Problem a, Problem b) {
        int lines = Integer.compare(a.where().line().orElse(0), b.where().line().orElse(0));
        return lines != 0
                ? lines
                : Integer.compare(
                        a.where().column().orElse(0), b.where().column().orElse(0));
    }

    /** A document of another format is not looked at further: its fields mean something else. */
    private void format(Fields root) {
        String format = root.text("format").orElse(null);
        if (format == null) {
            if (problems.isEmpty()) {
                root.problem(
                        "format", "it is missing; begin the file with \"format: " + ApplicationFormat.FORMAT + "\"");
            }
            return;
        }
        Matcher matcher = FORMAT.matcher(format);
        if (!matcher.matches()) {
            root.problem(
                    "format", "\"" + format + "\" is no format of an application; write " + ApplicationFormat.FORMAT);
        } else if (Integer.parseInt(matcher.group(1)) > 1) {
            root.problem(
                    "format",
                    "the document is in the format " + format + ", and this version of gitops4j reads up to "
                            + ApplicationFormat.FORMAT + "; use a newer gitops4j");
        }
        if (!problems.isEmpty()) {
            throw new GitOpsException(problems);
        }
    }

    private ApplicationId id(Fields root) {
        String tenant = root.text("tenant").orElse("");
        String name = root.required("name", "the name of the application").orElse(null);
        Optional<ApplicationId> inTenant = tried(root, "tenant", () -> new ApplicationId(tenant, "nameless"));
        if (name == null || inTenant.isEmpty()) {
            return NAMELESS;
        }
        return tried(root, "name", () -> new ApplicationId(tenant, name)).orElse(NAMELESS);
    }

    private void fields(Fields root, Application.Builder builder) {
        sources(root, builder);
        root.text("cluster").ifPresent(builder::to);
        root.text("namespace").ifPresent(builder::namespace);
        if (root.flag("prune")) {
            builder.prune();
        }
        if (root.flag("allowEmpty")) {
            builder.allowEmpty();
        }
        if (root.flag("suspend")) {
            builder.suspend();
        }
        root.word("adopt", Adoption.values()).ifPresent(builder::adopt);
        root.word("onDrift", DriftPolicy.values()).ifPresent(builder::onDrift);
        root.duration("interval").ifPresent(builder::every);
        root.duration("timeout").ifPresent(builder::timeout);
        root.texts("transformers").forEach(builder::through);
        root.maps("ignore").forEach(fields -> IgnoreRuleReader.read(fields).ifPresent(builder::ignore));
        root.refuseUnknown();
    }

    private void sources(Fields root, Application.Builder builder) {
        if (root.has("source") && root.has("sources")) {
            root.problem("sources", "there is a \"source\" too; move it into the list \"sources\", with a name");
        }
        root.map("source").ifPresent(fields -> {
            source(fields).ifPresent(builder::from);
            fields.refuseUnknown();
        });
        for (Fields fields : root.maps("sources")) {
            Optional<String> name = fields.required("name", "a name that is unique among the sources");
            Optional<ApplicationSource> source = source(fields);
            if (name.isPresent() && source.isPresent()) {
                builder.from(source.get().named(name.get()));
            }
            fields.refuseUnknown();
        }
    }

    private Optional<ApplicationSource> source(Fields fields) {
        String type = fields.text("type").orElse(ApplicationFormat.DEFAULT_TYPE);
        Optional<String> address = fields.required("address", "the URL or path of the repository");
        address.filter(ApplicationSource::holdsPassword)
                .ifPresent(url -> fields.problem("address", ApplicationSource.PASSWORD_REFUSED));
        String ref = fields.text("ref").orElse("");
        Optional<String> credential = fields.text("credential");
        String path = fields.text("path").orElse("");
        Optional<RepoPath> folder = tried(fields, "path", () -> RepoPath.of(path));
        Optional<Rendering> rendering = fields.map("render").flatMap(this::rendering);
        if (address.isEmpty() || folder.isEmpty()) {
            return Optional.empty();
        }
        SourceRef to = SourceRef.of(type, address.get(), ref);
        ApplicationSource source =
                ApplicationSource.of(credential.map(to::withCredential).orElse(to), folder.get());
        return Optional.of(rendering.map(source::renderedBy).orElse(source));
    }

    private Optional<Rendering> rendering(Fields fields) {
        Optional<String> renderer = fields.required("renderer", "the id of the renderer, such as kustomize");
        Node.Obj options = fields.map("options").map(Fields::node).orElse(Node.object());
        fields.refuseUnknown();
        return renderer.map(id -> new Rendering(id, options));
    }

    /** The value, or nothing and the problem at the place of {@code key}. */
    private <T> Optional<T> tried(Fields fields, String key, Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (GitOpsException e) {
            e.problems().forEach(problem -> fields.problem(key, problem.message()));
            return Optional.empty();
        }
    }

    /** What the builder finds is shown at the line of its field, unless reading found something there already. */
    private @Nullable Application build(Application.Builder builder, Fields root) {
        try {
            return builder.build();
        } catch (GitOpsException e) {
            for (Problem problem : e.problems()) {
                root.problemUnlessKnown(problem.where().field().orElse(""), problem.message());
            }
            return null;
        }
    }
}
