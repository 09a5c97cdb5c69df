package io.gitops4j.samples.cli;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.substitution.Substitution;
import io.gitops4j.render.substitution.SubstitutionBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Variables that are replaced in rendered objects. */
final class SubstitutionOptions {
    @Option(
            names = "--substitute",
            paramLabel = "NAME=VALUE",
            description = "A variable that ${NAME} in rendered objects stands for; may be repeated")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--substitute-from",
            paramLabel = "FILE",
            description = "Manifests of ConfigMaps and Secrets whose entries are variables; may be repeated")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--substitute-lenient", description = "Replace variables that are not set by nothing, and warn")
    private boolean lenient;

    /** The transformer, where any variable is given. */
    Optional<Substitution> substitution() {
        if (variables.isEmpty() && files.isEmpty()) {
            return Optional.empty();
        }
        SubstitutionBuilder builder = Substitution.builder().variables(variables);
        for (Path file : files) {
            for (Document document : Parser.strict().parse(file.toString(), bytes(file))) {
                builder.from(object(document, file));
            }
        }
        return Optional.of(lenient ? builder.lenient().build() : builder.build());
    }

    private static Node.Obj object(Document document, Path file) {
        if (document.root() instanceof Node.Obj object) {
            return object;
        }
        throw refused(file, "variables come from a ConfigMap or a Secret of v1, and this is neither");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refused(file, Files.exists(file) ? "the file cannot be read" : "there is no such file");
        }
    }

    private static GitOpsException refused(Path file, String why) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, Location.file(file.toString()), why));
    }
}
