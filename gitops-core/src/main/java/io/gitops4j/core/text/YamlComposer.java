package io.gitops4j.core.text;

import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the events of a YAML stream into documents: aliases resolved, scalars typed, merge keys applied. */
final class YamlComposer {
    private final Assembler assembler;
    private final YamlTags tags;
    private final Dialect dialect;
    private final TextLimits limits;
    private final Map<String, Shared> anchors = new HashMap<>();
    /** The anchors of the open containers. */
    private @Nullable Shared[] open = new @Nullable Shared[16];

    private int aliases;

    /** What an anchor names; known once its node has ended. */
    private static final class Shared {
        private @Nullable Node node;
        private int place;
        private int size;
        private int height;

        void set(Node node, int place, int size, int height) {
            this.node = node;
            this.place = place;
            this.size = size;
            this.height = height;
        }
    }

    YamlComposer(Assembler assembler, Dialect dialect) {
        this.assembler = assembler;
        this.dialect = dialect;
        this.tags = new YamlTags(dialect);
        this.limits = assembler.limits;
    }

    List<Document> compose(YamlEvents events) {
        List<Document> documents = new ArrayList<>();
        int number = 0;
        for (YamlEvents.Event event = events.next(); event != YamlEvents.Event.STREAM_END; event = events.next()) {
            switch (event) {
                case DOCUMENT_START -> {
                    anchors.clear();
                    assembler.begin(++number, events.index());
                }
                case DOCUMENT_END -> {
                    if (assembler.last != Node.nil()) {
                        Node root = assembler.last;
                        documents.add(new Document(assembler.source.file, number, root, assembler.finish()));
                    }
                }
                case ALIAS -> alias(events);
                case SCALAR -> scalar(events);
                case MAPPING_START -> open(true, events);
                case SEQUENCE_START -> open(false, events);
                default -> close();
            }
        }
        return documents;
    }

    private void open(boolean object, YamlEvents events) {
        if (assembler.awaitsKey()) {
            throw assembler.invalid(
                    events.index(), "a " + (object ? "map" : "sequence") + " cannot be a key in JSON; write a scalar");
        }
        assembler.open(object, events.index());
        if (assembler.depth() > open.length) {
            open = Arrays.copyOf(open, open.length * 2);
        }
        open[assembler.depth() - 1] = anchored(events);
    }

    /** A new meaning for the anchor of this event, which holds from here on, even inside the node. */
    private @Nullable Shared anchored(YamlEvents events) {
        String name = events.anchor();
        if (name == null) {
            return null;
        }
        Shared shared = new Shared();
        anchors.put(name, shared);
        return shared;
    }

    private void close() {
        assembler.close();
        share(open[assembler.depth()]);
    }

    private void share(@Nullable Shared shared) {
        if (shared != null) {
            shared.set(assembler.last, assembler.lastPlace, assembler.lastSize, assembler.lastHeight);
        }
    }

    private void alias(YamlEvents events) {
        String name = String.valueOf(events.anchor());
        Shared shared = anchors.get(name);
        name = Assembler.brief(name);
        if (shared == null) {
            throw assembler.invalid(
                    events.index(),
                    "undefined alias " + name + "; define &" + name
                            + " earlier in the same document (anchors end with it), or quote the text if it is none");
        }
        if (++aliases > limits.aliases()) {
            throw assembler.limit(events.index(), "more than " + limits.aliases() + " aliases");
        }
        Node node = shared.node;
        if (node == null) {
            throw assembler.invalid(events.index(), "the alias " + name + " is inside what it stands for");
        }
        if (assembler.awaitsKey()) {
            key(scalarOf(node), events.index());
        } else {
            assembler.shared(node, shared.place, shared.size, shared.height, events.index());
        }
    }

    private static @Nullable Object scalarOf(Node node) {
        if (node instanceof Node.Str text) {
            return text.value();
        }
        if (node instanceof Node.Num number) {
            return number.value();
        }
        return node instanceof Node.Bool truth ? (Object) truth.value() : null;
    }

    private void scalar(YamlEvents events) {
        String text = events.value();
        int index = events.index();
        if (text.length() > limits.scalar()) {
            throw assembler.limit(
                    index, "a scalar of " + text.length() + " characters, over the limit of " + limits.scalar());
        }
        if (!assembler.awaitsKey()) {
            value(text, events);
            share(anchored(events));
        } else if (text.equals("<<") && (events.plain() || YamlTags.MERGE.equals(events.tag()))) {
            assembler.mergeKey(index);
        } else {
            Object value = resolve(text, events);
            key(value, text, events);
            Shared shared = anchored(events);
            if (shared != null) {
                shared.set(finite(value, index), index, 1, 0);
            }
        }
    }

    private void value(String text, YamlEvents events) {
        Object value = resolve(text, events);
        if (dialect == Dialect.KUSTOMIZE) {
            value = rewritten(value, events);
        }
        if (value instanceof String string) {
            assembler.text(string, events.index());
        } else {
            assembler.scalar(finite(value, events.index()), events.index());
        }
    }

    /** What Kustomize reads once it has written the scalar and read it again. */
    private Object rewritten(Object value, YamlEvents events) {
        if (events.leftOut() && events.tag() == null) {
            return "";
        }
        return events.folded() && value instanceof String text ? FoldedTexts.rewritten(text, limits) : value;
    }

    private Object resolve(String text, YamlEvents events) {
        Object value = tags.resolve(events.tag(), events.plain(), text);
        if (value == null) {
            throw assembler.invalid(
                    events.index(), "the text does not fit its tag " + shortTag(events.tag()) + "; drop the tag");
        }
        return value;
    }

    private Node finite(Object value, int index) {
        Node node = YamlTags.node(value);
        if (node == null) {
            throw assembler.invalid(
                    index,
                    "the number is too large or not finite, which JSON cannot hold; quote the value if it is a text");
        }
        return node;
    }

    private void key(Object value, String text, YamlEvents events) {
        if (dialect != Dialect.KUSTOMIZE) {
            key(value == KubectlScalars.OVERFLOW ? text : value, events.index());
        } else if (assembler.depth() == 1) {
            key(value == KubectlScalars.NULL ? null : text, events.index());
        } else if (!YamlTags.isStringKey(events.tag(), events.plain(), text)) {
            throw assembler.invalid(events.index(), "the key is no string, which is no key in JSON; quote it");
        } else if (text.equals("<<")) {
            throw assembler.invalid(
                    events.index(), "a key << that is quoted is lost in Kustomize; merge without quotes, or rename it");
        } else {
            key(text, events.index());
        }
    }

    private void key(@Nullable Object value, int index) {
        String key = value == null ? null : YamlTags.key(value);
        if (key == null) {
            throw assembler.invalid(
                    index, "the key is null, a collection or a number over 63 bits, which is no key in JSON; quote it");
        }
        assembler.key(key, index);
    }

    private static String shortTag(@Nullable String tag) {
        return String.valueOf(tag).replace("tag:yaml.org,2002:", "!!");
    }
}
