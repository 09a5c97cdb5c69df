package io.gitops4j.core.text;

/**
 * How the scalars and merge keys of YAML are read: tools differ in what is a number, a boolean or a string, and in what a
 * merge key gives way to.
 */
public enum Dialect {
    /**
     * As kubectl and the Kubernetes libraries read a manifest: {@code sigs.k8s.io/yaml} 1.6 over {@code
     * go.yaml.in/yaml/v2} 2.4.2 ({@code resolve.go}). {@code on}, {@code yes} and {@code y} are true; {@code 0755} and
     * {@code 0o755} are 493; dates and base-60 numbers are strings. One difference: a number too large for a double,
     * such as the commit hash {@code 12e4567}, is an error here, where go-yaml keeps it as a string without a word.
     */
    KUBECTL {
        @Override
        Object resolve(String plain) {
            return KubectlScalars.resolve(plain);
        }

        @Override
        String timestamp(String text) {
            return text;
        }
    },

    /**
     * As Kustomize reads a resource and writes it out again: {@code kyaml} over {@code go.yaml.in/yaml/v3} 3.0.4, then
     * JSON ({@code api/resource/resource.go}, {@code AsYAML}). {@code on}, {@code yes} and {@code y} are strings, numbers
     * too large for a double too; a date becomes the text of its moment in RFC 3339; {@code 0o17} and {@code 017} are 15.
     * Keys that are no strings are errors, but at the root of a document. The keys written beside a merge key win
     * wherever it stands, and a map has one merge key at most. A value left out between brackets, as in {@code {a: }}, is
     * the empty string, not null. Kustomize takes no key twice: read with {@link Parser#strict()}.
     */
    KUSTOMIZE {
        @Override
        Object resolve(String plain) {
            return KustomizeScalars.resolve(plain);
        }

        @Override
        String timestamp(String text) {
            String moment = Timestamps.rfc3339(text);
            return moment == null ? text : moment;
        }
    };

    /**
     * Whether go-yaml quotes a string of this text so that it stays one: this dialect or one of YAML 1.1 would take it
     * for null, a boolean, a number or a date. Says nothing of the characters in it.
     */
    public boolean needsQuotes(String text) {
        return !isString(KubectlScalars.resolve(text))
                || !isString(resolve(text))
                || Timestamps.isTimestamp(text)
                || Base60.matches(text);
    }

    private static boolean isString(Object read) {
        return read instanceof String || read == KubectlScalars.OVERFLOW;
    }

    /**
     * What the plain scalar {@code plain} means: a String, Long, BigInteger (to 64 bits), Double, Boolean, {@link
     * KubectlScalars#NULL} or {@link KubectlScalars#OVERFLOW}.
     */
    abstract Object resolve(String plain);

    /** What a valid timestamp means where its tag is written out. */
    abstract String timestamp(String text);
}
