package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Objects and patches for them, as YAML with quotes here and there and nulls of both kinds; the same seed gives the same. */
final class RandomYaml {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private final Random random;

    RandomYaml(long seed) {
        this.random = new Random(seed);
    }

    /** The kinds of objects. */
    enum Kind {
        DEPLOYMENT("apps/v1", "Deployment"),
        SERVICE("v1", "Service"),
        CONFIG_MAP("v1", "ConfigMap"),
        SECRET("v1", "Secret"),
        CUSTOM("example.com/v1", "Foo"),
        TYPED("example.com/v1", "MyCRD");

        final String apiVersion;
        final String kind;

        Kind(String apiVersion, String kind) {
            this.apiVersion = apiVersion;
            this.kind = kind;
        }
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Fields in the order in which they are written. */
    private final class Map {
        private final List<String> fields = new ArrayList<>();

        Map put(String key, String value) {
            fields.add(key + ": " + value);
            return this;
        }

        Map maybe(String key, java.util.function.Supplier<String> value) {
            if (random.nextBoolean()) {
                put(key, oneIn(25) ? nothing() : value.get());
            }
            return this;
        }

        String text() {
            return "{" + String.join(", ", fields) + "}";
        }
    }

    private String nothing() {
        // one that is written as nothing is an empty string to upstream within braces
        return any(List.of("null", "~"));
    }

    private String string() {
        String word = any(List.of("x", "nginx", "true", "80", "on", "", "1.5", "null", "a b"));
        boolean plain = List.of("x", "nginx", "a b").contains(word) && random.nextBoolean();
        return plain ? word : random.nextBoolean() ? "\"" + word + "\"" : "'" + word + "'";
    }

    private String scalar() {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.toString(random.nextInt(100));
            case 1 -> any(List.of("true", "false", "1.50", "7.5"));
            default -> string();
        };
    }

    private String strings() {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(any(List.of("x", "y/z", "\"w\"", "v")));
        }
        return "[" + String.join(", ", items) + "]";
    }

    private String map(boolean patch) {
        Map map = new Map();
        for (String name : NAMES) {
            map.maybe(name, this::scalar);
        }
        return directed(map, patch).text();
    }

    private Map directed(Map map, boolean patch) {
        if (patch && oneIn(15)) {
            map.put("$patch", any(List.of("delete", "replace", "merge", "\"replace\"")));
        }
        return map;
    }

    /** A value, which under one name is nearly always of one kind. */
    private String any(String name, int depth, boolean patch) {
        int kind = oneIn(60) ? random.nextInt(4) : NAMES.indexOf(name);
        if (depth == 0 || kind < 2) {
            return scalar();
        }
        if (kind == 3) {
            return items(patch, () -> any("a", depth - 1, patch));
        }
        Map map = new Map();
        for (String each : NAMES) {
            map.maybe(each, () -> any(each, depth - 1, patch));
        }
        return directed(map, patch).text();
    }

    private String items(boolean patch, java.util.function.Supplier<String> item) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(item.get());
        }
        if (patch && oneIn(20)) {
            items.add(random.nextInt(items.size() + 1), "{$patch: " + any(List.of("delete", "replace", "merge")) + "}");
        }
        return "[" + String.join(", ", items) + "]";
    }

    /** Items that have a key, nearly always. */
    private String keyed(
            boolean patch,
            String key,
            java.util.function.Supplier<String> value,
            java.util.function.Consumer<Map> rest) {
        return items(patch, () -> {
            Map map = new Map();
            if (!oneIn(40)) {
                map.put(key, value.get());
            }
            rest.accept(map);
            return directed(map, patch).text();
        });
    }

    private String name() {
        String name = any(NAMES);
        return oneIn(4) ? "\"" + name + "\"" : name;
    }

    private String ports(boolean patch, String key) {
        boolean protocols = random.nextBoolean();
        return keyed(patch, key, () -> any(List.of("80", "443", "8080")), port -> {
            if (protocols || oneIn(10)) {
                port.put("protocol", any(List.of("TCP", "UDP")));
            }
            port.maybe("name", this::name);
        });
    }

    private String containers(boolean patch) {
        return keyed(
                patch,
                "name",
                this::name,
                container -> container
                        .maybe("image", this::string)
                        .maybe("args", this::strings)
                        .maybe("resources", () -> any("c", 2, patch))
                        .maybe("ports", () -> ports(patch, "containerPort"))
                        .maybe("env", () -> keyed(patch, "name", this::name, env -> env.maybe("value", this::scalar)))
                        .maybe(
                                "volumeMounts",
                                () -> keyed(
                                        patch,
                                        "mountPath",
                                        () -> any(List.of("/a", "/b", "\"/c\"")),
                                        mount -> mount.maybe("name", this::name))));
    }

    private String pod(boolean patch) {
        return directed(
                        new Map()
                                .maybe("containers", () -> containers(patch))
                                .maybe("initContainers", () -> containers(patch))
                                .maybe(
                                        "volumes",
                                        () -> keyed(
                                                patch,
                                                "name",
                                                this::name,
                                                volume -> volume.maybe("emptyDir", () -> "{}")
                                                        .maybe("configMap", () -> map(patch))))
                                .maybe("tolerations", () -> items(patch, () -> map(patch)))
                                .maybe("nodeSelector", () -> map(patch))
                                .maybe(
                                        "topologySpreadConstraints",
                                        () -> keyed(
                                                patch,
                                                "topologyKey",
                                                this::name,
                                                constraint -> constraint
                                                        .maybe("whenUnsatisfiable", this::name)
                                                        .maybe("maxSkew", this::scalar)))
                                .maybe("imagePullSecrets", () -> keyed(patch, "name", this::name, none -> {})),
                        patch)
                .text();
    }

    private String metadata(String name, boolean patch) {
        return new Map()
                .put("name", name)
                .maybe("labels", () -> map(false))
                .maybe("annotations", () -> map(false))
                .maybe("finalizers", this::strings)
                .maybe(
                        "ownerReferences",
                        () -> keyed(patch, "uid", this::name, owner -> owner.maybe("kind", this::string)))
                .text();
    }

    /** One object, or one patch, as one document. */
    String object(Kind kind, String name, boolean patch) {
        Map object = new Map();
        object.put("apiVersion", kind.apiVersion).put("kind", kind.kind).put("metadata", metadata(name, patch));
        switch (kind) {
            case DEPLOYMENT ->
                object.maybe(
                        "spec",
                        () -> directed(
                                        new Map()
                                                .maybe("replicas", this::scalar)
                                                .maybe("strategy", () -> map(patch))
                                                .maybe(
                                                        "template",
                                                        () -> new Map()
                                                                .maybe(
                                                                        "metadata",
                                                                        () -> new Map()
                                                                                .maybe("labels", () -> map(patch))
                                                                                .text())
                                                                .put("spec", pod(patch))
                                                                .text()),
                                        patch)
                                .text());
            case SERVICE ->
                object.maybe(
                        "spec",
                        () -> new Map()
                                .maybe("selector", () -> map(patch))
                                .maybe("ports", () -> ports(patch, "port"))
                                .text());
            case CONFIG_MAP, SECRET -> object.maybe("data", () -> map(patch)).maybe("binaryData", () -> map(patch));
            case CUSTOM -> object.maybe("spec", () -> any("c", 4, patch)).maybe("list", () -> containers(patch));
            case TYPED ->
                object.maybe(
                        "spec",
                        () -> new Map()
                                .put(
                                        "template",
                                        new Map().put("spec", pod(patch)).text())
                                .text());
        }
        return object.text();
    }

    /** A JSON patch that mostly fits {@code body}. */
    String operations(Node.Obj body) {
        List<String> operations = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String op = oneIn(40) ? "test" : any(List.of("add", "add", "remove", "replace", "replace", "move", "copy"));
            Map map = new Map().put("op", op).put("path", "\"" + path(body) + "\"");
            if (op.equals("move") || op.equals("copy")) {
                map.put("from", "\"" + path(body) + "\"");
            } else if (!op.equals("remove")) {
                map.put("value", oneIn(8) ? "null" : any(any(NAMES), 2, false));
            }
            operations.add(map.text());
        }
        return "- " + String.join("\n- ", operations);
    }

    private String path(Node.Obj body) {
        StringBuilder path = new StringBuilder();
        Node node = body;
        int depth = 0;
        while (node != null && (depth++ < 2 || !oneIn(4))) {
            String step = step(node);
            if (step.isEmpty()) {
                break;
            }
            path.append('/').append(step.replace("~", "~0").replace("/", "~1"));
            node = child(node, step);
        }
        // what makes it an object is left alone, and annotations as a whole, among which upstream keeps some of its own
        return path.toString().matches("|/kind.*|/apiVersion.*|/metadata|/metadata/name.*|/metadata/annotations")
                ? path(body)
                : path.toString();
    }

    private String step(Node node) {
        if (node instanceof Node.Obj obj) {
            return obj.size() == 0 || oneIn(30)
                    ? any(List.of("new", "x~y", "annotations", "a/b"))
                    : obj.key(random.nextInt(obj.size()));
        }
        if (node instanceof Node.Arr list) {
            return oneIn(6) || list.size() == 0
                    ? any(List.of("-", "-", "-1", oneIn(9) ? "9" : "0", oneIn(9) ? "x" : "0"))
                    : Integer.toString(random.nextInt(list.size()));
        }
        return "";
    }

    private static @Nullable Node child(Node node, String step) {
        if (node instanceof Node.Obj obj) {
            return obj.get(step);
        }
        if (node instanceof Node.Arr list && step.matches("[0-9]+") && Integer.parseInt(step) < list.size()) {
            return list.get(Integer.parseInt(step));
        }
        return null;
    }
}
