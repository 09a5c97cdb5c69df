package io.gitops4j.render.kustomize.internal.text;

/** The lines of a YAML text as they grow, and what go-yaml's emitter remembers of the one it is in. */
final class YamlLines {
    /** The column past which a line may be broken ({@code best_width}). */
    private static final int WIDTH = 80;

    private final StringBuilder out;
    private int column;
    /** Whether the next word needs no blank before it. */
    private boolean whitespace = true;
    /** Whether the line has nothing yet but blanks and the indicators of block style. */
    private boolean indention = true;

    YamlLines(StringBuilder out) {
        this.out = out;
    }

    boolean indention() {
        return indention;
    }

    /** Whether the line is long enough to be broken here. */
    boolean full() {
        return column > WIDTH;
    }

    /** Goes to column {@code indent}, of a new line where this one has passed it. */
    void indent(int indent) {
        if (!indention || column > indent || column == indent && !whitespace) {
            lineBreak();
        }
        while (column < indent) {
            write(' ');
        }
        whitespace = true;
        indention = true;
    }

    void lineBreak() {
        out.append('\n');
        column = 0;
    }

    /** A line break of YAML that is no line feed, kept as it is. */
    void separator(int codePoint) {
        out.appendCodePoint(codePoint);
        column = 0;
    }

    /** Writes what is no indicator of block style; {@code apart} from the word before it. */
    void indicator(String text, boolean apart) {
        if (apart) {
            space();
        }
        out.append(text);
        column += text.length();
        words();
    }

    /** Writes {@code -}, {@code ?} or {@code :}, after which a container may start on the same line. */
    void blockIndicator(char indicator) {
        space();
        write(indicator);
        whitespace = false;
    }

    /** Writes a blank where a word may not follow what is written. */
    void space() {
        if (!whitespace) {
            write(' ');
        }
    }

    void write(int codePoint) {
        out.appendCodePoint(codePoint);
        column++;
    }

    /** Notes that the line ends in a scalar or a bracket. */
    void words() {
        whitespace = false;
        indention = false;
    }

    /** Notes that the line is new and so far empty. */
    void lineStarts() {
        indention = true;
    }

    /** Notes that a block text begins on a new line. */
    void blockStarts() {
        whitespace = true;
        indention = true;
    }

    /** Notes that the line has text. */
    void textStarts() {
        indention = false;
    }
}
