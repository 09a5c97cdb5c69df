package io.gitops4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The manifests to measure on: every YAML file below a folder.
 *
 * @param files the files
 * @param bytes their size together
 */
record Corpus(List<File> files, long bytes) {
    /** One file. */
    static final class File {
        private final String name;
        private final byte[] content;

        File(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        String name() {
            return name;
        }

        byte[] content() {
            return content;
        }

        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /** The folder named by the system property {@code corpus}. */
    static Corpus read() {
        String folder = System.getProperty("corpus");
        if (folder == null) {
            throw new IllegalStateException("name a folder of manifests with -Dcorpus=FOLDER");
        }
        List<File> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            for (Path path : (Iterable<Path>)
                    all.filter(path -> path.toString().endsWith(".yaml")).sorted()::iterator) {
                files.add(new File(path.toString(), Files.readAllBytes(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Corpus(
                files, files.stream().mapToLong(file -> file.content().length).sum());
    }
}
