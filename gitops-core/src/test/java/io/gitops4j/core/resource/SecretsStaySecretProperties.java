package io.gitops4j.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Location;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SecretsStaySecretProperties {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    /** Long enough that no word of ours holds one by chance. */
    @Provide
    Arbitrary<Map<String, String>> values() {
        Arbitrary<String> keys =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(5);
        Arbitrary<String> secrets = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .ofMinLength(12)
                .ofMaxLength(40);
        return Arbitraries.maps(keys, secrets).ofMaxSize(5);
    }

    @Property(tries = 300)
    void no_value_of_a_secret_is_in_any_text(
            @ForAll("values") Map<String, String> data,
            @ForAll("values") Map<String, String> stringData,
            @ForAll boolean wronglyTyped) {
        Node.Obj secret = secret(data, stringData, wronglyTyped);
        Manifest manifest = Manifest.of(secret, Origins.at(Location.file("secret.yaml")));
        Scoped scoped = Scoping.of(Manifests::answer, "shop").resolve(List.of(manifest, manifest));

        List<String> texts = new ArrayList<>(List.of(
                secret.toString(),
                manifest.toString(),
                manifest.sensitive().toString(),
                new Live.Present(secret).toString(),
                scoped.resources().toString(),
                Printer.json(manifest.body(), manifest.mask())));
        scoped.resources().forEach(resource -> texts.add(resource + Printer.json(resource.body(), resource.mask())));
        texts.addAll(Manifests.texts(scoped.errors()));

        assertThat(scoped.errors()).hasSize(wronglyTyped ? 2 : 1);
        assertThat(texts).allSatisfy(text -> {
            data.values().forEach(value -> assertThat(text).doesNotContain(value));
            stringData.values().forEach(value -> assertThat(text).doesNotContain(value));
        });
    }

    @Property(tries = 100)
    void no_value_of_a_secret_in_a_list_is_in_any_text(@ForAll("values") Map<String, String> data) {
        Node.Obj list = Node.objectBuilder()
                .put("apiVersion", "v1")
                .put("kind", "SecretList")
                .put(
                        "items",
                        Node.array(
                                secret(data, data, false).without("apiVersion").without("kind")))
                .build();
        Manifest manifest = Manifest.of(list, Origins.at(Location.file("secrets.yaml")));
        Manifest opened = ListKinds.expand(List.of(manifest)).get(0);
        List<String> texts = List.of(
                manifest.toString(),
                Printer.json(manifest.body(), manifest.mask()),
                opened.toString(),
                Printer.json(opened.body(), opened.mask()));
        assertThat(texts)
                .allSatisfy(
                        text -> data.values().forEach(value -> assertThat(text).doesNotContain(value)));
    }

    private static Node.Obj secret(Map<String, String> data, Map<String, String> stringData, boolean wronglyTyped) {
        Node.Obj secret = Node.objectBuilder()
                .put("apiVersion", "v1")
                .put("kind", "Secret")
                .put("data", map(data))
                .put("stringData", wronglyTyped ? Node.of(String.join("", stringData.values())) : map(stringData))
                .build();
        return (Node.Obj) secret.with(Path.of("metadata", "name"), Node.of("credentials"))
                .with(
                        Path.of("metadata", "annotations", LAST_APPLIED),
                        Node.of("{\"data\":" + data.values() + stringData.values() + "}"));
    }

    private static Node.Obj map(Map<String, String> values) {
        ObjBuilder builder = Node.objectBuilder();
        values.forEach(builder::put);
        return builder.build();
    }
}
