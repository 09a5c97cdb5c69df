package io.gitops4j.core.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.SourceRef;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ApplicationFormatTest {
    private static final String MINIMAL = """
        format: gitops4j/application@1
        name: shop
        source:
          address: https://git.example/acme/shop.git
        cluster: prod-eu
        """;

    private static Application read(String yaml) {
        return ApplicationFormat.read("shop.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuses(String yaml, String... messages) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOfSatisfying(
                        GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_CONFIGURATION))
                .hasMessage(String.join("\n", messages));
    }

    @Test
    void reads_what_a_person_must_write_and_takes_the_defaults_for_the_rest() {
        Application shop = read(MINIMAL);

        assertThat(shop)
                .isEqualTo(Application.named("shop")
                        .from(ApplicationSource.of(
                                SourceRef.of("git", "https://git.example/acme/shop.git", ""), RepoPath.root()))
                        .to("prod-eu")
                        .build());
        assertThat(shop.interval()).isEqualTo(Application.DEFAULT_INTERVAL);
        assertThat(shop.timeout()).isEqualTo(Application.DEFAULT_TIMEOUT);
    }

    @Test
    void writes_every_field_in_the_order_in_which_a_person_would() {
        String yaml = """
            format: gitops4j/application@1
            name: shop
            tenant: acme
            source:
              type: git
              address: https://git.example/acme/shop.git
              ref: main
              path: deploy/prod
              credential: deploy-key
              render:
                renderer: plain
                options:
                  exclude:
                    - values.yaml
                    - "*.tmpl"
                  limit: 10
            cluster: prod-eu
            namespace: acme-shop
            prune: true
            allowEmpty: true
            suspend: true
            adopt: always
            onDrift: alert
            interval: 1h30m
            timeout: 90s
            transformers:
              - labels
              - images
            """;

        // 90s is written as people write it, in the largest units
        assertThat(ApplicationFormat.write(read(yaml))).isEqualTo(yaml.replace("timeout: 90s", "timeout: 1m30s"));
    }

    @Test
    void writes_several_sources_as_a_list_with_names() {
        Application shop = Application.named(new ApplicationId("acme", "shop"))
                .from(ApplicationSource.of(SourceRef.of("git", "/srv/a.git", "v1.10"), RepoPath.root())
                        .named("base"))
                .from(ApplicationSource.of(SourceRef.of("oci", "/srv/b", "1.10"), RepoPath.of("x"))
                        .named("values"))
                .to("prod-eu")
                .build();

        String yaml = ApplicationFormat.write(shop);

        assertThat(yaml).startsWith("""
            format: gitops4j/application@1
            name: shop
            tenant: acme
            sources:
              - name: base
                type: git
                address: /srv/a.git
                ref: v1.10
              - name: values
                type: oci
                address: /srv/b
                ref: "1.10"
                path: x
            cluster: prod-eu
            prune: false
            """);
        assertThat(read(yaml)).isEqualTo(shop);
    }

    @Test
    void quotes_texts_that_yaml_would_take_for_something_else() {
        Node.Obj options = Node.objectBuilder()
                .put("on", "off")
                .put("y", "")
                .put("text", "a: b #c\n\t\u0007é\uFEFF")
                .put("nothing", Node.nil())
                .put("lists", Node.array(Node.array(Node.of(1), Node.array()), Node.object(), Node.of("1e3")))
                .build();
        Application shop = read(MINIMAL).toBuilder().build();
        Application changed = Application.named("shop")
                .from(shop.sources().get(0).renderedBy(new Rendering("plain", options)))
                .to("prod-eu")
                .build();

        String yaml = ApplicationFormat.write(changed);

        assertThat(yaml).contains("""
                options:
                  lists:
                    -
                      - 1
                      - []
                    - {}
                    - "1e3"
                  nothing: null
                  "on": "off"
                  text: "a: b #c\\n\\u0009\\u0007é\\ufeff"
                  "y": ""
            """);
        assertThat(read(yaml)).isEqualTo(changed);
    }

    @Test
    void reads_durations_in_every_form() {
        String times = MINIMAL + "interval: %s\ntimeout: %s\n";

        assertThat(read(times.formatted("1d2h", "500ms")).interval()).isEqualTo(Duration.ofHours(26));
        assertThat(read(times.formatted("1d2h", "500ms")).timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(read(times.formatted("PT3M", "\"0\"")).interval()).isEqualTo(Duration.ofMinutes(3));
        assertThat(read(times.formatted("PT3M", "0s")).timeout()).isEqualTo(Duration.ZERO);
    }

    @Test
    void names_every_problem_with_its_line_at_once() {
        refuses(
                """
                format: gitops4j/application@1
                name: Shop
                tenant: 7
                source:
                  adress: https://git.example/acme/shop.git
                  path: ../etc
                  render: {renderer: plain, options: [a]}
                namespace: Acme
                prune: "true"
                adopt: sometimes
                onDrift: [revert]
                interval: 3
                timeout: soon
                transformers: [a, 1, {b: c}]
                colour: red
                """,
                "shop.yaml:1:1, cluster: it names no cluster to go to",
                "shop.yaml:2:7, name: the name of an application is lower-case letters, digits, '-' and '.', at most"
                        + " 253, not \"Shop\"",
                "shop.yaml:3:9, tenant: a text was expected, but this is a number; put it in quotes",
                "shop.yaml:5:3, source.address: it is missing; write the URL or path of the repository",
                "shop.yaml:5:3, source.adress: the field is unknown; did you mean \"address\"?",
                "shop.yaml:6:9, source.path: the path \"../etc\" leaves the repository",
                "shop.yaml:7:38, source.render.options: a map was expected, but this is a list",
                "shop.yaml:8:12, namespace: \"Acme\" is no name of a namespace",
                "shop.yaml:9:8, prune: true or false was expected, but this is a text",
                "shop.yaml:10:8, adopt: \"sometimes\" is none of never, ifUnowned, always",
                "shop.yaml:11:10, onDrift: a text was expected, but this is a list",
                "shop.yaml:12:11, interval: a duration was expected, but this is a number; write its unit too, such as"
                        + " 90s or 1h30m",
                "shop.yaml:13:10, timeout: \"soon\" is no duration; write one such as 90s, 3m, 1h30m or PT3M",
                "shop.yaml:14:19, transformers[1]: a text was expected, but this is a number; put it in quotes",
                "shop.yaml:14:22, transformers[2]: a text was expected, but this is a map",
                "shop.yaml:15:1, colour: the field is unknown; known are adopt, allowEmpty, cluster, format, ignore, interval, "
                        + "name, namespace, onDrift, prune, source, sources, suspend, tenant, timeout, transformers");
    }

    @Test
    void says_which_source_has_a_name_missing_or_twice() {
        refuses("""
            format: gitops4j/application@1
            name: shop
            sources:
              - {name: a, address: /srv/a}
              - {name: a, address: /srv/b}
              - address: /srv/c
            cluster: prod
            """, "shop.yaml:6:5, sources[2].name: it is missing; write a name that is unique among the sources");
        refuses("""
            format: gitops4j/application@1
            name: shop
            sources:
              - {name: a, address: /srv/a}
              - {name: a, address: /srv/b}
            cluster: prod
            """, "shop.yaml:4:3, sources: two of its sources are named \"a\"");
    }

    @Test
    void refuses_a_source_beside_a_list_of_sources() {
        refuses(
                MINIMAL + "sources: [{name: a, address: /srv/a}]\n",
                "shop.yaml:6:10, sources: there is a \"source\" too; move it into the list \"sources\", with a name");
    }

    @Test
    void refuses_a_password_in_an_address_without_showing_it() {
        String refused = "the address holds a password, which would be stored and shown; leave it out, and name a "
                + "credential of the host";
        refuses(
                MINIMAL.replace("https://git.example", "https://bot:hunter2@git.example"),
                "shop.yaml:4:12, source.address: " + refused);
        assertThatThrownBy(() -> Application.named("shop")
                        .from(ApplicationSource.of(SourceRef.of("git", "https://bot:hunter2@x/y", ""), RepoPath.root()))
                        .to("prod-eu")
                        .build())
                .hasMessage("application shop, source.address: " + refused);
        assertThat(read(MINIMAL.replace("https://git.example/", "ssh://git@git.example:22/")))
                .isNotNull();
        assertThat(read(MINIMAL.replace("https://git.example/", "git@git.example:")))
                .isNotNull();
    }

    @Test
    void refuses_a_newer_format_and_looks_no_further() {
        refuses(
                MINIMAL.replace("@1", "@2") + "brandNew: 1\n",
                "shop.yaml:1:9, format: the document is in the format gitops4j/application@2, and this version of"
                        + " gitops4j reads up to gitops4j/application@1; use a newer gitops4j");
    }

    @Test
    void refuses_a_document_of_another_kind() {
        refuses(
                "format: gitops4j/run@1\n",
                "shop.yaml:1:9, format: \"gitops4j/run@1\" is no format of an application; write"
                        + " gitops4j/application@1");
        refuses(
                MINIMAL.substring(MINIMAL.indexOf('\n') + 1),
                "shop.yaml:1:1, format: it is missing; begin the file with \"format: gitops4j/application@1\"");
        refuses("[]", "shop.yaml:1:1: a map with the fields of an application was expected, but this is a list");
        refuses("", "shop.yaml: the file holds 0 documents; put each application into a file of its own");
        refuses(
                MINIMAL + "---\n" + MINIMAL,
                "shop.yaml: the file holds 2 documents; put each application into a file of its own");
    }

    @Test
    void equal_applications_are_equal_however_they_were_made() {
        Application shop = read(MINIMAL);

        assertThat(shop).isEqualTo(read(MINIMAL)).hasSameHashCodeAs(read(MINIMAL));
        assertThat(shop).isNotEqualTo(shop.toBuilder().prune().build());
    }
}
