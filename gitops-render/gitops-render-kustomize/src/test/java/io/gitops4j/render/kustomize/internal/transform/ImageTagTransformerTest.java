package io.gitops4j.render.kustomize.internal.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTagTransformerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nginx                         | {name: nginx, newTag: v2}                | nginx:v2",
                "nginx:1@sha256:abc            | {name: nginx, newTag: v2}                | nginx:v2",
                "nginx:1                       | {name: nginx, digest: 'sha256:abc'}      | nginx@sha256:abc",
                "nginx:1                       | {name: nginx, newTag: v2, digest: 'a:b'} | nginx:v2@a:b",
                "nginx:1@sha256:abc            | {name: nginx, newName: my/nginx}         | my/nginx:1@sha256:abc",
                "localhost:5000/nginx          | {name: 'localhost:5000/nginx', newTag: x} | localhost:5000/nginx:x",
                "nginx:{TAG}                   | {name: nginx, newTag: v2}                | nginx:v2",
                "nginx@multihash+base58:abc    | {name: nginx, newTag: v2}                | nginx:v2",
                // not this image
                "nginx-proxy:1                 | {name: nginx, newTag: v2}                | nginx-proxy:1",
                "library/nginx:1               | {name: nginx, newTag: v2}                | library/nginx:1",
                "nginx:bad tag                 | {name: nginx, newTag: v2}                | nginx:bad tag",
                // the name is a regular expression, and one that is none matches nothing
                "registryXexample.com/app:1    | {name: registry.example.com/app, newTag: v2} | registryXexample.com/app:v2",
                "nginx:1                       | {name: '[mn]ginx', newTag: v2}           | nginx:v2",
                "nginx:1                       | {name: '[', newTag: v2}                  | nginx:1",
            })
    void changes_an_image(String before, String entry, String after) {
        String object = OBJECT.formatted("spec:\n  pod:\n    containers:\n    - image: \"" + before + "\"\n");
        assertThat(images(entry, object)).endsWith("image: " + quoted(after) + "\n");
    }

    private static final String OBJECT = """
            apiVersion: example.com/v1
            kind: Sample
            metadata:
              name: sample
            %s""";

    private static String quoted(String image) {
        return image.contains("{") ? "\"" + image + "\"" : image;
    }

    @Test
    void adds_a_suffix_twice_where_a_list_of_containers_is_a_configured_field_too() {
        assertThat(images("{name: nginx, tagSuffix: -alpine}", OBJECT.formatted("""
                                spec:
                                  containers:
                                  - image: nginx:1
                                  ephemeralContainers:
                                  - image: nginx:1
                                  pod:
                                    containers:
                                    - image: nginx:1@sha256:abc
                                """)))
                .endsWith("""
                        spec:
                          containers:
                          - image: nginx:1-alpine-alpine
                          ephemeralContainers:
                          - image: nginx:1
                          pod:
                            containers:
                            - image: nginx:1-alpine
                        """);
    }

    @Test
    void changes_entries_one_after_another() {
        assertThat(images(
                        "{name: a, newName: b}, {name: b, newTag: v2}, {name: b, newName: c}",
                        OBJECT.formatted("spec:\n  initContainers:\n  - image: a:1\n")))
                .endsWith("image: c:v2\n");
    }

    @Test
    void leaves_definitions_alone_and_makes_nothing() {
        String definition = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata:
                  name: pods.example.com
                spec:
                  containers:
                  - image: nginx:1
                """;
        assertThat(images("{name: nginx, newTag: v2}", definition)).isEqualTo(definition);
        String empty = OBJECT.formatted("spec:\n  containers:\n  - name: bare\n");
        assertThat(images("{name: nginx, newTag: v2}", empty)).isEqualTo(empty);
    }

    @Test
    void refuses_containers_that_are_none() {
        assertThatThrownBy(() -> images("{name: a, newTag: b}", OBJECT.formatted("spec:\n  containers: [a]\n")))
                .hasMessageContaining("wrong node kind: expected MappingNode but got ScalarNode");
        assertThatThrownBy(() ->
                        images("{name: a, newTag: b}", OBJECT.formatted("spec:\n  containers: [{image: {a: b}}]\n")))
                .hasMessageContaining("wrong node kind: expected ScalarNode but got MappingNode");
    }

    @Test
    void names_the_entry_that_changed_an_image() {
        Item item = new SampleBuild(Map.of())
                .run("""
                        images:
                        - name: busybox
                          newTag: v1
                        - name: nginx
                          newTag: v2
                        """, OBJECT.formatted("spec:\n  containers:\n  - image: nginx\n"))
                .get(0);
        Path image = Path.of("spec", "containers").index(0).key("image");
        assertThat(item.origins().at(image)).hasToString("kustomization.yaml:4:3, images[1] (ImageTagTransformer)");
    }

    private static String images(String entries, String object) {
        return SampleBuild.yaml(new SampleBuild(Map.of()).run("images: [" + entries + "]", object));
    }
}
