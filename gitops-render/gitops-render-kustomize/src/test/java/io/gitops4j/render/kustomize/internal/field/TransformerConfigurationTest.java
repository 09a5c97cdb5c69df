package io.gitops4j.render.kustomize.internal.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Location;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.config.Settings.Placed;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformerConfigurationTest {
    private static final Location WHERE = Location.of("kustomization.yaml", 1, 1);
    private static final TransformerConfiguration DEFAULTS = TransformerConfiguration.defaults();

    @Test
    void knows_the_fields_of_kustomize() {
        assertThat(List.of(FieldUse.values()))
                .extracting(
                        use -> use.field() + " " + DEFAULTS.specs(use).list().size())
                .containsExactly(
                        "namePrefix 1",
                        "nameSuffix 1",
                        "namespace 3",
                        "commonLabels 32",
                        "labels 0",
                        "templateLabels 9",
                        "volumeClaimTemplateLabels 1",
                        "commonAnnotations 9",
                        "images 6",
                        "replicas 4",
                        "varReference 72");
        assertThat(DEFAULTS.specs(FieldUse.COMMON_LABELS).of(new Gvk("apps", "v1", "DaemonSet")))
                .extracting(FieldSpec::toString)
                .containsExactly(
                        "DaemonSet.[noVer].[noGrp]:true:spec/selector/matchLabels",
                        "DaemonSet.[noVer].[noGrp]:true:spec/template/metadata/labels",
                        "[noKind].[noVer].[noGrp]:true:metadata/labels");
    }

    @Test
    void knows_the_fields_that_hold_names_in_the_order_of_their_kinds() {
        assertThat(DEFAULTS.nameReferences())
                .extracting(reference ->
                        reference.target() + " " + reference.referrers().list().size())
                .containsExactly(
                        "StorageClass.v1.storage.k8s.io 3",
                        "ServiceAccount.v1.[noGrp] 9",
                        "Role.[noVer].rbac.authorization.k8s.io 1",
                        "ClusterRole.[noVer].rbac.authorization.k8s.io 2",
                        "ConfigMap.v1.[noGrp] 52",
                        "Secret.v1.[noGrp] 69",
                        "Service.v1.[noGrp] 8",
                        "PriorityClass.v1.scheduling.k8s.io 7",
                        "PersistentVolume.v1.[noGrp] 2",
                        "PersistentVolumeClaim.v1.[noGrp] 7",
                        "Deployment.[noVer].[noGrp] 1",
                        "StatefulSet.[noVer].[noGrp] 1",
                        "ValidatingAdmissionPolicy.[noVer].admissionregistration.k8s.io 1",
                        "IngressClass.v1.networking.k8s.io/v1 1",
                        "ReplicaSet.[noVer].[noGrp] 1",
                        "ReplicationController.[noVer].[noGrp] 1");
    }

    @Test
    void is_shared_where_nothing_is_added() {
        TransformerConfiguration one = TransformerConfiguration.empty().merge(DEFAULTS, WHERE);
        assertThat(one).isSameAs(DEFAULTS);
        assertThat(one.merge(DEFAULTS, WHERE)).isSameAs(DEFAULTS);
        assertThat(one.merge(TransformerConfiguration.empty(), WHERE)).isSameAs(DEFAULTS);
        TransformerConfiguration more = one.merge(read("images: [{path: spec/image}]"), WHERE);
        assertThat(more.merge(DEFAULTS, WHERE)).isSameAs(more);
        assertThat(more.specs(FieldUse.REPLICAS)).isSameAs(DEFAULTS.specs(FieldUse.REPLICAS));
    }

    @Test
    void adds_what_is_new_in_the_order_of_kinds() {
        TransformerConfiguration added = DEFAULTS.merge(read("""
                        replicas:
                        - path: spec/size
                          kind: Cluster
                        - path: spec/replicas
                          kind: Deployment
                          create: true
                        nameReference:
                        - kind: Secret
                          version: v1
                          fieldSpecs:
                          - path: spec/secret
                            kind: Cluster
                        """), WHERE);
        assertThat(added.specs(FieldUse.REPLICAS).list())
                .extracting(spec -> spec.kinds().kind())
                .containsExactly("Deployment", "StatefulSet", "Cluster", "ReplicaSet", "ReplicationController");
        assertThat(added.nameReferences()).hasSameSizeAs(DEFAULTS.nameReferences());
        assertThat(added.nameReferences().get(5).referrers().list()).hasSize(70);
    }

    @Test
    void takes_a_spec_for_all_kinds_for_nothing_new_after_one_for_a_kind() {
        // upstream merges its own specs again into what a base has, and those of a kind come before that of all
        TransformerConfiguration own =
                DEFAULTS.merge(read("commonLabels: [{path: metadata/labels, kind: Pod, create: true}]"), WHERE);
        assertThat(own.specs(FieldUse.COMMON_LABELS).list()).hasSize(33);
        TransformerConfiguration merged = TransformerConfiguration.empty().merge(own, WHERE);
        assertThat(merged.specs(FieldUse.COMMON_LABELS).list())
                .hasSize(32)
                .noneMatch(spec -> spec.kinds().equals(new Gvk("", "", "")));
    }

    @Test
    void names_the_use_in_which_specs_contradict() {
        assertThatThrownBy(() -> DEFAULTS.merge(read("commonAnnotations: [{path: metadata/annotations}]"), WHERE))
                .hasMessage(
                        "kustomization.yaml:1:1: failed to merge CommonAnnotations fieldSpec: conflicting fieldspecs: "
                                + "'metadata/annotations' of [noKind].[noVer].[noGrp] has create: false, and create: true "
                                + "elsewhere");
    }

    @Test
    void refuses_fields_that_there_is_no_use_for() {
        assertThatThrownBy(() -> read("namePrefx: []\nimages: [{pth: a}]\nnameReference: [{fieldSpecs: [{x: 1}]}]"))
                .hasMessageContaining("configuration.yaml:1:1, namePrefx: unknown field \"namePrefx\"; did you mean "
                        + "\"namePrefix\"?")
                .hasMessageContaining("unknown field \"pth\"; did you mean \"path\"?")
                .hasMessageContaining("unknown field \"x\"");
    }

    @Test
    void loads_the_files_of_a_kustomization() {
        Map<String, String> files = Map.of(
                "a.yaml", "images: [{path: spec/image}]",
                "empty.yaml", "# nothing\n",
                "bad.yaml", "[a]");
        Problems problems = Problems.none();
        TransformerConfiguration loaded =
                TransformerConfiguration.load(placed("a.yaml", "empty.yaml"), files(files), Parser.strict(), problems);
        problems.throwIfAny();
        assertThat(loaded.specs(FieldUse.IMAGES).list()).hasSize(7);
        assertThat(TransformerConfiguration.load(List.of(), files(files), Parser.strict(), problems))
                .isSameAs(DEFAULTS);
        TransformerConfiguration.load(placed("bad.yaml"), files(files), Parser.strict(), problems);
        assertThatThrownBy(problems::throwIfAny).hasMessage("bad.yaml:1:1: a configuration is a mapping of fields");
    }

    @Test
    void finds_fields_in_definitions() {
        String definitions = """
                github.com/example/v1.Bee:
                  Schema:
                    properties:
                      apiVersion: {type: string}
                      kind: {type: string}
                      metadata: {$ref: meta}
                      spec: {$ref: github.com/example/v1.BeeSpec}
                github.com/example/v1.BeeSpec:
                  Schema:
                    properties:
                      secretRef:
                        x-kubernetes-object-ref-api-version: v1
                        x-kubernetes-object-ref-kind: Secret
                      hiveRef:
                        x-kubernetes-object-ref-api-version: v1
                        x-kubernetes-object-ref-kind: Hive
                        x-kubernetes-object-ref-name-key: id
                      selector: {x-kubernetes-label-selector: ""}
                      notes: {x-kubernetes-annotation: ""}
                      title: {x-kubernetes-identity: ""}
                      inner: {$ref: github.com/example/v1.BeeSpec}
                """;
        Problems problems = Problems.none();
        TransformerConfiguration found =
                CrdFields.load(placed("crd.yaml"), files(Map.of("crd.yaml", definitions)), Parser.tolerant(), problems);
        problems.throwIfAny();
        assertThat(found.nameReferences())
                .extracting(reference -> reference.target() + " " + reference.referrers())
                .containsExactly(
                        "Secret.v1.[noGrp] [Bee.[noVer].[noGrp]:false:spec/secretRef/name]",
                        "Hive.v1.[noGrp] [Bee.[noVer].[noGrp]:false:spec/hiveRef/id]");
        assertThat(found.specs(FieldUse.COMMON_LABELS)).hasToString("[Bee.[noVer].[noGrp]:false:spec/selector]");
        assertThat(found.specs(FieldUse.COMMON_ANNOTATIONS)).hasToString("[Bee.[noVer].[noGrp]:false:spec/notes]");
        assertThat(found.specs(FieldUse.NAME_PREFIX)).hasToString("[Bee.[noVer].[noGrp]:false:spec/title]");
    }

    private static List<Placed<String>> placed(String... paths) {
        return List.of(paths).stream().map(path -> new Placed<>(path, WHERE)).toList();
    }

    private static Files files(Map<String, String> texts) {
        return new Files() {
            @Override
            public byte[] read(String path, Location where) {
                return texts.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public String name(String path) {
                return path;
            }
        };
    }

    private static TransformerConfiguration read(String text) {
        Document document =
                Parser.strict().parseYaml("configuration.yaml", text).get(0);
        Problems problems = Problems.none();
        TransformerConfiguration read =
                TransformerConfiguration.read(Settings.of(document, (Node.Obj) document.root(), problems));
        problems.throwIfAny();
        return read;
    }
}
