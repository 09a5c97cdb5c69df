package io.gitops4j.samples.cli;

import picocli.CommandLine.Option;

/** How a command says what it has to say. */
final class OutputOptions {
    /** For whom. */
    enum Format {
        TEXT,
        JSON
    }

    /** When to colour. */
    enum Colour {
        AUTO,
        ALWAYS,
        NEVER
    }

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "text, or json: one document on standard output. Default: text")
    private Format format = Format.TEXT;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto, always or never; auto colours in a terminal unless NO_COLOR is set. Default: auto")
    private Colour colour = Colour.AUTO;

    boolean json() {
        return format == Format.JSON;
    }

    Report report(Terminal terminal, Progress progress) {
        if (json()) {
            return new JsonReport(terminal);
        }
        boolean coloured = colour == Colour.ALWAYS || colour == Colour.AUTO && terminal.colours();
        return new TextReport(terminal, coloured ? Paint.COLOURED : Paint.PLAIN, progress);
    }
}
