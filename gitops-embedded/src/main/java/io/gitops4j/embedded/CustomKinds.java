package io.gitops4j.embedded;

import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.Scope;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@code CustomResourceDefinition}. */
final class CustomKinds {
    static final GroupKind DEFINITION = new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");
    private static final Pattern VERSION = Pattern.compile("v(\\d{1,9})(?:(alpha|beta)(\\d{1,9}))?");

    private CustomKinds() {}

    static ResourceKey key(String name) {
        return new ResourceKey(DEFINITION.group(), DEFINITION.kind(), "", name);
    }

    static boolean established(Node.Obj definition) {
        return Conditions.isTrue(definition, "Established");
    }

    /** The kind that {@code definition} declares. */
    static GroupKind groupKind(Node.Obj definition) {
        return new GroupKind(
                definition.text("spec", "group").orElse(""),
                definition.text("spec", "names", "kind").orElse(""));
    }

    /** What is served once {@code definition} is established; empty where it serves no version. */
    static Optional<ServedKind> served(Node.Obj definition) {
        Node.Obj spec = definition.object("spec");
        List<String> versions = new ArrayList<>();
        String stored = "";
        boolean hasStatus = false;
        for (Node item : spec.array("versions").items()) {
            if (item.at("served").filter(Node.of(true)::equals).isPresent()) {
                versions.add(item.text("name").orElse(""));
            }
            if (item.at("storage").filter(Node.of(true)::equals).isPresent()) {
                stored = item.text("name").orElse("");
            }
            hasStatus |= item.at("subresources", "status").isPresent();
        }
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        versions.sort(CustomKinds::byPriority);
        if (versions.remove(stored)) {
            versions.add(0, stored);
        }
        Scope scope = spec.text("scope").orElse("").equals("Cluster") ? Scope.CLUSTER : Scope.NAMESPACED;
        String plural = spec.text("names", "plural").orElse("");
        return Optional.of(new ServedKind(groupKind(definition), plural, scope, versions, hasStatus, true));
    }

    /** Kubernetes' order of versions: stable, then beta, then alpha, each newest first, then all others by name. */
    static int byPriority(String a, String b) {
        Matcher left = VERSION.matcher(a);
        Matcher right = VERSION.matcher(b);
        boolean known = left.matches();
        if (known != right.matches()) {
            return known ? -1 : 1;
        }
        if (!known) {
            return a.compareTo(b);
        }
        int order = Integer.compare(stability(left), stability(right));
        order = order != 0 ? order : Integer.compare(number(right.group(1)), number(left.group(1)));
        return order != 0 ? order : Integer.compare(number(right.group(3)), number(left.group(3)));
    }

    private static int stability(Matcher version) {
        return version.group(2) == null ? 0 : version.group(2).equals("beta") ? 1 : 2;
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
