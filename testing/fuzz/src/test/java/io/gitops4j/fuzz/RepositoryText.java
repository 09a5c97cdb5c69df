package io.gitops4j.fuzz;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.testkit.MemorySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository as one text: what follows a line such as {@code --- # file: deploy/a.yaml} is that file, up to the next such
 * line. {@code --- # link: deploy/a.yaml -> ../b.yaml} and {@code --- # submodule: lib} have no text, and {@code --- # options}
 * has the options of the build. What is before the first of them is {@code deploy/kustomization.yaml}.
 *
 * @param parts what the text consists of, in its order
 */
record RepositoryText(List<Part> parts) {
    /** What every such line begins with. */
    static final String MARK = "--- # ";

    static final String FILE = "file";
    static final String LINK = "link";
    static final String SUBMODULE = "submodule";
    static final String OPTIONS = "options";

    private static final Pattern PART = Pattern.compile(
            "^--- # (file|link|submodule|options)(?:: ?([^\n]*?))?(?: -> ([^\n]*))?$", Pattern.MULTILINE);
    private static final int MOST = 64;

    /**
     * One file, link or the like.
     *
     * @param kind what it is
     * @param path where it is
     * @param text the content of a file or the target of a link
     */
    record Part(String kind, String path, String text) {}

    static RepositoryText of(String text) {
        List<Part> parts = new ArrayList<>();
        String kind = FILE;
        String path = "deploy/kustomization.yaml";
        String target = "";
        int start = 0;
        Matcher mark = PART.matcher(text);
        while (mark.find() && parts.size() < MOST) {
            parts.add(part(kind, path, target, text.substring(start, mark.start())));
            kind = mark.group(1);
            path = mark.group(2) == null ? "" : mark.group(2);
            target = mark.group(3) == null ? "" : mark.group(3);
            start = Math.min(mark.end() + 1, text.length());
        }
        parts.add(part(kind, path, target, text.substring(start)));
        if (parts.get(0).text().isEmpty()) {
            parts.remove(0);
        }
        return new RepositoryText(List.copyOf(parts));
    }

    private static Part part(String kind, String path, String target, String text) {
        return new Part(kind, path, kind.equals(LINK) ? target : text);
    }

    /** The text of the options; empty for none. */
    String options() {
        return parts.stream()
                .filter(part -> part.kind().equals(OPTIONS))
                .map(Part::text)
                .findFirst()
                .orElse("");
    }

    /** Puts all into {@code repository}, save what cannot be: a second file of one name, or a path out of it. */
    void addTo(MemorySnapshot.Builder repository) {
        for (Part part : parts) {
            try {
                switch (part.kind()) {
                    case FILE -> repository.file(part.path(), part.text());
                    case LINK -> repository.link(part.path(), part.text());
                    case SUBMODULE -> repository.submodule(part.path(), "5716ca5987cbf97d6bb54920bea6adde242d87e6");
                    default -> {}
                }
            } catch (GitOpsException | IllegalArgumentException impossible) {
                // there is no such repository either
            }
        }
    }
}
