package io.gitops4j.core.state;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.GitOpsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folders of applications. Ids are lower case without separators, and never begin with {@code _}, which marks what is no
 * id: no tenant, or a name that Windows keeps for devices.
 */
final class FolderNames {
    private static final String MARK = "_";
    private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|(com|lpt)[0-9])(\\..*)?");

    private FolderNames() {}

    static Path all(Path root) {
        return root.resolve("applications");
    }

    static Path of(Path root, ApplicationId id) {
        Path all = all(root);
        String tenant = id.tenant().isEmpty() ? MARK : name(id.tenant());
        Path folder = all.resolve(tenant).resolve(name(id.name())).normalize();
        if (!folder.startsWith(all) || folder.getNameCount() != all.getNameCount() + 2) {
            throw new IllegalArgumentException(id + " is no name of a folder");
        }
        return folder;
    }

    private static String name(String name) {
        return DEVICE.matcher(name).matches() ? MARK + name : name;
    }

    /** The application of a folder; empty where it is none of ours. */
    static Optional<ApplicationId> id(String tenant, String name) {
        try {
            return Optional.of(new ApplicationId(unmarked(tenant), unmarked(name)));
        } catch (GitOpsException e) {
            return Optional.empty();
        }
    }

    private static String unmarked(String folder) {
        return folder.startsWith(MARK) ? folder.substring(MARK.length()) : folder;
    }
}
