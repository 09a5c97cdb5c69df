package io.gitops4j.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OtherKindsTest {
    private static final String CLAIM = """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: data, annotations: {%s}}
            spec: {storageClassName: fast}
            status: {phase: %s}
            """;
    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.example.com}
            status: {conditions: [%s]}
            """;
    private static final String AUTOSCALER = """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: web}
            status: {conditions: [%s]}
            """;

    @Test
    void a_claim_that_waits_for_its_first_consumer_is_not_waited_for() {
        assertThat(Assessed.text(CLAIM.formatted("", "Pending")))
                .isEqualTo(
                        "PROGRESSING/PASS_THROUGH WaitForFirstConsumer: the claim is bound when the first pod uses it");
        assertThat(Assessed.text(CLAIM.formatted("volume.kubernetes.io/storage-provisioner: csi.example", "Pending")))
                .isEqualTo("PROGRESSING/WAIT Pending: the claim is not bound yet");
        assertThat(Assessed.text(CLAIM.formatted("", "")))
                .isEqualTo("PROGRESSING/WAIT Pending: the claim is not bound yet");
        assertThat(Assessed.text(CLAIM.formatted("", "Bound"))).isEqualTo("HEALTHY/DONE Bound");
        assertThat(Assessed.text(CLAIM.formatted("", "Lost")))
                .isEqualTo("DEGRADED/FAIL Lost: the volume of the claim is lost");
    }

    @Test
    void a_load_balancer_needs_an_address_and_other_services_do_not() {
        String service = """
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {type: %s}
                status: {loadBalancer: {ingress: [%s]}}
                """;
        assertThat(Assessed.text(service.formatted("ClusterIP", ""))).isEqualTo("HEALTHY/DONE");
        assertThat(Assessed.text(service.formatted("LoadBalancer", "")))
                .isEqualTo("PROGRESSING/WAIT NoAddress: the load balancer has no address yet");
        assertThat(Assessed.text(service.formatted("LoadBalancer", "{ip: 10.0.0.1}")))
                .isEqualTo("HEALTHY/DONE");
    }

    @Test
    void an_ingress_without_an_address_is_shown_and_not_waited_for() {
        assertThat(Assessed.text("""
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: web}
                """))
                .isEqualTo("PROGRESSING/PASS_THROUGH NoAddress: no controller has published an address");
    }

    @Test
    void a_definition_must_have_its_names_accepted_and_be_established() {
        assertThat(Assessed.text(DEFINITION.formatted("")))
                .isEqualTo("PROGRESSING/WAIT NotEstablished: the cluster does not serve the kind yet");
        assertThat(Assessed.text(DEFINITION.formatted("{type: NamesAccepted, status: \"False\", reason: PluralConflict,"
                        + " message: taken}, {type: Established, status: \"False\", reason: NotAccepted}")))
                .isEqualTo("DEGRADED/FAIL PluralConflict: taken");
        assertThat(Assessed.text(DEFINITION.formatted("{type: NamesAccepted, status: \"True\"},"
                        + " {type: Established, status: \"False\", reason: Installing}")))
                .isEqualTo("PROGRESSING/WAIT NotEstablished: the cluster does not serve the kind yet");
        assertThat(Assessed.text(DEFINITION.formatted("{type: Established, status: \"True\"}")))
                .isEqualTo("HEALTHY/DONE Established");
        assertThat(Assessed.text(DEFINITION.formatted("{type: Established, status: \"True\"},"
                        + " {type: NonStructuralSchema, status: \"True\", reason: Violations, message: no type}")))
                .isEqualTo("DEGRADED/PASS_THROUGH Violations: no type");
        assertThat(Assessed.text(DEFINITION.formatted("{type: Terminating, status: \"True\"}")))
                .isEqualTo("TERMINATING/WAIT Terminating: the definition and its objects are being deleted");
    }

    @Test
    void an_api_service_must_be_available() {
        String service = """
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1.example.com}
                status: {conditions: [%s]}
                """;
        assertThat(Assessed.text(service.formatted("")))
                .isEqualTo("PROGRESSING/WAIT NotObserved: nobody has asked the service yet");
        assertThat(Assessed.text(service.formatted("{type: Available, status: \"False\", reason: MissingEndpoints}")))
                .isEqualTo("PROGRESSING/WAIT MissingEndpoints");
        assertThat(Assessed.text(service.formatted("{type: Available, status: \"True\", reason: Passed}")))
                .isEqualTo("HEALTHY/DONE Passed");
    }

    @Test
    void an_autoscaler_without_metrics_is_degraded_and_worth_waiting_for() {
        assertThat(Assessed.text(
                        AUTOSCALER.formatted("{type: AbleToScale, status: \"True\", reason: SucceededGetScale},"
                                + " {type: ScalingActive, status: \"False\", reason:"
                                + " FailedGetResourceMetric, message: no metrics}")))
                .isEqualTo("DEGRADED/WAIT FailedGetResourceMetric: no metrics");
        assertThat(Assessed.text(AUTOSCALER.formatted("")))
                .isEqualTo("PROGRESSING/WAIT NotAbleToScale: the autoscaler is not able to scale yet");
        assertThat(Assessed.text(AUTOSCALER.formatted("{type: AbleToScale, status: \"True\", reason: ReadyForNewScale},"
                        + " {type: ScalingActive, status: \"False\", reason: ScalingDisabled}")))
                .isEqualTo("HEALTHY/DONE ReadyForNewScale");
    }

    @Test
    void an_autoscaler_of_version_1_has_its_conditions_in_an_annotation() {
        String autoscaler = """
                apiVersion: autoscaling/v1
                kind: HorizontalPodAutoscaler
                metadata:
                  name: web
                  annotations:
                    autoscaling.alpha.kubernetes.io/conditions: '%s'
                """;
        assertThat(Assessed.text(
                        autoscaler.formatted("[{\"type\":\"AbleToScale\",\"status\":\"True\",\"reason\":\"Ok\"}]")))
                .isEqualTo("HEALTHY/DONE Ok");
        assertThat(Assessed.text(autoscaler.formatted("[{")))
                .isEqualTo("PROGRESSING/WAIT NotAbleToScale: the autoscaler is not able to scale yet");
    }

    @Test
    void a_namespace_that_goes_away_is_terminating() {
        String namespace = """
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop}
                status: {phase: %s}
                """;
        assertThat(Assessed.text(namespace.formatted("Active"))).isEqualTo("HEALTHY/DONE");
        assertThat(Assessed.text(namespace.formatted("Terminating")))
                .isEqualTo("TERMINATING/WAIT Terminating: the namespace is being deleted");
    }
}
