package io.gitops4j.samples.cli;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.embedded.Actor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code edit}: plays somebody else who changes a live object of the embedded cluster. */
@Command(
        name = "edit",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Changes a live object of the embedded cluster as somebody else would.",
        footer = {"", "Example: gitops4j edit deployment/web spec.replicas=9 --as alice"})
final class EditVerb extends Verb {
    @Parameters(index = "0", paramLabel = "KIND/NAME", description = "The object, such as deployment/web or deploy/web")
    private String object = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FIELD=VALUE|FIELD-",
            description = "What to set, as YAML, or to remove")
    private List<String> fields = new ArrayList<>();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NS",
            description = "The object's namespace. Default: the only one with such an object")
    private @Nullable String namespace;

    @Option(names = "--as", required = true, paramLabel = "ACTOR", description = "Who does it")
    private String actor = "";

    EditVerb(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Session session, Report report) {
        List<Edit> edits = fields.stream().map(Edit::parse).toList();
        requireEmbedded(session);
        ResourceKey key = new ObjectNames(session.embedded(), session.stop()).find(object, namespace);
        Actor who = session.embedded().as(actor);
        try {
            edits.forEach(edit -> edit.by(who, key));
        } catch (IllegalArgumentException e) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.object(key.toString()),
                    "there is no such place in the object: " + e.getMessage()));
        }
        report.edited(
                key.toString(),
                actor,
                edits.stream().map(edit -> edit.path().toString()).toList());
        return Exit.DONE;
    }

    /** In a real cluster nobody is played: the change would be real. */
    private static void requireEmbedded(Session session) {
        session.cluster().filter(name -> !name.equals(Targets.EMBEDDED)).ifPresent(name -> {
            throw new GitOpsException(Problem.of(
                    Code.NOT_SUPPORTED,
                    Location.nowhere().withField("--cluster"),
                    "edit plays on the embedded cluster alone; change " + name + " with kubectl"));
        });
    }
}
