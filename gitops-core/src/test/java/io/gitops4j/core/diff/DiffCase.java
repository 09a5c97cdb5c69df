package io.gitops4j.core.diff;

import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One case of the outside suite {@code diff}, as its README describes it. */
record DiffCase(Path folder, Node.Obj form) {

    static List<DiffCase> all(Path suite) {
        List<DiffCase> cases = new ArrayList<>();
        for (Node item : read(suite.resolve("cases.json")).array("cases").items()) {
            Path folder = suite.resolve(item.text("id").orElseThrow());
            cases.add(new DiffCase(folder, read(folder.resolve("case.json"))));
        }
        return cases;
    }

    private static Node.Obj read(Path file) {
        try {
            List<Document> documents = Parser.tolerant().parse(file.toString(), Files.readAllBytes(file));
            return documents.isEmpty()
                    ? Node.object()
                    : (Node.Obj) documents.get(0).root();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String id() {
        return form.text("id").orElseThrow();
    }

    String tier() {
        return form.text("tier").orElse("");
    }

    String kind() {
        return form.text("class").orElse("");
    }

    String operation() {
        return form.text("operation").orElse("");
    }

    /** Whether any engine that compares by field ownership can be held to it. */
    boolean isCore() {
        return tier().equals("core") && !isQuirk();
    }

    boolean isQuirk() {
        return form.has("quirk");
    }

    String manager() {
        return form.text("manager").orElse("manager");
    }

    Node.Obj options() {
        return form.object("options");
    }

    Node.Obj expected() {
        return form.object("expected");
    }

    /** The object of a file that the case names; empty where the case has no such object. */
    Optional<Node.Obj> object(String name) {
        return form.text(name).map(file -> read(folder.resolve(file)));
    }

    Optional<Node.Obj> schema() {
        return form.text("schema").map(file -> read(folder.resolve(file)));
    }

    List<String> verdicts() {
        return expected().has("anyOf")
                ? expected().array("anyOf").items().stream()
                        .map(one -> ((Node.Str) one).value())
                        .toList()
                : expected().text("verdict").stream().toList();
    }

    @Override
    public String toString() {
        return id();
    }
}
