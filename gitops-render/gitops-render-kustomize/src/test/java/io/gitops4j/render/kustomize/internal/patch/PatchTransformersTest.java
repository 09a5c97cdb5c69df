package io.gitops4j.render.kustomize.internal.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.merge.OpenApiChoice;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ObjectReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatchTransformersTest {
    private static final String OBJECTS = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, labels: {app: web}}
            spec: {replicas: 1}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: worker, namespace: jobs, annotations: {tier: back}}
            spec: {replicas: 2}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: keys}
            data: {old: b2xk}
            """;

    private final OpenApiChoice types = new OpenApiChoice();
    private final ObjectReader reader = new ObjectReader(TextLimits.defaults());

    private Items patched(String objects, Map<String, String> files, String kustomization) {
        Items items = new Items(reader.read("objects.yaml", objects.getBytes(StandardCharsets.UTF_8)).stream()
                .map(read -> read.item(types))
                .toList());
        TransformerFields.of(kustomization, new PatchContext(reader, new Memory(files), types))
                .forEach(transformer -> transformer.transform(items));
        return items;
    }

    private Items patched(String kustomization) {
        return patched(OBJECTS, Map.of(), kustomization);
    }

    private void refuses(String kustomization, String message) {
        assertThatThrownBy(() -> patched(kustomization))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        failure -> assertThat(failure.problem().text()).isEqualTo(message));
    }

    private record Memory(Map<String, String> files) implements Files {
        @Override
        public byte[] read(String path, Location where) {
            String content = files.get(path);
            if (content == null) {
                throw new GitOpsException(Problem.of(Code.SOURCE_NOT_FOUND, where, "'/" + path + "' doesn't exist"));
            }
            return content.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String name(String path) {
            return path;
        }
    }

    private static Node replicas(Items items, int position) {
        return items.get(position).body().at("spec", "replicas").orElse(Node.nil());
    }

    @Test
    void a_patch_names_its_object() {
        Items items = patched("""
                patches:
                - patch: |
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: worker, namespace: jobs}
                    spec: {replicas: 7}
                """);
        assertThat(List.of(replicas(items, 0), replicas(items, 1))).containsExactly(Node.of(1), Node.of(7));
        assertThat(items.get(1).origins().at(Path.of("spec", "replicas")))
                .hasToString("kustomization.yaml:6, patches[0].patch (PatchTransformer)");
    }

    @Test
    void a_target_chooses_by_expressions_and_labels() {
        String patch = "  patch: \"[{op: replace, path: /spec/replicas, value: 9}]\"\n";
        assertThat(replicas(patched("patches:\n- target: {kind: Dep.*, name: w.*}\n" + patch), 1))
                .isEqualTo(Node.of(9));
        assertThat(replicas(patched("patches:\n- target: {name: w}\n" + patch), 1))
                .isEqualTo(Node.of(2));
        assertThat(replicas(patched("patches:\n- target: {namespace: jobs}\n" + patch), 1))
                .isEqualTo(Node.of(9));
        assertThat(replicas(patched("patches:\n- target: {namespace: default, group: apps}\n" + patch), 0))
                .isEqualTo(Node.of(9));
        Items labelled = patched("patches:\n- target: {labelSelector: app=web}\n" + patch);
        assertThat(List.of(replicas(labelled, 0), replicas(labelled, 1))).containsExactly(Node.of(9), Node.of(2));
        Items annotated = patched("patches:\n- target: {annotationSelector: tier}\n" + patch);
        assertThat(List.of(replicas(annotated, 0), replicas(annotated, 1))).containsExactly(Node.of(1), Node.of(9));
    }

    @Test
    void names_and_kinds_change_where_they_may() {
        String patch = """
                  patch: |
                    apiVersion: apps/v1
                    kind: StatefulSet
                    metadata: {name: other}
                """;
        Items kept = patched("patches:\n- target: {name: web}\n" + patch);
        assertThat(kept.get(0).id()).hasToString("Deployment.v1.apps/web.[noNs]");
        Items changed = patched(
                "patches:\n- target: {name: web}\n  options: {allowNameChange: true, allowKindChange: true}\n" + patch);
        assertThat(changed.get(0).id()).hasToString("StatefulSet.v1.apps/other.[noNs]");
        assertThat(changed.get(0).originalId()).hasToString("Deployment.v1.apps/web.default");
    }

    @Test
    void a_patch_finds_an_object_by_a_name_that_it_had() {
        Items items = patched("""
                patches:
                - target: {name: web}
                  options: {allowNameChange: true}
                  patch: |
                    {apiVersion: apps/v1, kind: Deployment, metadata: {name: other}}
                - patch: |
                    {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 5}}
                """);
        assertThat(items.get(0).id().name()).isEqualTo("other");
        assertThat(replicas(items, 0)).isEqualTo(Node.of(5));
    }

    @Test
    void objects_are_deleted() {
        Items items = patched("""
                patches:
                - patch: |
                    $patch: delete
                    {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}
                """.replace("$patch: delete\n    {", "{$patch: delete, "));
        assertThat(items.list()).extracting(item -> item.id().name()).containsExactly("worker", "keys");
        Items none = patched("patches:\n- target: {}\n  patch: '{$patch: delete, kind: Any, metadata: {name: any}}'\n");
        assertThat(none.size()).isZero();
    }

    @Test
    void patches_come_from_files() {
        Items items = patched(
                OBJECTS,
                Map.of(
                        "merge.yaml",
                                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 3}}",
                        "json.json", "- {op: add, path: /metadata/annotations/a, value: 1}"),
                """
                patchesStrategicMerge: [merge.yaml]
                patchesJson6902: [{target: {name: worker}, path: json.json}]
                """);
        assertThat(replicas(items, 0)).isEqualTo(Node.of(3));
        assertThat(items.get(0)
                        .origins()
                        .at(Path.of("spec", "replicas"))
                        .location()
                        .file())
                .contains("merge.yaml");
        assertThat(items.get(1).body().text("metadata", "annotations", "a")).contains("1");
        assertThat(items.get(1)
                        .origins()
                        .at(Path.of("metadata", "annotations", "a"))
                        .location())
                .hasToString("json.json:1:51, [0].value");
    }

    @Test
    void the_first_annotation_can_be_added_by_a_json_patch() {
        Items items = patched("""
                patches:
                - target: {name: web}
                  patch: |
                    - {op: add, path: /metadata/annotations/a, value: b}
                """);
        assertThat(items.get(0).body().text("metadata", "annotations", "a")).contains("b");
        refuses(
                "patchesJson6902:\n- target: {name: web}\n  patch: |\n    - {op: add, path: /metadata/annotations/a, value: b}\n",
                "kustomization.yaml:2:3, Deployment web, patchesJson6902[0]: add operation does not apply: doc is missing path:"
                        + " \"/metadata/annotations/a\": missing value");
    }

    @Test
    void what_a_patch_puts_into_a_secret_is_secret() {
        Items items = patched("""
                patches:
                - patch: |
                    {apiVersion: v1, kind: Secret, metadata: {name: keys}, data: {new: bmV3}}
                - target: {kind: Secret}
                  patch: "[{op: add, path: /data/more, value: bW9yZQ==}]"
                - target: {kind: Secret}
                  options: {allowKindChange: true}
                  patch: "{kind: ConfigMap, metadata: {name: any}}"
                """);
        for (String key : List.of("old", "new", "more")) {
            assertThat(items.get(2).sensitive(Path.of("data", key))).as(key).isTrue();
        }
        assertThat(items.get(2).sensitive(Path.of("metadata", "name"))).isFalse();
    }

    @Test
    void quotes_of_what_was_there_stay() {
        Items items = patched(
                "{apiVersion: v1, kind: Foo, metadata: {name: a}, spec: {version: \"1.0\", plain: text}}",
                Map.of(),
                "patches:\n- patch: |\n    {apiVersion: v1, kind: Foo, metadata: {name: a}, spec: {version: 1.10, plain: 1.10}}\n");
        assertThat(items.get(0).body().get("spec"))
                .isEqualTo(Parser.strict()
                        .parseYaml("e", "{version: \"1.10\", plain: 1.1}")
                        .get(0)
                        .root());
    }

    @Test
    void what_is_wrong_is_told_with_its_place() {
        refuses(
                "patches: [{target: {}}]",
                "kustomization.yaml:1:11, patches[0]: must specify one of patch and path in an entry of patches");
        refuses(
                "patches: [{patch: x, path: z}]",
                "kustomization.yaml:1:11, patches[0]: patch and path can't be set at the same time; remove one of them");
        refuses(
                "patches: [{path: none.yaml}]",
                "kustomization.yaml:1:12, patches[0].path: failed to get the patch file from path(none.yaml): '/none.yaml'"
                        + " doesn't exist");
        refuses(
                "patches: [{patch: text}]",
                "kustomization.yaml:1:19, patches[0].patch: unable to parse SM or JSON patch from [patch]: missing Resource"
                        + " metadata: this is no Kubernetes object");
        refuses(
                "patches: [{patch: '[{op: remove, path: /a}]'}]",
                "kustomization.yaml:1:19, patches[0].patch: must specify a target for JSON patch [patch]");
        refuses(
                "patches: [{target: {name: '('}, patch: x}]",
                "kustomization.yaml:1:21, patches[0].target.name: the name of a target is a regular expression: this group"
                        + " is not closed; write \\( for the character");
        refuses(
                "patches: [{patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: wev}}'}]",
                "kustomization.yaml:1:19, patches[0].patch: no resource matches strategic merge patch"
                        + " \"Deployment.v1.apps/wev.[noNs]\": no matches for Id Deployment.v1.apps/wev.[noNs]; failed to find"
                        + " unique target for patch Deployment.v1.apps/wev.[noNs]; did you mean \"web\"?");
        refuses(
                "patches: [{patsh: x, patch: '{kind: A, metadata: {name: a}}'}]",
                "kustomization.yaml:1:12, patches[0].patsh: unknown field \"patsh\"; did you mean \"patch\"?");
        refuses(
                "patchesStrategicMerge: ['# nothing']",
                "kustomization.yaml:1:1, patchesStrategicMerge: patch appears to be empty: write at least one object to patch");
        refuses(
                "patchesJson6902: [{patch: x}]",
                "kustomization.yaml:1:19, patchesJson6902[0]: must specify the target name");
    }

    @Test
    void two_objects_may_not_come_to_have_one_id() {
        refuses(
                """
                patches:
                - target: {kind: Deployment}
                  options: {allowNameChange: true}
                  patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}}"
                - target: {kind: Deployment}
                  patch: "[{op: replace, path: /metadata/namespace, value: x}]"
                - target: {kind: Deployment}
                  options: {allowNameChange: true}
                  patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: b}}"
                """,
                "objects.yaml:6:1, Deployment x/b: may not add resource with an already registered id:"
                        + " Deployment.v1.apps/b.x; it comes from objects.yaml:1:1 already");
    }
}
