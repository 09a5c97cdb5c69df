package io.gitops4j.embedded;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the API server checks in an object before it is written. Pure; no value of an object in a message.
 */
final class Admission {
    static final GroupKind NAMESPACE = new GroupKind("", "Namespace");
    private static final int MOST_FIELDS = 10;
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern DNS_LABEL = Pattern.compile(LABEL);
    private static final Pattern DNS_SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern SERVICE_NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    private Admission() {}

    /** What is wrong with {@code declared} as the object {@code key}, whatever is in the cluster. */
    static Optional<Problem> problem(ServedKind kind, ResourceKey key, Node.Obj declared) {
        return identity(kind, key, declared)
                .or(() -> name(key))
                .or(() -> strings(key, declared, "labels"))
                .or(() -> strings(key, declared, "annotations"))
                .or(() ->
                        kind.groupKind().equals(CustomKinds.DEFINITION) ? definition(key, declared) : Optional.empty());
    }

    private static Optional<Problem> identity(ServedKind kind, ResourceKey key, Node.Obj declared) {
        Optional<String> name = declared.text("metadata", "name");
        Optional<String> namespace = declared.text("metadata", "namespace").filter(text -> !text.isEmpty());
        if (name.isEmpty()) {
            return invalid(key, "metadata.name", "name is required");
        }
        if (!declared.text("kind").orElse("").equals(key.kind())) {
            return invalid(key, "kind", "the kind of the object does not match the kind on the request");
        }
        if (!name.get().equals(key.name())) {
            return invalid(
                    key,
                    "metadata.name",
                    "the name of the object (" + name.get() + ") does not match the name on the request (" + key.name()
                            + ")");
        }
        if (kind.namespaced() && key.namespace().isEmpty()) {
            return invalid(
                    key, "metadata.namespace", "an empty namespace may not be set when a resource name is provided");
        }
        if (!kind.namespaced() && (namespace.isPresent() || !key.namespace().isEmpty())) {
            return invalid(key, "metadata.namespace", "namespace is not allowed on this type");
        }
        return namespace.isPresent() && !namespace.get().equals(key.namespace())
                ? invalid(
                        key,
                        "metadata.namespace",
                        "the namespace of the object does not match the namespace on the request")
                : Optional.empty();
    }

    private static Optional<Problem> name(ResourceKey key) {
        String name = key.name();
        if (key.group().equals(RBAC)) {
            boolean segment = !name.isEmpty() && !name.equals(".") && !name.equals("..") && !name.matches(".*[/%].*");
            return segment ? Optional.empty() : invalid(key, "metadata.name", "a path segment, without '/' and '%'");
        }
        if (key.group().isEmpty() && key.kind().equals("Service")) {
            boolean valid = name.length() <= 63 && SERVICE_NAME.matcher(name).matches();
            return valid
                    ? Optional.empty()
                    : invalid(
                            key,
                            "metadata.name",
                            "a DNS-1035 label must consist of lower case"
                                    + " alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric"
                                    + " character");
        }
        if (key.groupKind().equals(NAMESPACE)) {
            boolean valid = name.length() <= 63 && DNS_LABEL.matcher(name).matches();
            return valid
                    ? Optional.empty()
                    : invalid(
                            key,
                            "metadata.name",
                            "a lowercase RFC 1123 label must consist of"
                                    + " lower case alphanumeric characters or '-', and must start and end with an alphanumeric character");
        }
        boolean valid = name.length() <= 253 && DNS_SUBDOMAIN.matcher(name).matches();
        return valid
                ? Optional.empty()
                : invalid(
                        key,
                        "metadata.name",
                        "a lowercase RFC 1123 subdomain must consist of"
                                + " lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character");
    }

    private static Optional<Problem> strings(ResourceKey key, Node.Obj declared, String field) {
        Node map = Metadata.of(declared).get(field);
        if (map == null || map instanceof Node.Null) {
            return Optional.empty();
        }
        if (!(map instanceof Node.Obj entries)) {
            return invalid(key, "metadata." + field, "expected map, got " + map);
        }
        for (int i = 0; i < entries.size(); i++) {
            Node value = entries.value(i);
            if (!(value instanceof Node.Str) && !(value instanceof Node.Null)) {
                return invalid(key, "metadata." + field + "." + entries.key(i), "expected string, got " + value);
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> definition(ResourceKey key, Node.Obj declared) {
        GroupKind kind = CustomKinds.groupKind(declared);
        String name = declared.text("spec", "names", "plural").orElse("") + "." + kind.group();
        if (!key.name().equals(name)) {
            return invalid(key, "metadata.name", "must be spec.names.plural+\".\"+spec.group");
        }
        if (kind.kind().isEmpty()) {
            return invalid(key, "spec.names.kind", "Required value");
        }
        if (BuiltInKinds.hasGroup(kind.group())) {
            return invalid(key, "spec.group", "the group belongs to Kubernetes itself");
        }
        return declared.object("spec").array("versions").size() == 0
                ? invalid(key, "spec.versions", "must have exactly one version marked as storage version")
                : Optional.empty();
    }

    /** Why {@code key} is refused whose fields are not as the schema has them, in structured-merge-diff's words. */
    static Problem unfit(ResourceKey key, List<Problem> fields) {
        String text = fields.stream()
                .map(field ->
                        field.where().field().map(path -> "." + path + ": ").orElse("") + field.message())
                .limit(MOST_FIELDS)
                .collect(Collectors.joining("; "));
        Location where = Location.object(key.toString());
        return Problem.of(
                Code.REJECTED,
                fields.get(0).where().field().map(where::withField).orElse(where),
                "the object does not fit the schema of its kind: " + text);
    }

    /** A refusal of the field, in the API server's words. */
    static Optional<Problem> invalid(ResourceKey key, String field, String why) {
        Location where = Location.object(key.toString()).withField(field);
        return Optional.of(Problem.of(
                Code.REJECTED, where, key.groupKind() + " \"" + key.name() + "\" is invalid: " + field + ": " + why));
    }

    static Problem rejected(Code code, ResourceKey key, String message) {
        return Problem.of(code, Location.object(key.toString()), message);
    }
}
