package io.gitops4j.core.text;

/** How plain scalars of YAML are read: tools differ in what is a number, a boolean or a string. */
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
    };

    /**
     * What the plain scalar {@code plain} means: a String, Long, BigInteger (to 64 bits), Double, Boolean, {@link
     * KubectlScalars#NULL} or {@link KubectlScalars#OVERFLOW}.
     */
    abstract Object resolve(String plain);
}
