package io.gitops4j.core.ignore;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.pattern.LabelSelector;
import io.gitops4j.core.pattern.TextPattern;
import io.gitops4j.core.pattern.internal.SyntaxProblem;
import io.gitops4j.core.tree.Node;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which objects are meant: those that have all that is asked for. What is not asked for may be anything. Immutable; equal
 * where it is written alike.
 */
public final class ObjectSelector {
    private static final ObjectSelector ALL = builder().build();

    private final @Nullable TextPattern group;
    private final @Nullable TextPattern version;
    private final @Nullable TextPattern kind;
    private final @Nullable TextPattern namespace;
    private final @Nullable TextPattern name;
    private final @Nullable LabelSelector labels;
    private final @Nullable LabelSelector annotations;

    private ObjectSelector(Builder from) {
        this.group = from.group;
        this.version = from.version;
        this.kind = from.kind;
        this.namespace = from.namespace;
        this.name = from.name;
        this.labels = from.labels;
        this.annotations = from.annotations;
    }

    /** A selector of all objects. */
    public static ObjectSelector all() {
        return ALL;
    }

    /** A builder that asks for nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Whether {@code object} is meant: by its {@code apiVersion}, {@code kind} and {@code metadata}. What is missing there, or
     * is no text, is the empty text.
     */
    public boolean selects(Node.Obj object) {
        return selectsKind(text(object, "kind"))
                && selectsApiVersion(object)
                && selectsMetadata(object.get("metadata") instanceof Node.Obj metadata ? metadata : Node.object());
    }

    private boolean selectsKind(String text) {
        return kind == null || kind.matches(text);
    }

    private boolean selectsApiVersion(Node.Obj object) {
        if (group == null && version == null) {
            return true;
        }
        String apiVersion = text(object, "apiVersion");
        int slash = apiVersion.indexOf('/');
        return (group == null || group.matches(slash < 0 ? "" : apiVersion.substring(0, slash)))
                && (version == null || version.matches(apiVersion.substring(slash + 1)));
    }

    private boolean selectsMetadata(Node.Obj metadata) {
        return (name == null || name.matches(text(metadata, "name")))
                && (namespace == null || namespace.matches(text(metadata, "namespace")))
                && (labels == null || labels.selects(metadata.object("labels")))
                && (annotations == null || annotations.selects(metadata.object("annotations")));
    }

    private static String text(Node.Obj object, String key) {
        return object.get(key) instanceof Node.Str text ? text.value() : "";
    }

    /** The only kind that is meant, or null where there are more. */
    @Nullable
    String onlyKind() {
        return kind == null ? null : kind.exact();
    }

    /** The API group; the empty text is the core group. */
    public Optional<TextPattern> group() {
        return Optional.ofNullable(group);
    }

    /** The version of the API group. */
    public Optional<TextPattern> version() {
        return Optional.ofNullable(version);
    }

    /** The kind. */
    public Optional<TextPattern> kind() {
        return Optional.ofNullable(kind);
    }

    /** The namespace; the empty text is that of cluster-scoped objects. */
    public Optional<TextPattern> namespace() {
        return Optional.ofNullable(namespace);
    }

    /** The name. */
    public Optional<TextPattern> name() {
        return Optional.ofNullable(name);
    }

    /** The labels, as a selector of Kubernetes. */
    public Optional<String> labels() {
        return Optional.ofNullable(labels).map(LabelSelector::toString);
    }

    /** The annotations, as a selector of Kubernetes. */
    public Optional<String> annotations() {
        return Optional.ofNullable(annotations).map(LabelSelector::toString);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectSelector that
                && Objects.equals(group, that.group)
                && Objects.equals(version, that.version)
                && Objects.equals(kind, that.kind)
                && Objects.equals(namespace, that.namespace)
                && Objects.equals(name, that.name)
                && labels().equals(that.labels())
                && annotations().equals(that.annotations());
    }

    @Override
    public int hashCode() {
        return Objects.hash(group, version, kind, namespace, name, labels(), annotations());
    }

    /** What is asked for, such as {@code kind=Deployment, name=web-*}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        append(out, "group", group);
        append(out, "version", version);
        append(out, "kind", kind);
        append(out, "namespace", namespace);
        append(out, "name", name);
        append(out, "labels", labels);
        append(out, "annotations", annotations);
        return out.length() == 0 ? "all objects" : out.toString();
    }

    private static void append(StringBuilder out, String name, @Nullable Object value) {
        if (value != null) {
            out.append(out.length() == 0 ? "" : ", ").append(name).append('=').append(value);
        }
    }

    /** Builds an {@link ObjectSelector}. For one thread. */
    public static final class Builder {
        private @Nullable TextPattern group;
        private @Nullable TextPattern version;
        private @Nullable TextPattern kind;
        private @Nullable TextPattern namespace;
        private @Nullable TextPattern name;
        private @Nullable LabelSelector labels;
        private @Nullable LabelSelector annotations;

        private Builder() {}

        /** The API group; the empty text is the core group. */
        public Builder group(TextPattern group) {
            this.group = Objects.requireNonNull(group);
            return this;
        }

        /** The version of the API group, such as {@code v1}. */
        public Builder version(TextPattern version) {
            this.version = Objects.requireNonNull(version);
            return this;
        }

        /** The kind. */
        public Builder kind(TextPattern kind) {
            this.kind = Objects.requireNonNull(kind);
            return this;
        }

        /** The kind of that name. */
        public Builder kind(String kind) {
            return kind(TextPattern.exactly(kind));
        }

        /** The namespace; the empty text is that of cluster-scoped objects. */
        public Builder namespace(TextPattern namespace) {
            this.namespace = Objects.requireNonNull(namespace);
            return this;
        }

        /** The name. */
        public Builder name(TextPattern name) {
            this.name = Objects.requireNonNull(name);
            return this;
        }

        /**
         * The labels, such as {@code app in (web, api), !canary}.
         *
         * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is no selector of Kubernetes
         */
        public Builder labels(String selector) {
            this.labels = read("label", selector);
            return this;
        }

        /**
         * The annotations, in the same syntax.
         *
         * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is no selector of Kubernetes
         */
        public Builder annotations(String selector) {
            this.annotations = read("annotation", selector);
            return this;
        }

        private static LabelSelector read(String what, String selector) {
            try {
                return LabelSelector.parse(selector);
            } catch (SyntaxProblem e) {
                throw new GitOpsException(Problem.of(
                        Code.INVALID_CONFIGURATION,
                        Location.nowhere(),
                        what + " selector \"" + selector + "\", " + e.text()));
            }
        }

        /** The selector. */
        public ObjectSelector build() {
            return new ObjectSelector(this);
        }
    }
}
