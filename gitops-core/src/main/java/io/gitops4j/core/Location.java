package io.gitops4j.core;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where something is: a file with document, line and column (all counted from 1), an object, a field of it. Every part may
 * be missing. Prints as {@code deploy/web.yaml:12:7, Deployment shop/web, spec.replicas}.
 */
public final class Location {
    private static final Location NOWHERE = new Location(null, 0, 0, 0, null, null);

    private final @Nullable String file;
    private final int document;
    private final int line;
    private final int column;
    private final @Nullable String object;
    private final @Nullable String field;

    private Location(
            @Nullable String file,
            int document,
            int line,
            int column,
            @Nullable String object,
            @Nullable String field) {
        this.file = file;
        this.document = document;
        this.line = line;
        this.column = column;
        this.object = object;
        this.field = field;
    }

    /** No place in particular. */
    public static Location nowhere() {
        return NOWHERE;
    }

    /** The whole of {@code file}. */
    public static Location file(String file) {
        return new Location(Objects.requireNonNull(file), 0, 0, 0, null, null);
    }

    /** A line and column of {@code file}, both counted from 1; 0 for unknown. */
    public static Location of(String file, int line, int column) {
        return new Location(Objects.requireNonNull(file), 0, line, column, null, null);
    }

    /** The object {@code object} as a person would name it, such as {@code Deployment shop/web}. */
    public static Location object(String object) {
        return NOWHERE.withObject(object);
    }

    /** This place, in the document of that number, counted from 1. */
    public Location withDocument(int document) {
        return new Location(file, document, line, column, object, field);
    }

    /** This place, at that line and column, both counted from 1. */
    public Location withLine(int line, int column) {
        return new Location(file, document, line, column, object, field);
    }

    /** This place, in that object. */
    public Location withObject(String object) {
        return new Location(file, document, line, column, Objects.requireNonNull(object), field);
    }

    /** This place, at that field. */
    public Location withField(String field) {
        return new Location(file, document, line, column, object, Objects.requireNonNull(field));
    }

    /** The file, relative to its repository. */
    public Optional<String> file() {
        return Optional.ofNullable(file);
    }

    /** The document in the file, from 1. */
    public OptionalInt document() {
        return document == 0 ? OptionalInt.empty() : OptionalInt.of(document);
    }

    /** The line, from 1. */
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /** The column, from 1, in characters (code points). */
    public OptionalInt column() {
        return column == 0 ? OptionalInt.empty() : OptionalInt.of(column);
    }

    /** The object. */
    public Optional<String> object() {
        return Optional.ofNullable(object);
    }

    /** The field. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Location that
                && Objects.equals(file, that.file)
                && document == that.document
                && line == that.line
                && column == that.column
                && Objects.equals(object, that.object)
                && Objects.equals(field, that.field);
    }

    @Override
    public int hashCode() {
        return Objects.hash(file, document, line, column, object, field);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        if (file != null) {
            out.append(file);
            if (line > 0) {
                out.append(':').append(line);
                if (column > 0) {
                    out.append(':').append(column);
                }
            }
        }
        if (object != null) {
            out.append(out.length() == 0 ? "" : ", ").append(object);
        }
        if (field != null) {
            out.append(out.length() == 0 ? "" : ", ").append(field);
        }
        return out.toString();
    }
}
