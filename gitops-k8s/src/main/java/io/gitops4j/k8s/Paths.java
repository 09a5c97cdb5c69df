package io.gitops4j.k8s;

import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.Scope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where things are, below the address of the API server. */
final class Paths {
    /** What labels consist of, and no part of a selector's syntax. */
    private static final Pattern LABEL = Pattern.compile("[-A-Za-z0-9._/]+");

    private Paths() {}

    /** Whether an object of that kind can have such a key at all; one that cannot has no place. */
    static boolean possible(KindInfo kind, ResourceKey key) {
        boolean namespaced = kind.scope() == Scope.NAMESPACED;
        return segment(key.name())
                && (namespaced ? segment(key.namespace()) : key.namespace().isEmpty());
    }

    /** A segment of a path, as apimachinery's {@code ValidatePathSegmentName} has it. */
    private static boolean segment(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('%') < 0;
    }

    static String version(KindInfo kind, String version) {
        String group = kind.groupKind().group();
        return group.isEmpty() ? "/api/" + version : "/apis/" + encoded(group) + "/" + version;
    }

    static String object(KindInfo kind, String version, ResourceKey key) {
        return collection(kind, version, key.namespace()) + "/" + encoded(key.name());
    }

    static String list(KindInfo kind, String version, Selection selection) {
        return collection(kind, version, selection.namespace().orElse(""));
    }

    private static String collection(KindInfo kind, String version, String namespace) {
        String place = namespace.isEmpty() ? "" : "/namespaces/" + encoded(namespace);
        return version(kind, version) + place + "/" + encoded(kind.plural());
    }

    /** The selection's labels as a query parameter; empty for none. */
    static String labels(Selection selection) {
        if (selection.labels().isEmpty()) {
            return "";
        }
        String selector =
                selection.labels().entrySet().stream().map(Paths::equality).collect(Collectors.joining(","));
        return "&labelSelector=" + encoded(selector);
    }

    private static String equality(Map.Entry<String, String> label) {
        if (!LABEL.matcher(label.getKey()).matches()
                || !LABEL.matcher("x" + label.getValue()).matches()) {
            throw new IllegalArgumentException("no label can be \"" + label.getKey() + "\" with that value");
        }
        return label.getKey() + "=" + label.getValue();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
