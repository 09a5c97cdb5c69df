package io.gitops4j.core.text;

/** The tokens of YAML 1.1, chapter 4, as libyaml cuts them. */
enum Token {
    STREAM_END,
    VERSION,
    TAG_DIRECTIVE,
    DOCUMENT_START,
    DOCUMENT_END,
    BLOCK_SEQUENCE_START,
    BLOCK_MAPPING_START,
    BLOCK_END,
    FLOW_SEQUENCE_START,
    FLOW_SEQUENCE_END,
    FLOW_MAPPING_START,
    FLOW_MAPPING_END,
    BLOCK_ENTRY,
    FLOW_ENTRY,
    KEY,
    VALUE,
    ALIAS,
    ANCHOR,
    TAG,
    PLAIN,
    /** In quotes, or a literal block. */
    QUOTED,
    /** A folded block. */
    FOLDED
}
