package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.tree.Node;
import java.util.Comparator;

/**
 * The group, version and kind of an object, or of those that a selector means, where an empty part is any.
 *
 * @param group the API group; empty for the core group
 * @param version the version in it
 * @param kind the kind
 */
public record Gvk(String group, String version, String kind) {
    /** By group, version, kind, an empty group after every other, as {@code kyaml/resid/gvk.go} orders them. */
    public static final Comparator<Gvk> BY_TEXT = Comparator.comparing(Gvk::sortText);

    /** Of an {@code apiVersion} such as {@code apps/v1}. */
    public static Gvk of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return slash < 0
                ? new Gvk("", apiVersion, kind)
                : new Gvk(apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
    }

    /** Of an object. */
    public static Gvk of(Node.Obj body) {
        return of(body.text("apiVersion").orElse(""), body.text("kind").orElse(""));
    }

    /** Whether {@code selector}, of which an empty part is any, means this. */
    public boolean isSelectedBy(Gvk selector) {
        return (selector.group.isEmpty() || selector.group.equals(group))
                && (selector.version.isEmpty() || selector.version.equals(version))
                && (selector.kind.isEmpty() || selector.kind.equals(kind));
    }

    /** The {@code apiVersion}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    private String sortText() {
        return orElse(group, "~G") + "_" + orElse(version, "~V") + "_" + orElse(kind, "~K");
    }

    /** As upstream prints it: {@code Deployment.v1.apps}, {@code Service.v1.[noGrp]}. */
    @Override
    public String toString() {
        return orElse(kind, "[noKind]") + "." + orElse(version, "[noVer]") + "." + orElse(group, "[noGrp]");
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
