package io.gitops4j.samples.cli;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.application.SourceSpec;
import io.gitops4j.core.source.SourceRef;
import io.gitops4j.git.Git;
import java.nio.file.Path;
import java.util.Locale;

/** Addresses of repositories as people type them: a relative folder is one too. */
final class Addresses {
    private Addresses() {}

    /** Whether {@code address} is a folder, and not a URL or {@code user@host:path}. */
    static boolean isLocal(String address) {
        return !address.matches("[A-Za-z][A-Za-z0-9+.-]*:.*") && !address.matches("[^/\\\\]*@[^/\\\\]*:.*");
    }

    /** A name for an application that was given none: of its folder, or else of its repository. */
    static String name(Git git) {
        String place =
                git.path().isRoot() ? git.sourceRef().address() : git.path().toString();
        String last = place.replaceFirst("[/\\\\]+$", "")
                .replaceFirst(".*[/\\\\]", "")
                .replaceFirst("\\.git$", "");
        return last.toLowerCase(Locale.ROOT).replaceAll("[^-a-z0-9.]", "-");
    }

    /** A builder of {@code application}, its relative folders taken from where {@code file} is. */
    static Application.Builder absolute(Application application, Path file) {
        Application.Builder builder = Application.named(application.id())
                .to(application.cluster())
                .namespace(application.namespace())
                .adopt(application.adoption())
                .onDrift(application.drift())
                .every(application.interval())
                .timeout(application.timeout());
        application.sources().forEach(source -> builder.from(absolute(source, file)));
        application.transformers().forEach(builder::through);
        application.ignored().forEach(builder::ignore);
        if (application.prune()) {
            builder.prune();
        }
        if (application.allowEmpty()) {
            builder.allowEmpty();
        }
        return application.suspended() ? builder.suspend() : builder;
    }

    private static SourceSpec absolute(ApplicationSource source, Path file) {
        SourceRef ref = source.ref();
        if (!isLocal(ref.address())) {
            return source;
        }
        String address =
                file.toAbsolutePath().resolveSibling(ref.address()).normalize().toString();
        SourceRef moved = SourceRef.of(ref.type(), address, ref.ref());
        ApplicationSource absolute = ApplicationSource.of(
                        ref.credential().map(moved::withCredential).orElse(moved), source.path())
                .named(source.name());
        return source.rendering().map(absolute::renderedBy).orElse(absolute);
    }
}
