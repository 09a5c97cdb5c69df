package io.gitops4j.render.kustomize.internal.generate;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Origin;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.resource.Behavior;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Scopes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes one config map or secret ({@code api/internal/generators}). */
public final class DataGenerator implements Generator {
    /** The length of a line of base64. */
    private static final int LINE = 70;

    /** Which kind is made. */
    private enum Kind {
        CONFIG_MAP("ConfigMap"),
        SECRET("Secret");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final Kind kind;
    private final String objectName;
    private final String namespace;
    private final Behavior behavior;
    private final String type;
    private final DataSources sources;
    private final GeneratorOptions options;
    private final Files files;
    private final Location where;

    private DataGenerator(
            Kind kind, String name, String namespace, Settings settings, GeneratorOptions global, Files files) {
        this.kind = kind;
        this.objectName = name;
        this.namespace = namespace;
        this.behavior = behavior(settings.text("behavior"));
        this.type = kind == Kind.SECRET ? settings.text("type") : "";
        this.sources = DataSources.read(settings);
        this.options = settings.map("options")
                .map(GeneratorOptions::read)
                .orElse(GeneratorOptions.NONE)
                .over(global);
        this.files = files;
        this.where = settings.where();
    }

    /** One of the {@code configMapGenerator} of a kustomization. */
    public static DataGenerator configMap(Settings settings, GlobalOptions global, Files files) {
        return read(Kind.CONFIG_MAP, settings, global.options(), files);
    }

    /** One of the {@code secretGenerator} of a kustomization. */
    public static DataGenerator secret(Settings settings, GlobalOptions global, Files files) {
        return read(Kind.SECRET, settings, global.options(), files);
    }

    private static DataGenerator read(Kind kind, Settings settings, GeneratorOptions global, Files files) {
        DataGenerator generator =
                new DataGenerator(kind, settings.text("name"), settings.text("namespace"), settings, global, files);
        settings.rejectUnknown();
        return generator;
    }

    /** The plugin {@code ConfigMapGenerator}. */
    public static DataGenerator configMapPlugin(Settings settings, Files files) {
        return plugin(Kind.CONFIG_MAP, settings, files);
    }

    /** The plugin {@code SecretGenerator}. */
    public static DataGenerator secretPlugin(Settings settings, Files files) {
        return plugin(Kind.SECRET, settings, files);
    }

    private static DataGenerator plugin(Kind kind, Settings settings, Files files) {
        String name = settings.text("name");
        String namespace = settings.text("namespace");
        String metaName =
                settings.map("metadata").map(meta -> meta.text("name")).orElse("");
        String metaNamespace =
                settings.map("metadata").map(meta -> meta.text("namespace")).orElse("");
        return new DataGenerator(
                kind,
                name.isEmpty() ? metaName : name,
                namespace.isEmpty() ? metaNamespace : namespace,
                settings,
                GeneratorOptions.NONE,
                files);
    }

    private static Behavior behavior(String text) {
        return switch (text) {
            case "create" -> Behavior.CREATE;
            case "replace" -> Behavior.REPLACE;
            case "merge" -> Behavior.MERGE;
            default -> Behavior.UNSPECIFIED;
        };
    }

    @Override
    public String name() {
        return kind.text + "Generator";
    }

    @Override
    public List<Item> generate(Scopes scopes) {
        if (objectName.isEmpty()) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION, where, "a configmap must have a name: this " + name() + " has none"));
        }
        Map<Path, Origin> origins = new HashMap<>();
        Node.Obj body = body(origins);
        Origins by = path -> origin(path, origins);
        return List.of(Item.of(body, by, scopes).generated(behavior, !options.plainName()));
    }

    private Origin origin(Path path, Map<Path, Origin> origins) {
        Origin at = path.length() < 2 ? null : origins.get(path.prefix(2));
        return (at == null ? Origin.at(where) : at).setBy(name());
    }

    private Node.Obj body(Map<Path, Origin> origins) {
        ObjBuilder metadata = Node.objectBuilder().put("name", objectName);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        texts(metadata, "labels", options.labels());
        texts(metadata, "annotations", options.annotations());
        ObjBuilder body = Node.objectBuilder()
                .put("apiVersion", "v1")
                .put("kind", kind.text)
                .put("metadata", metadata.build());
        ObjBuilder data = Node.objectBuilder();
        ObjBuilder binary = Node.objectBuilder();
        sources.load(objectName, files).forEach((key, value) -> {
            String text = kind == Kind.SECRET ? null : text(value.content());
            (kind == Kind.SECRET || text != null ? data : binary)
                    .put(key, text == null ? base64(value.content()) : text);
            origins.put(Path.of(text == null && kind == Kind.CONFIG_MAP ? "binaryData" : "data", key), value.origin());
        });
        if (data.size() > 0 || kind == Kind.SECRET) {
            body.put("data", data.build());
        }
        if (binary.size() > 0) {
            body.put("binaryData", binary.build());
        }
        if (kind == Kind.SECRET) {
            body.put("type", type.isEmpty() ? "Opaque" : type);
        }
        if (options.immutable()) {
            body.put("immutable", true);
        }
        return body.build();
    }

    private static void texts(ObjBuilder into, String field, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            ObjBuilder all = Node.objectBuilder(texts.size());
            texts.forEach(all::put);
            into.put(field, all.build());
        }
    }

    /** The text that the bytes are; null where they are none. */
    private static @Nullable String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    /** Base64 in lines, each ended, where there is more than one. */
    private static String base64(byte[] content) {
        String encoded = Base64.getEncoder().encodeToString(content);
        if (encoded.length() < LINE) {
            return encoded;
        }
        StringBuilder lines = new StringBuilder(encoded.length() + encoded.length() / LINE + 1);
        for (int at = 0; at < encoded.length(); at += LINE) {
            lines.append(encoded, at, Math.min(at + LINE, encoded.length())).append('\n');
        }
        return lines.toString();
    }
}
