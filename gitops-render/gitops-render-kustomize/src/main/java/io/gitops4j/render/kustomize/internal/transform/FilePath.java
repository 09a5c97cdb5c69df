package io.gitops4j.render.kustomize.internal.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file path, of which each part has a position ({@code kyaml/filesys/util.go} InsertPathPart). */
record FilePath(boolean absolute, List<String> parts) {
    static FilePath parse(String text) {
        List<String> parts = Arrays.stream(text.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        return new FilePath(text.startsWith("/"), parts);
    }

    /** The path with {@code part} at {@code position}, or at the end where it is shorter; an absolute one stays so. */
    String insert(int position, String part) {
        List<String> longer = new ArrayList<>(parts);
        longer.add(Math.min(position, parts.size()), part);
        return (absolute ? "/" : "") + String.join("/", longer);
    }
}
