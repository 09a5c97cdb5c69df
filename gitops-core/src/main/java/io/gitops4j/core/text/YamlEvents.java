package io.gitops4j.core.text;

import org.jspecify.annotations.Nullable;

/**
 * The events of a YAML stream, pulled one at a time; the other methods tell of the event that {@link #next} gave last.
 */
interface YamlEvents {
    enum Event {
        STREAM_END,
        DOCUMENT_START,
        DOCUMENT_END,
        ALIAS,
        SCALAR,
        SEQUENCE_START,
        SEQUENCE_END,
        MAPPING_START,
        MAPPING_END
    }

    Event next();

    /** Where the event starts, as an index into the text. */
    int index();

    /** The anchor of a node or the name of an alias. */
    @Nullable
    String anchor();

    /** The tag of a node, handles resolved. */
    @Nullable
    String tag();

    /** The text of a scalar. */
    String value();

    /** Whether a scalar is plain, so that its type depends on its text. */
    boolean plain();

    /** Whether a scalar was left out between brackets, as in <code>{a: }</code> or {@code {a}}. */
    boolean leftOut();

    /** Whether a scalar is a folded block. */
    boolean folded();
}
