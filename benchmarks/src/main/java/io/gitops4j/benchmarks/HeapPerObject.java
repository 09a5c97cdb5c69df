package io.gitops4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Shapes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How much heap a parsed document keeps: a corpus is parsed once and held, and the heap measured before and after a full
 * collection. Alone, beside its marks, and as Jackson's tree. Once, as the tree shares what is equal: copies would flatter it.
 */
public final class HeapPerObject {
    private HeapPerObject() {}

    /** Prints the figures. */
    public static void main(String[] args) throws IOException {
        Corpus corpus = Corpus.read();
        Kept ours = kept(() -> nodes(corpus));
        Kept marked = kept(() -> documents(corpus));
        Kept jackson = kept(() -> jackson(corpus));
        System.out.printf("documents: %d, source: %d bytes each%n", ours.count, corpus.bytes() / ours.count);
        print("tree", ours, jackson);
        print("tree with marks", marked, jackson);
        print("JsonNode", jackson, jackson);
    }

    private static void print(String what, Kept kept, Kept jackson) {
        System.out.printf(
                "%-16s %,9d bytes a document, %.2f of JsonNode%n",
                what, kept.bytes / kept.count, (double) kept.bytes / jackson.bytes);
    }

    private record Kept(long bytes, int count) {}

    private interface Holding {
        List<?> hold() throws IOException;
    }

    private static Kept kept(Holding holding) throws IOException {
        long before = Heap.used();
        List<?> held = holding.hold();
        long after = Heap.used();
        return new Kept(after - before, held.size());
    }

    private static List<Node> nodes(Corpus corpus) {
        List<Node> held = new ArrayList<>();
        documents(corpus).forEach(document -> held.add(document.root()));
        return held;
    }

    private static List<Document> documents(Corpus corpus) {
        List<Document> held = new ArrayList<>();
        Parser parser = Parser.strict().shapes(new Shapes());
        corpus.files().forEach(file -> held.addAll(parser.parse(file.name(), file.content())));
        return held;
    }

    private static List<JsonNode> jackson(Corpus corpus) throws IOException {
        List<JsonNode> held = new ArrayList<>();
        YAMLMapper mapper = new YAMLMapper();
        for (Corpus.File file : corpus.files()) {
            try (MappingIterator<JsonNode> nodes =
                    mapper.readerFor(JsonNode.class).readValues(file.content())) {
                nodes.forEachRemaining(held::add);
            }
        }
        return held;
    }
}
