package io.gitops4j.core.text;

/**
 * What a text may cost at most; past it the parser gives up with the code {@code limit}. The defaults are several times
 * what real manifests need: etcd refuses an object over 1.5 MiB, and the deepest definitions nest about 60 levels.
 *
 * @param bytes the size of a file (16 MiB)
 * @param depth how many containers may be open in one another, aliases followed (200)
 * @param nodes values in a file, an alias counting as all that it stands for (2,000,000)
 * @param aliases aliases in a file (10,000)
 * @param scalar the length of one scalar, in UTF-16 units (4 Mi)
 * @param documents documents in a file, empty ones too (100,000)
 */
public record TextLimits(int bytes, int depth, int nodes, int aliases, int scalar, int documents) {
    private static final TextLimits DEFAULTS = new TextLimits(16 << 20, 200, 2_000_000, 10_000, 4 << 20, 100_000);

    /** Refuses a limit below one, and a depth over 1,000, which Java's stack would not bear. */
    public TextLimits {
        if (bytes < 1 || depth < 1 || nodes < 1 || aliases < 0 || scalar < 1 || documents < 1) {
            throw new IllegalArgumentException("every limit must be at least 1, aliases at least 0");
        }
        if (depth > 1_000) {
            throw new IllegalArgumentException("a depth of " + depth + " is over 1000, which the stack may not bear");
        }
    }

    /** The defaults. */
    public static TextLimits defaults() {
        return DEFAULTS;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Changes some of the defaults. For one thread. */
    public static final class Builder {
        private int bytes = DEFAULTS.bytes;
        private int depth = DEFAULTS.depth;
        private int nodes = DEFAULTS.nodes;
        private int aliases = DEFAULTS.aliases;
        private int scalar = DEFAULTS.scalar;
        private int documents = DEFAULTS.documents;

        private Builder() {}

        /** The size of a file. */
        public Builder bytes(int bytes) {
            this.bytes = bytes;
            return this;
        }

        /** How many containers may be open in one another, at most 1,000. */
        public Builder depth(int depth) {
            this.depth = depth;
            return this;
        }

        /** Values in a file, an alias counting as all that it stands for. */
        public Builder nodes(int nodes) {
            this.nodes = nodes;
            return this;
        }

        /** Aliases in a file; 0 refuses the first. */
        public Builder aliases(int aliases) {
            this.aliases = aliases;
            return this;
        }

        /** The length of one scalar, in UTF-16 units. */
        public Builder scalar(int scalar) {
            this.scalar = scalar;
            return this;
        }

        /** Documents in a file, empty ones too. */
        public Builder documents(int documents) {
            this.documents = documents;
            return this;
        }

        /** The limits. */
        public TextLimits build() {
            return new TextLimits(bytes, depth, nodes, aliases, scalar, documents);
        }
    }
}
