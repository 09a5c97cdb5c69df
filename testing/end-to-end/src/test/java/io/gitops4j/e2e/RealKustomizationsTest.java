package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.application.Application;
import io.gitops4j.testing.RealRepository;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** On the embedded cluster, each on one of its own. */
class RealKustomizationsTest extends RealKustomizations {
    @Override
    World world() {
        return Host.create();
    }

    @Override
    Duration patience() {
        return Duration.ZERO;
    }

    @Test
    void there_are_as_many_as_were_ever_found() {
        assertThat(RealRepository.PODINFO.kustomizations()).hasSize(8);
        assertThat(RealRepository.ARGOCD_EXAMPLE_APPS.kustomizations()).hasSize(3);
        assertThat(RealRepository.FLUX2_KUSTOMIZE_HELM_EXAMPLE.kustomizations()).hasSize(5);
    }

    @Test
    void one_that_needs_kinds_which_nobody_has_defined_names_them() {
        try (Host host = Host.create()) {
            RealRepository.FLUX2_KUSTOMIZE_HELM_EXAMPLE.commitTo(host.git);
            Application configs = application(host, "infrastructure/configs");
            assertThatThrownBy(() -> host.plan(configs))
                    .isInstanceOfSatisfying(
                            GitOpsException.class,
                            refused -> assertThat(refused.code()).isEqualTo(Code.UNKNOWN_KIND))
                    .hasMessageContaining("ClusterIssuer");
        }
    }
}
