package io.gitops4j.samples.cli;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.embedded.Actor;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One change to an object, written {@code spec.replicas=9}, {@code metadata.labels["app.kubernetes.io/name"]=web} or,
 * to remove a field, {@code spec.paused-}.
 *
 * @param path which field
 * @param value what to set, null to remove
 */
record Edit(Path path, @Nullable Node value) {
    private static final Pattern STEP =
            Pattern.compile("\\[\"(?<quoted>[^\"]*)\"]|\\[(?<index>\\d+)]|\\.?(?<key>[^.\\[\\]=\"]+)");

    static Edit parse(String text) {
        int equals = equalsOutsideQuotes(text);
        if (equals >= 0) {
            String field = text.substring(0, equals);
            return new Edit(path(field), value(field, text.substring(equals + 1)));
        }
        if (!text.endsWith("-") || text.length() < 2) {
            throw refused(text, "write FIELD=VALUE to set a field, or FIELD- to remove it");
        }
        return new Edit(path(text.substring(0, text.length() - 1)), null);
    }

    /** Where the value begins, or -1. */
    private static int equalsOutsideQuotes(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '=' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static Path path(String text) {
        Path path = Path.root();
        Matcher step = STEP.matcher(text);
        int end = 0;
        while (step.find() && step.start() == end) {
            end = step.end();
            if (step.group("index") != null) {
                path = path.index(Integer.parseInt(step.group("index")));
            } else {
                path = path.key(step.group("quoted") != null ? step.group("quoted") : step.group("key"));
            }
        }
        if (text.isEmpty() || end != text.length()) {
            throw refused(text, "it is no path of a field, such as spec.replicas or spec.containers[0].image");
        }
        return path;
    }

    private static Node value(String field, String yaml) {
        List<Document> documents = Parser.strict().parseYaml(field, yaml);
        if (documents.size() > 1) {
            throw refused(field, "its value holds more than one document");
        }
        return documents.isEmpty() ? Node.nil() : documents.get(0).root();
    }

    private static GitOpsException refused(String field, String why) {
        return new GitOpsException(
                Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere().withField(field), why));
    }

    /** Makes the change. */
    void by(Actor actor, ResourceKey key) {
        if (value == null) {
            actor.remove(key, path);
        } else {
            actor.set(key, path, value);
        }
    }

    /** The field alone: a value may be secret. */
    @Override
    public String toString() {
        return path.toString();
    }
}
