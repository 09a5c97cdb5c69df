package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.pattern.LabelSelector;
import io.gitops4j.core.pattern.LinearPattern;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.ResourceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a replacement changes, or leaves out ({@code api/types/selector.go}): each part of the id is a regular expression
 * for the whole of it. Immutable.
 */
final class ObjectSelector {
    /** The texts that one part of an id may have. */
    private static final class Part {
        private final String written;
        private final @Nullable LinearPattern pattern;

        Part(String written) {
            this.written = written;
            this.pattern = isLiteral(written) ? null : LinearPattern.compile(written, false);
        }

        private static boolean isLiteral(String text) {
            return text.chars()
                    .allMatch(c -> c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || c == '-'
                            || c == '_'
                            || c == '/');
        }

        boolean matches(String text) {
            return written.isEmpty() || (pattern == null ? written.equals(text) : pattern.matches(text));
        }

        /** The only text it may be; null where there may be others. */
        @Nullable
        String exact() {
            return written.isEmpty() || pattern != null ? null : written;
        }
    }

    private static final List<String> PARTS = List.of("group", "version", "kind", "name", "namespace");

    private final boolean anyId;
    private final Part group;
    private final Part version;
    private final Part kind;
    private final Part name;
    private final Part namespace;
    private final String labels;
    private final String annotations;
    private final LabelSelector byLabels;
    private final LabelSelector byAnnotations;

    private ObjectSelector(ObjectId id, String labels, String annotations) {
        this.anyId = id.isEmpty();
        this.group = new Part(id.kind().group());
        this.version = new Part(id.kind().version());
        this.kind = new Part(id.kind().kind());
        this.name = new Part(id.name());
        this.namespace = new Part(id.namespace());
        this.labels = labels;
        this.annotations = annotations;
        this.byLabels = LabelSelector.parse(labels);
        this.byAnnotations = LabelSelector.parse(annotations);
    }

    /** A selector, of which the problems are the settings'; null where it is wrong. */
    static @Nullable ObjectSelector read(Settings settings) {
        ObjectId id = ObjectId.read(settings);
        String labels = settings.text("labelSelector");
        String annotations = settings.text("annotationSelector");
        boolean right = true;
        for (String part : PARTS) {
            String text = settings.text(part);
            right &= isRight(settings, part, () -> LinearPattern.compile(text, false));
        }
        right &= isRight(settings, "labelSelector", () -> LabelSelector.parse(labels));
        right &= isRight(settings, "annotationSelector", () -> LabelSelector.parse(annotations));
        return right ? new ObjectSelector(id, labels, annotations) : null;
    }

    private static boolean isRight(Settings settings, String field, Runnable compile) {
        try {
            compile.run();
            return true;
        } catch (IllegalArgumentException e) {
            settings.wrong(field, "error creating target selector: " + field + ": " + e.getMessage());
            return false;
        }
    }

    /** Whether it says something of labels or annotations. */
    boolean asksLabels() {
        return !labels.isEmpty() || !annotations.isEmpty();
    }

    /** Whether the labels and annotations of {@code item} are meant. */
    boolean matchesLabels(Item item) {
        Node.Obj metadata = item.body().object("metadata");
        return (annotations.isEmpty() || byAnnotations.selects(metadata.object("annotations")))
                && (labels.isEmpty() || byLabels.selects(metadata.object("labels")));
    }

    /** Whether it says something of the id. */
    boolean asksId() {
        return !anyId;
    }

    /** Whether an id that {@code item} has or had is meant. */
    boolean matchesAnyId(Item item) {
        return matches(item.id()) || item.previousIds().stream().anyMatch(this::matches);
    }

    private boolean matches(ResourceId id) {
        return group.matches(id.gvk().group())
                && version.matches(id.gvk().version())
                && kind.matches(id.gvk().kind())
                && name.matches(id.name())
                && namespace.matches(id.namespace());
    }

    /** The only name that may be meant; null where there may be others. */
    @Nullable
    String exactName() {
        return name.exact();
    }

    /** The only kind that may be meant; null where there may be others. */
    @Nullable
    String exactKind() {
        return kind.exact();
    }
}
