package io.gitops4j.render.kustomize.internal.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Location;
import io.gitops4j.render.kustomize.internal.resource.Behavior;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashTransformerTest {
    @Test
    void names_config_maps_as_kustomize_does() {
        assertThat(name("kind: ConfigMap\ndata: {a: '1', b: two}")).isEqualTo("any-5m9tg7g54f");
        assertThat(name("kind: ConfigMap")).isEqualTo("any-6ct58987ht");
        assertThat(name("kind: ConfigMap\ndata: {z: '1', a.b: '2', A: '3', _: '4'}"))
                .isEqualTo("any-48hc992dbh");
        assertThat(name("kind: ConfigMap\ndata: {html.txt: \"<a href=\\\"x\\\">&</a>\\ttab\\\\ \\r\\n\"}"))
                .isEqualTo("any-h89bg74289");
        assertThat(name("kind: ConfigMap\nbinaryData: {bin: //4A}\n"
                        + "data: {odd.txt: \"<&>\\u2028\\U0001F600\\uFFFD\"}"))
                .isEqualTo("any-d78dkch2kt");
    }

    @Test
    void names_secrets_as_kustomize_does() {
        assertThat(name("kind: Secret\ntype: Opaque\ndata: {password: czNjcjN0}"))
                .isEqualTo("any-25k92892fb");
        assertThat(name("kind: Secret\ntype: kubernetes.io/dockerconfigjson\n"
                        + "data: {.dockerconfigjson: PGEgaHJlZj0ieCI+JjwvYT4JdGFiXCANCg==}"))
                .isEqualTo("any-4bc9989bfg");
    }

    @Test
    void remembers_the_name_without_the_hash_and_leaves_what_wants_none() {
        Items items = SampleBuild.items("{apiVersion: v1, kind: ConfigMap, metadata: {name: any}}");
        HashTransformer transformer = HashTransformer.of(Location.file("kustomization.yaml"));
        transformer.transform(items);
        assertThat(items.get(0).id().name()).isEqualTo("any");
        items.set(0, items.get(0).generated(Behavior.CREATE, true));
        transformer.transform(items);
        assertThat(items.get(0).originalId().name()).isEqualTo("any");
        assertThat(items.get(0).id().name()).isEqualTo("any-6ct58987ht");
    }

    private static String name(String text) {
        Items items = SampleBuild.items("apiVersion: v1\nmetadata: {name: any}\n" + text);
        Item generated = items.get(0).generated(Behavior.CREATE, true);
        Items all = new Items(List.of(generated));
        HashTransformer.of(Location.nowhere()).transform(all);
        return all.get(0).id().name();
    }
}
