package io.gitops4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.gitops4j.core.text.Parser;
import java.io.IOException;
import java.io.StringReader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.Event;

/**
 * Reads a corpus of manifests: into our tree with marks, as SnakeYAML's events alone, and with Jackson YAML into its tree. One
 * operation is the whole corpus.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParseBenchmark {
    private final Parser parser = Parser.strict();
    private final Yaml events = new Yaml(large());
    private final YAMLMapper jackson = new YAMLMapper();
    private Corpus corpus = new Corpus(java.util.List.of(), 0);

    /** Reads the corpus. */
    @Setup
    public void read() {
        corpus = Corpus.read();
        System.out.println("corpus: " + corpus.files().size() + " files, " + corpus.bytes() + " bytes");
    }

    static LoaderOptions large() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(64 << 20);
        return options;
    }

    /** Our tree, with marks. */
    @Benchmark
    public void tree(Blackhole hole) {
        for (Corpus.File file : corpus.files()) {
            hole.consume(parser.parse(file.name(), file.content()));
        }
    }

    /** SnakeYAML's events, nothing made of them. */
    @Benchmark
    public void snakeYamlEvents(Blackhole hole) {
        for (Corpus.File file : corpus.files()) {
            for (Event event : events.parse(new StringReader(file.text()))) {
                hole.consume(event);
            }
        }
    }

    /** Jackson YAML to {@link JsonNode}. */
    @Benchmark
    public void jacksonYamlTree(Blackhole hole) throws IOException {
        for (Corpus.File file : corpus.files()) {
            try (MappingIterator<JsonNode> nodes =
                    jackson.readerFor(JsonNode.class).readValues(file.content())) {
                while (nodes.hasNext()) {
                    hole.consume(nodes.next());
                }
            }
        }
    }
}
