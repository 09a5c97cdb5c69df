package io.gitops4j.core.state;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Documents as JSON of one line, as this store's files hold them. */
final class JsonLines {
    /** What we wrote ourselves is not hostile, and an inventory may be large. */
    private static final Parser PARSER = Parser.strict()
            .limits(TextLimits.builder()
                    .bytes(Integer.MAX_VALUE)
                    .depth(1_000)
                    .nodes(Integer.MAX_VALUE)
                    .scalar(Integer.MAX_VALUE)
                    .build());

    private JsonLines() {}

    /** A document with the end of its line. */
    static byte[] print(Node.Obj document) {
        return (Printer.json(document, Mask.none()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The document of {@code json}, a file or a line of it. */
    static Node.Obj parse(Path file, byte[] json) {
        try {
            List<Document> documents = PARSER.parseJson(file.toString(), new String(json, StandardCharsets.UTF_8));
            if (documents.size() == 1 && documents.get(0).root() instanceof Node.Obj document) {
                return document;
            }
            throw damaged(Location.file(file.toString()), "it is no JSON object");
        } catch (GitOpsException e) {
            throw e.code().equals(Code.STATE)
                    ? e
                    : damaged(e.problem().where(), e.problem().message());
        }
    }

    private static GitOpsException damaged(Location where, String why) {
        return new GitOpsException(
                Problem.of(Code.STATE, where, "the document is damaged, " + why + "; restore the file from a backup"));
    }
}
