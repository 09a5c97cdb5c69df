package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.text.Mark;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text of a file, to look at what stands at a mark. Split into lines when somebody first looks. Safe for several threads. */
final class SourceLines {
    private final byte[] content;
    private volatile String @Nullable [] lines;

    SourceLines(byte[] content) {
        this.content = content;
    }

    /** What stands in the line of {@code mark} from there on, without anchors and tags; empty where nothing does. */
    String from(Mark mark) {
        String[] all = lines();
        if (mark.line() < 1 || mark.line() > all.length) {
            return "";
        }
        String line = all[mark.line() - 1];
        int column = mark.column() - 1;
        if (column >= line.codePointCount(0, line.length())) {
            return "";
        }
        String rest = line.substring(line.offsetByCodePoints(0, column));
        while (rest.startsWith("&") || rest.startsWith("!")) {
            int end = rest.indexOf(' ');
            rest = end < 0 ? "" : rest.substring(end).stripLeading();
        }
        return rest;
    }

    private String[] lines() {
        String[] known = lines;
        if (known == null) {
            String text = new String(content, StandardCharsets.UTF_8);
            known = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\r|\n", -1);
            lines = known;
        }
        return known;
    }
}
