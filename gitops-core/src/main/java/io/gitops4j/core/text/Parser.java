package io.gitops4j.core.text;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Shapes;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML and JSON into trees with marks, as kubectl reads them ({@link Dialect#KUBECTL}) unless
 * told otherwise, within {@link TextLimits}. Immutable and safe for any number of threads, save for one given {@link #shapes}.
 *
 * <p>Every method throws {@link GitOpsException} with the code {@code invalid-text} for a text that cannot be read, or
 * {@code limit} for one that costs too much, with file, line and column. Messages name keys and anchors, never a value.
 */
public final class Parser {
    private final boolean strict;
    private final TextLimits limits;
    private final Dialect dialect;
    private final @Nullable Shapes shapes;

    private Parser(boolean strict, TextLimits limits, Dialect dialect, @Nullable Shapes shapes) {
        this.strict = strict;
        this.limits = limits;
        this.dialect = dialect;
        this.shapes = shapes;
    }

    /** A parser for sources: a key that is twice in one map is an error. */
    public static Parser strict() {
        return new Parser(true, TextLimits.defaults(), Dialect.KUBECTL, null);
    }

    /** A parser for what others wrote: of a key that is twice in one map the last counts, as for kubectl. */
    public static Parser tolerant() {
        return new Parser(false, TextLimits.defaults(), Dialect.KUBECTL, null);
    }

    /** This parser with other limits. */
    public Parser limits(TextLimits limits) {
        return new Parser(strict, limits, dialect, shapes);
    }

    /** This parser with another reading of scalars and merge keys in YAML; JSON reads alike in all. */
    public Parser dialect(Dialect dialect) {
        return new Parser(strict, limits, dialect, shapes);
    }

    /**
     * This parser, sharing key lists through {@code shapes} over several calls; it is then for one thread, as that is.
     */
    public Parser shapes(Shapes shapes) {
        return new Parser(strict, limits, dialect, shapes);
    }

    /**
     * The documents of a file, without empty ones. A file named {@code .json} is strict JSON; one that starts with an
     * opening brace is read as JSON and, where it is none, as YAML (apimachinery's {@code YAMLOrJSONDecoder}); any
     * other is YAML. Several JSON values one after another are several documents. Text is UTF-8, or UTF-16 with a byte
     * order mark.
     */
    public List<Document> parse(String file, byte[] content) {
        SourceText source = SourceText.of(file, content, limits);
        if (file.toLowerCase(Locale.ROOT).endsWith(".json")) {
            return json(source);
        }
        if (!source.startsWith('{')) {
            return yaml(source);
        }
        try {
            return json(source);
        } catch (JsonReader.SyntaxException noJson) {
            try {
                return yaml(source);
            } catch (GitOpsException noYaml) {
                throw further(noJson, noYaml);
            }
        }
    }

    /** The documents of a YAML text, without empty ones. */
    public List<Document> parseYaml(String file, String text) {
        return yaml(SourceText.of(file, text, limits));
    }

    /** The values of a JSON text, without nulls. */
    public List<Document> parseJson(String file, String text) {
        return json(SourceText.of(file, text, limits));
    }

    /**
     * What {@code reading} makes of a JSON text of one value, while that is read: see {@link JsonCursor}. Whatever {@code
     * reading} leaves of the value is passed over. {@link #strict} parsers refuse a key that is twice in a map within {@link
     * JsonCursor#tree trees} alone.
     */
    public <T> T readJson(String file, byte[] content, Function<JsonCursor, T> reading) {
        return new JsonReader(assembler(SourceText.of(file, content, limits))).read(reading);
    }

    /** The only document of a file, which must be an object. */
    public Node.Obj parseOne(String file, byte[] content) {
        List<Document> documents = parse(file, content);
        if (documents.size() == 1 && documents.get(0).root() instanceof Node.Obj obj) {
            return obj;
        }
        String found = documents.size() == 1
                ? "the document is no map but a " + documents.get(0).root()
                : "there are " + documents.size() + " documents";
        throw new GitOpsException(Problem.of(
                Code.INVALID_TEXT,
                Location.file(file),
                "exactly one document that is a map was expected, but " + found));
    }

    private List<Document> yaml(SourceText source) {
        source.requirePrintable();
        return new YamlComposer(assembler(source), dialect).compose(new YamlGrammar(source));
    }

    private List<Document> json(SourceText source) {
        return new JsonReader(assembler(source)).read();
    }

    private Assembler assembler(SourceText source) {
        return new Assembler(source, limits, strict, dialect, shapes == null ? new Shapes() : shapes);
    }

    /** The error of the reader that understood more. */
    private static GitOpsException further(GitOpsException json, GitOpsException yaml) {
        Location a = json.problem().where();
        Location b = yaml.problem().where();
        int lines = Integer.compare(b.line().orElse(0), a.line().orElse(0));
        int order = lines != 0
                ? lines
                : Integer.compare(b.column().orElse(0), a.column().orElse(0));
        return order > 0 || yaml.code().equals(Code.LIMIT) ? yaml : new GitOpsException(json.problem());
    }
}
