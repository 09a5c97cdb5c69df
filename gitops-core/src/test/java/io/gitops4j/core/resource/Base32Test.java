package io.gitops4j.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Base32Test {
    @Test
    void the_vectors_of_rfc_4648_in_lower_case_without_padding() {
        assertThat(new String[] {"", "f", "fo", "foo", "foob", "fooba", "foobar"})
                .extracting(text -> Base32.of(text.getBytes(StandardCharsets.US_ASCII)))
                .containsExactly("", "my", "mzxq", "mzxw6", "mzxw6yq", "mzxw6ytb", "mzxw6ytboi");
    }
}
