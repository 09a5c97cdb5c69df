package io.gitops4j.git;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of a repository, checked: what is not listed here is refused, above all Git's {@code ext::} helpers. */
sealed interface Address {
    /** The address as messages show it: never with a user, a password or a query. */
    String shown();

    /** A repository on this machine. */
    record Local(Path path, String shown) implements Address {}

    /** A repository behind smart HTTP. */
    record Remote(URI uri, String shown) implements Address {}

    /**
     * The address that {@code text} means.
     *
     * @throws GitOpsException with {@link Code#NOT_SUPPORTED} for a transport that is not served, {@link
     *     Code#INVALID_CONFIGURATION} for anything else
     */
    static Address of(String text) {
        if (text.isBlank() || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw Problems.configuration(
                    shown(text), "A repository's address must not be empty or hold control characters.");
        }
        if (text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8)) {
            return remote(text);
        }
        if (text.regionMatches(true, 0, "file:", 0, 5)) {
            return local(text);
        }
        if (Text.HELPER.matcher(text).lookingAt()) {
            throw Problems.configuration(
                    shown(text),
                    "Addresses of the form helper::address run a program and are refused. " + Text.SUPPORTED);
        }
        if (Text.SCHEME.matcher(text).lookingAt()) {
            String scheme = text.substring(0, text.indexOf(':'));
            throw Problems.notSupported(
                    shown(text), "The transport " + scheme + " is not supported. " + Text.SUPPORTED);
        }
        if (Text.SSH.matcher(text).lookingAt() && !Text.DRIVE.matcher(text).lookingAt()) {
            throw Problems.notSupported(shown(text), "The transport ssh is not supported. " + Text.SUPPORTED);
        }
        return path(text, shown(text));
    }

    private static Address remote(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw Problems.configuration(shown(text), "This is no valid URL.");
        }
        if (uri.getRawUserInfo() != null
                || uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            throw Problems.configuration(
                    shown(text),
                    "The URL holds a user or a password. Addresses are stored and shown, so remove it: "
                            + "repositories are read anonymously.");
        }
        if (uri.getHost() == null) {
            throw Problems.configuration(shown(text), "The URL has no valid host.");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw Problems.configuration(
                    shown(text), "The URL of a repository has no query and no fragment: remove it.");
        }
        return new Remote(uri, text);
    }

    private static Address local(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            if (host != null && !host.equalsIgnoreCase("localhost")) {
                throw Problems.configuration(shown(text), "A file URL names no host; write file:///path.");
            }
            String path = uri.getPath();
            if (path == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw Problems.configuration(shown(text), "A file URL is file:// and an absolute path.");
            }
            return new Local(Path.of(new URI("file", null, path, null)).normalize(), text);
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw Problems.configuration(shown(text), "A file URL is file:// and an absolute path.");
        }
    }

    private static Address path(String text, String shown) {
        Path path = parsed(text);
        if (path == null || !path.isAbsolute()) {
            throw Problems.configuration(shown, "This is neither a URL nor an absolute path. " + Text.SUPPORTED);
        }
        return new Local(path.normalize(), shown);
    }

    private static @Nullable Path parsed(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Any text as messages may show it. */
    static String shown(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}]", "?");
        String anonymous =
                clean.contains("://") ? clean.replaceFirst("://.*@", "://***@") : clean.replaceFirst("^[^/]*@", "***@");
        return anonymous.replaceFirst("[?#].*", "?***");
    }

    /** The forms that are told apart. */
    final class Text {
        static final Pattern HELPER = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*::");
        static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");
        static final Pattern SSH = Pattern.compile("[^/]+:");
        static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/]");
        static final String SUPPORTED = "Use https://, http://, file:// or an absolute path.";

        private Text() {}
    }
}
