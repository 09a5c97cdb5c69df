package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.text.Dialect;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects from YAML or JSON, of resource files, of patches and of the configurations of plugins ({@code
 * api/resource/factory.go}, {@code kyaml/kio/byteio_reader.go}): every document is an object with a kind and a name, or a list
 * of such objects, whose items are read in its place. Immutable.
 */
public final class ObjectReader {
    private static final String ITEMS = "items";
    private static final Pattern TWICE = Pattern.compile("the key (\"[^\"]*\") is on line ([0-9]+) and again on line");

    private final TextLimits limits;

    /** A reader within {@code limits}. */
    public ObjectReader(TextLimits limits) {
        this.limits = limits;
    }

    /** What a text may cost. */
    public TextLimits limits() {
        return limits;
    }

    /**
     * One object.
     *
     * @param body the object
     * @param origins where its values are
     */
    public record Read(Node.Obj body, Origins origins) {
        /** As an object of a build. */
        public Item item(Scopes scopes) {
            return Item.of(body, origins, scopes);
        }

        /** How its scalars are written. */
        public Spelling spelling() {
            return origins instanceof Spelling spelling ? spelling : Spelling.plain();
        }
    }

    /**
     * The objects of a file, in its order, with the items of typed lists such as a {@code ConfigMapList} after all others.
     *
     * @param file the file as places name it
     * @throws GitOpsException where a document is no object, with its place
     */
    public List<Read> read(String file, byte[] content) {
        return read(file, content, UnaryOperator.identity());
    }

    /** The objects of a text that stands at {@code where} of another file. */
    public List<Read> inline(String text, Location where) {
        String file = where.file().orElse("");
        // a text of several lines is a block, which starts in the line after its mark
        boolean block = text.indexOf('\n') >= 0;
        int first = where.line().orElse(0);
        UnaryOperator<Location> place =
                inner -> first > 0 && block && inner.line().isPresent()
                        ? where.withLine(first + inner.line().getAsInt(), 0)
                        : where;
        try {
            return read(file, text.getBytes(StandardCharsets.UTF_8), place);
        } catch (GitOpsException failure) {
            List<Problem> moved = failure.problems().stream()
                    .map(problem -> new Problem(
                            problem.code(), problem.message(), place.apply(problem.where()), problem.retryable()))
                    .toList();
            throw new GitOpsException(moved);
        }
    }

    private List<Read> read(String file, byte[] content, UnaryOperator<Location> place) {
        SourceLines lines = new SourceLines(content);
        List<Document> documents = parse(file, content);
        Deque<Found> queue = new ArrayDeque<>();
        for (Document document : documents) {
            Found found = new Found(document.root(), Written.of(document, lines, place));
            if (documents.size() == 1 && found.isPlainList()) {
                found.items(false).forEach(item -> check(item, queue));
            } else {
                check(found, queue);
            }
        }
        return withoutLists(queue);
    }

    /**
     * A value that need be no object.
     *
     * @param root the value
     * @param origins where it and what is in it are
     * @param spelling how its scalars are written
     */
    public record Tree(Node root, Origins origins, Spelling spelling) {}

    /** The first document of a text, whatever it is; empty where there is none. */
    public Optional<Tree> tree(String file, byte[] content) {
        SourceLines lines = new SourceLines(content);
        return parse(file, content).stream().findFirst().map(document -> {
            Written written = Written.of(document, lines, UnaryOperator.identity());
            return new Tree(document.root(), written, written);
        });
    }

    /**
     * Fails where {@code body} is no object of a build, or where its name is missing.
     *
     * @throws GitOpsException with {@link Code#INVALID_OBJECT} at {@code where}
     */
    public static void check(Node.Obj body, Location where) {
        String lack = lack(body);
        if (!lack.isEmpty()) {
            throw new GitOpsException(Problem.of(Code.INVALID_OBJECT, where, lack));
        }
    }

    /** The documents of a text, read as Kustomize reads YAML: whatever its file is called, and JSON with it. */
    public List<Document> parse(String file, byte[] content) {
        Parser parser = Parser.strict().limits(limits).dialect(Dialect.KUSTOMIZE);
        try {
            return file.endsWith(".json") ? jsonOrYaml(parser, file, content) : parser.parse(file, content);
        } catch (GitOpsException failure) {
            throw new GitOpsException(
                    failure.problems().stream().map(ObjectReader::malformed).toList());
        }
    }

    private static List<Document> jsonOrYaml(Parser parser, String file, byte[] content) {
        try {
            return parser.parse(file, content);
        } catch (GitOpsException noJson) {
            String text = new String(content, StandardCharsets.UTF_8).strip();
            boolean json = text.startsWith("{") || text.startsWith("[");
            if (json || !noJson.code().equals(Code.INVALID_TEXT)) {
                throw noJson;
            }
            return parser.parseYaml(file, new String(content, StandardCharsets.UTF_8));
        }
    }

    /** As upstream begins its messages of texts that are no YAML, and of keys that are twice in a map. */
    private static Problem malformed(Problem problem) {
        if (!problem.code().equals(Code.INVALID_TEXT)) {
            return problem;
        }
        Matcher twice = TWICE.matcher(problem.message());
        String start = twice.lookingAt()
                ? "mapping key " + twice.group(1) + " already defined at line " + twice.group(2)
                : "MalformedYAMLError";
        return new Problem(problem.code(), start + ": " + problem.message(), problem.where(), false);
    }

    /** Puts typed lists' items after all others, as upstream comes to do it. */
    private static List<Read> withoutLists(Deque<Found> queue) {
        List<Read> objects = new ArrayList<>();
        while (!queue.isEmpty()) {
            Found found = queue.remove();
            Node.Obj body = (Node.Obj) found.node;
            Node items = body.get(ITEMS);
            if (!text(body.get("kind")).endsWith("List") || items == null) {
                objects.add(new Read(body, found.written));
            } else if (items instanceof Node.Arr) {
                found.items(true).forEach(item -> item.unwrapped().forEach(each -> check(each, queue)));
            } else if (!(items instanceof Node.Null)) {
                throw found.refused(
                        "expected array in " + text(body.get("kind")) + "/items, but found a "
                                + items.kind().name().toLowerCase(Locale.ROOT),
                        Path.of(ITEMS));
            }
        }
        return objects;
    }

    /** Adds what is no empty document to {@code into}. */
    private static void check(Found found, Deque<Found> into) {
        Node node = found.node;
        boolean empty = node instanceof Node.Null
                || node instanceof Node.Obj obj && obj.size() == 0
                || node instanceof Node.Arr list && list.size() == 0;
        if (empty) {
            return;
        }
        String lack = lack(node);
        if (!lack.isEmpty()) {
            throw found.refused(lack, Path.root());
        }
        into.add(found);
    }

    private static String lack(Node node) {
        Node.Obj body = node instanceof Node.Obj obj ? obj : Node.object();
        Node.Obj metadata = body.object("metadata");
        String version = text(body.get("apiVersion"));
        String kind = text(body.get("kind"));
        String name = text(metadata.get("name"));
        String namespace = text(metadata.get("namespace"));
        if (version.isEmpty()
                && kind.isEmpty()
                && name.isEmpty()
                && namespace.isEmpty()
                && metadata.object("labels").size() == 0
                && metadata.object("annotations").size() == 0) {
            return "missing Resource metadata: this is no Kubernetes object";
        }
        String object = "{{" + version + " " + kind + "} {{" + name + " " + namespace + "}}}";
        if (kind.isEmpty()) {
            return "missing kind in object " + object;
        }
        return name.isEmpty() && !kind.endsWith("List") ? "missing metadata.name in object " + object : "";
    }

    private static String text(@Nullable Node node) {
        return node == null || node.kind() == Node.Kind.NULL ? "" : ScalarText.of(node);
    }

    /** A value of a document that is to be an object. */
    private record Found(Node node, Written written) {
        /** Whether it is of kind {@code List}, which upstream's reader opens where it is the only document. */
        boolean isPlainList() {
            String kind = node instanceof Node.Obj obj ? text(obj.get("kind")) : "";
            return (kind.equals("List") || kind.equals("ResourceList"))
                    && node instanceof Node.Obj list
                    && (list.has(ITEMS) || list.has("functionConfig"));
        }

        List<Found> items(boolean asJson) {
            Node.Arr list = ((Node.Obj) node).array(ITEMS);
            List<Found> items = new ArrayList<>(list.size());
            for (int i = 0; i < list.size(); i++) {
                Written inner = written.inner(Path.of(ITEMS).index(i));
                items.add(new Found(list.get(i), asJson ? inner.asJson() : inner));
            }
            return items;
        }

        List<Found> unwrapped() {
            return isPlainList() ? items(true) : List.of(this);
        }

        GitOpsException refused(String message, Path at) {
            return new GitOpsException(
                    Problem.of(Code.INVALID_OBJECT, written.at(at).location(), message));
        }
    }
}
