package io.gitops4j.render.kustomize.internal.field;

import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads {@code default-fields.yaml}, which says itself how it is written. */
final class DefaultFields {
    private static final String FILE = "default-fields.yaml";

    private final Node.Obj root;
    private final Node.Obj pods;

    private DefaultFields(Node.Obj root) {
        this.root = root;
        this.pods = root.object("pods");
    }

    static TransformerConfiguration read() {
        try (InputStream stream = DefaultFields.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException(FILE + " is missing from the class path");
            }
            return new DefaultFields(Parser.strict().parseOne(FILE, stream.readAllBytes())).configuration();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TransformerConfiguration configuration() {
        Map<FieldUse, FieldSpecs> specs = new EnumMap<>(FieldUse.class);
        for (FieldUse use : FieldUse.values()) {
            specs.put(use, fields(root.object(use.field())));
        }
        List<NameReference> references = new ArrayList<>();
        Node.Obj targets = root.object("nameReference");
        for (int i = 0; i < targets.size(); i++) {
            references.add(new NameReference(kind(targets.key(i)), fields((Node.Obj) targets.value(i))));
        }
        return TransformerConfiguration.of(specs, references);
    }

    private FieldSpecs fields(Node.Obj stated) {
        List<FieldSpec> specs = new ArrayList<>();
        for (Node pod : stated.array("pods").items()) {
            for (String path : texts(((Node.Obj) pod).array("fields"))) {
                for (String kind : texts(((Node.Obj) pod).array("of"))) {
                    specs.add(new FieldSpec(kind(kind), podOf(kind(kind)) + "/" + path, false));
                }
            }
        }
        add(stated.object("fields"), false, specs);
        add(stated.object("created"), true, specs);
        return FieldSpecs.of(specs);
    }

    private static void add(Node.Obj paths, boolean create, List<FieldSpec> specs) {
        for (String path : paths.keys()) {
            texts(paths.array(path)).forEach(kind -> specs.add(new FieldSpec(kind(kind), path, create)));
        }
    }

    private String podOf(Gvk kind) {
        return pods.text(kind.kind()).or(() -> pods.text("*")).orElseThrow();
    }

    /** {@code Kind/version@group}, of which version and group may be missing, or {@code *}. */
    private static Gvk kind(String text) {
        int at = text.indexOf('@');
        String group = at < 0 ? "" : text.substring(at + 1);
        String rest = at < 0 ? text : text.substring(0, at);
        int slash = rest.indexOf('/');
        String version = slash < 0 ? "" : rest.substring(slash + 1);
        String kind = slash < 0 ? rest : rest.substring(0, slash);
        return new Gvk(group, version, kind.equals("*") ? "" : kind);
    }

    private static List<String> texts(Node.Arr list) {
        return list.items().stream().map(item -> ((Node.Str) item).value()).toList();
    }
}
