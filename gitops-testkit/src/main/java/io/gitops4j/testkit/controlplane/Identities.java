package io.gitops4j.testkit.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** Who can log in, by which token. Tokens are no secret: the server listens on the loopback device of one test run. */
final class Identities {
    /** The harness itself: may do everything and is not in the audit log. */
    static final String HARNESS = "harness";

    static final String ADMIN = "admin";
    static final String VIEWER = "viewer";
    static final String CONTROLLER_MANAGER = "system:kube-controller-manager";
    static final String SCHEDULER = "system:kube-scheduler";
    static final String KWOK = "kwok";

    private static final String EVERYTHING = "system:masters";

    private final Folder folder;
    private final Map<String, List<String>> groups = new LinkedHashMap<>();

    Identities(Folder folder, Map<String, List<String>> more) {
        this.folder = folder;
        groups.put(ADMIN, List.of(EVERYTHING));
        groups.put(HARNESS, List.of(EVERYTHING));
        // one for each component, so that the audit log can tell them apart; the scheduler's built-in role suffices
        groups.put(CONTROLLER_MANAGER, List.of(EVERYTHING));
        groups.put(SCHEDULER, List.of());
        groups.put(KWOK, List.of(EVERYTHING));
        for (String user : List.of("dev", "tenant-a", "tenant-b", VIEWER)) {
            groups.put(user, List.of());
        }
        groups.putAll(more);
    }

    /** The file of the API server's flag {@code --token-auth-file}: token, name, uid, groups. */
    Path tokenFile() {
        StringBuilder lines = new StringBuilder();
        for (Entry<String, List<String>> user : groups.entrySet()) {
            lines.append(token(user.getKey())).append(',');
            lines.append(user.getKey()).append(',').append(user.getKey());
            if (!user.getValue().isEmpty()) {
                lines.append(",\"").append(String.join(",", user.getValue())).append('"');
            }
            lines.append('\n');
        }
        return folder.write("tokens.csv", lines.toString());
    }

    String token(String user) {
        if (!groups.containsKey(user)) {
            throw new IllegalArgumentException("there is no user " + user + ", only " + groups.keySet());
        }
        return "token-of-" + user.replace(':', '-');
    }

    /** A file that holds all there is to know, so that it may be copied away. */
    Path kubeconfig(String user, String url, Path certificates) {
        String name = user.replace(':', '-') + ".kubeconfig";
        if (!Files.exists(folder.at(name))) {
            folder.write(
                    name,
                    Resource.text("kubeconfig.yaml")
                            .replace("{{URL}}", url)
                            .replace("{{CERTIFICATES}}", base64(certificates))
                            .replace("{{USER}}", user)
                            .replace("{{TOKEN}}", token(user)));
        }
        return folder.at(name);
    }

    private static String base64(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
