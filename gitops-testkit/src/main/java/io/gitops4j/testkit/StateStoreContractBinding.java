package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The part of {@link StateStoreContract} on the installation and its key. */
abstract class StateStoreContractBinding {
    abstract StateStoreFixture fixture();

    @Test
    void gives_a_key_of_at_least_32_bytes() {
        byte[] key = fixture().store().bind("acme-platform");

        assertThat(key).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(new byte[key.length]);
    }

    @Test
    void gives_the_same_key_ever_after_whatever_the_caller_does_to_the_array() {
        byte[] key = fixture().store().bind("acme-platform");
        byte[] copy = key.clone();
        Arrays.fill(key, (byte) 0);

        assertThat(fixture().store().bind("acme-platform")).isEqualTo(copy);
        assertThat(fixture().reopened().bind("acme-platform")).isEqualTo(copy);
    }

    @Test
    void refuses_another_installation() {
        fixture().store().bind("acme-platform");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> fixture().store().bind("acme-test"))
                    .isInstanceOfSatisfying(
                            GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_CONFIGURATION))
                    .hasMessageContaining("acme-platform")
                    .hasMessageContaining("acme-test");
            fixture().reopened();
        }
    }

    @Test
    void closes_twice() {
        fixture().store().bind("acme-platform");

        fixture().store().close();
        fixture().store().close();
    }
}
