package io.gitops4j.samples.cli;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The plans that were shown to somebody, as documents without bodies and secrets: a digest says whether the plan of
 * today is the one that was reviewed, and the document what differs where it is not.
 */
final class ShownPlans {
    private static final int KEPT = 50;
    private static final String SUFFIX = ".json";

    private final Path folder;

    ShownPlans(Path folder) {
        this.folder = folder;
    }

    /** Keeps a plan that is shown now. */
    void keep(Plan plan) {
        try {
            Files.createDirectories(folder);
            String text = Printer.jsonPretty(plan.toDocument(), Mask.none());
            Files.writeString(folder.resolve(hex(plan) + SUFFIX), text);
            List<Path> old = files().stream()
                    .sorted(Comparator.comparing(ShownPlans::modified).reversed())
                    .skip(KEPT)
                    .toList();
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What differs between the plan that was shown as {@code digest} and {@code now}; nothing where they are one. */
    List<Problem> compare(String digest, Plan now) {
        String prefix = digest.toLowerCase(Locale.ROOT).replaceFirst("^sha256:", "");
        if (!prefix.matches("[0-9a-f]{12,64}")) {
            throw refused("\"" + digest + "\" is no digest of a plan: give all of it, or at least its first 12 digits");
        }
        List<Path> matching = files().stream()
                .filter(file -> file.getFileName().toString().startsWith(prefix))
                .toList();
        if (matching.size() > 1) {
            throw refused("several plans begin with " + digest + "; give more of the digest");
        }
        if (hex(now).startsWith(prefix)) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        String next = "the plan " + prefix.substring(0, 12)
                + " no longer fits, and nothing was done; plan again, and review ";
        problems.add(Problem.of(
                Code.STALE,
                Location.object("application " + now.application()),
                next
                        + now.digest().shortValue()
                        + (matching.isEmpty() ? "; it was not made here, so what moved is not known" : "")));
        for (Path file : matching) {
            problems.addAll(new PlanDelta(read(file), now.toDocument()).problems());
        }
        return problems;
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Node.Obj read(Path file) {
        try {
            return Parser.strict().parseOne(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0; // another command removed it
        }
    }

    private static String hex(Plan plan) {
        return plan.digest().value().substring("sha256:".length());
    }

    private GitOpsException failed(IOException e) {
        return new GitOpsException(Problem.of(
                Code.STATE,
                Location.file(folder.toString()),
                "plans that were shown cannot be kept or read: " + e.getMessage()));
    }

    private static GitOpsException refused(String why) {
        return new GitOpsException(
                Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere().withField("--plan"), why));
    }
}
