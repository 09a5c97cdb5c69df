package io.gitops4j.render.kustomize.internal.build;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A base in another repository, as kustomization files write it: the repository, the folder in it and the ref ({@code
 * api/internal/git/repospec.go}).
 *
 * @param url what to clone
 * @param folder the folder in it; empty for its root
 * @param ref the branch, tag or commit; empty for the default branch
 */
record RepositoryUrl(String url, String folder, String ref) {
    private static final Pattern USER = Pattern.compile("^[a-zA-Z][a-zA-Z0-9-]*@");
    private static final Pattern CREDENTIALS =
            Pattern.compile("^(git::)?(https?:/+[^/?#]*@|[a-z+]+:/+[^/?#@]*:[^/?#]*@)", Pattern.CASE_INSENSITIVE);
    private static final String[] SCHEMES = {"ssh://", "https://", "http://", "file://"};

    /** Whether {@code text} is a URL with a user or a password, which nothing may print. */
    static boolean hasCredentials(String text) {
        return CREDENTIALS.matcher(text).find();
    }

    /** The repository that {@code text} means; empty where it means a path. */
    static Optional<RepositoryUrl> parse(String text) {
        if (text.startsWith("/")) {
            return Optional.empty();
        }
        int question = text.indexOf('?');
        String rest = question < 0 ? text : text.substring(0, question);
        String ref = question < 0 ? "" : ref(text.substring(question + 1));
        if (rest.toLowerCase(Locale.ROOT).startsWith("git::")) {
            rest = rest.substring(5);
        }
        String scheme = "";
        for (String known : SCHEMES) {
            if (rest.toLowerCase(Locale.ROOT).startsWith(known)) {
                scheme = known;
                rest = rest.substring(known.length());
                break;
            }
        }
        Matcher matcher = USER.matcher(rest);
        String user = matcher.find() ? matcher.group() : "";
        rest = rest.substring(user.length());
        String lower = rest.toLowerCase(Locale.ROOT);
        boolean github = lower.startsWith("github.com/") || lower.startsWith("github.com:");
        boolean scp = scheme.isEmpty() && (!user.isEmpty() || github);
        if (scheme.isEmpty() && !scp) {
            return Optional.empty();
        }
        if (scheme.equals("file://")) {
            return split(scheme, user + rest, Integer.MAX_VALUE, ref);
        }
        int end = hostEnd(rest, scp);
        if (end <= 0) {
            return Optional.empty();
        }
        String host = scheme + user + rest.substring(0, end + 1);
        if (github) {
            host = scheme.equals("ssh://") || !user.isEmpty() ? user + "github.com:" : "https://github.com/";
        }
        return split(host, rest.substring(end + 1), 2, ref);
    }

    private static String ref(String query) {
        String version = "";
        String ref = "";
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (pair.startsWith("ref=") && ref.isEmpty()) {
                ref = value;
            } else if (pair.startsWith("version=") && version.isEmpty()) {
                version = value;
            }
        }
        return ref.isEmpty() ? version : ref;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }

    private static int hostEnd(String rest, boolean scp) {
        int slash = rest.indexOf('/');
        int colon = scp ? rest.indexOf(':') : -1;
        return slash < 0 || colon > 0 && colon < slash ? colon : slash;
    }

    /** Parts the path of the repository from the folder in it, by marks in the path or after {@code length} names. */
    private static Optional<RepositoryUrl> split(String host, String path, int length, String ref) {
        int project = path.indexOf("_git/");
        int twoSlashes = path.indexOf("//");
        int suffix = path.indexOf(".git");
        int end;
        int start;
        if (project >= 0) {
            int slash = path.indexOf('/', project + 5);
            end = slash < 0 ? path.length() : slash;
            start = end;
        } else if (twoSlashes >= 0) {
            end = twoSlashes;
            start = twoSlashes + 2;
        } else if (suffix >= 0) {
            end = suffix + 4;
            start = end;
        } else {
            end = endOfNames(path, length);
            start = end;
        }
        if (end <= 0) {
            return Optional.empty();
        }
        String folder = path.substring(start);
        folder = folder.replaceFirst("^/+", "");
        return leaves(folder)
                ? Optional.empty()
                : Optional.of(new RepositoryUrl(host + path.substring(0, end), folder, ref));
    }

    private static boolean leaves(String folder) {
        int depth = 0;
        for (String name : folder.split("/", -1)) {
            depth += name.equals("..") ? -1 : name.isEmpty() || name.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    private static int endOfNames(String path, int count) {
        if (count == Integer.MAX_VALUE) {
            return path.length();
        }
        int at = -1;
        for (int i = 0; i < count; i++) {
            at = path.indexOf('/', at + 1);
            if (at < 0) {
                return i == count - 1 ? path.length() : -1;
            }
        }
        return at;
    }
}
