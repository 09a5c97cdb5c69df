package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No value of a Secret is ever told, whatever happens to it. */
class MaskingProperties {
    private static final ResourceKey KEY = new ResourceKey("", "Secret", "shop", "s");

    /** A Secret: values long and odd enough to be told from anything else. */
    record Secret(List<String> data, List<String> stringData) {
        String yaml() {
            StringBuilder out = new StringBuilder("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n");
            section(out, "data", "d", data.stream().map(Secret::base64).toList());
            section(out, "stringData", "s", stringData);
            return out.toString();
        }

        private static void section(StringBuilder out, String name, String prefix, List<String> values) {
            if (!values.isEmpty()) {
                out.append(name).append(":\n");
            }
            for (int i = 0; i < values.size(); i++) {
                out.append("  ")
                        .append(prefix)
                        .append(i)
                        .append(": \"")
                        .append(values.get(i))
                        .append("\"\n");
            }
        }

        static String base64(String value) {
            return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        }

        List<String> told() {
            List<String> all = new ArrayList<>();
            for (List<String> values : List.of(data, stringData)) {
                for (String value : values) {
                    all.add(value);
                    all.add(base64(value));
                    all.add(base64(value).replace("=", ""));
                }
            }
            return all;
        }
    }

    @Provide
    Arbitrary<Secret> secrets() {
        Arbitrary<List<String>> values = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("/+ é💎")
                .ofMinLength(12)
                .ofMaxLength(60)
                .map(text -> "q" + text + "q")
                .list()
                .ofMinSize(0)
                .ofMaxSize(4);
        return Combinators.combine(values, values)
                .as(Secret::new)
                .filter(secret ->
                        !secret.data().isEmpty() || !secret.stringData().isEmpty());
    }

    private static void keptSecret(String told, Secret... secrets) {
        for (Secret secret : secrets) {
            for (String value : secret.told()) {
                assertThat(told.contains(value))
                        .as("a value of %d characters was told", value.length())
                        .isFalse();
            }
        }
    }

    @Property(tries = 40)
    void a_secret_that_is_created_changed_drifts_and_goes(
            @ForAll("secrets") Secret first, @ForAll("secrets") Secret second) {
        try (Host host = Host.create()) {
            StringBuilder told = new StringBuilder();
            host.declare("s.yaml", first.yaml(), "a.yaml", Host.configMap("a"));
            Plan create = host.plan(host.shop());
            told.append(Told.of(host, host.shop(), create, host.apply(create)));
            host.declare("s.yaml", second.yaml(), "a.yaml", Host.configMap("a"));
            Plan change = host.plan(host.shop());
            told.append(Told.of(host, host.shop(), change, host.apply(change)));
            Secret foreign = new Secret(List.of("xForeign-value-0815x"), List.of());
            host.cluster
                    .as("alice")
                    .set(
                            KEY,
                            Path.of("data", "d0"),
                            Node.of(Secret.base64(foreign.data().get(0))));
            Plan drift = host.plan(host.shop());
            told.append(Told.of(host, host.shop(), drift, host.apply(drift)));
            host.declare("a.yaml", Host.configMap("a"));
            Plan prune = host.plan(host.shop());
            told.append(Told.of(host, host.shop(), prune, host.apply(prune)));

            assertThat(told).contains("Secret shop/s");
            keptSecret(told.toString(), first, second, foreign);
        }
    }

    @Property(tries = 20)
    void a_secret_that_is_stale_rejected_adopted_or_alerted(
            @ForAll("secrets") Secret first, @ForAll("secrets") Secret second) {
        try (Host host = Host.create()) {
            StringBuilder told = new StringBuilder();
            host.create(
                    "alice",
                    first.yaml()
                            .replace("{name: s}", "{name: s, namespace: shop}")
                            .replace("stringData:", "more:"));
            host.declare("s.yaml", second.yaml());
            Plan adopt = host.plan(host.shop());
            told.append(Told.of(host, host.shop(), adopt, host.apply(adopt)));
            host.declare("s.yaml", first.yaml());
            Plan stale = host.plan(host.shop());
            host.cluster.as("alice").set(KEY, Path.of("data", "d0"), Node.of(Secret.base64("xSomething-elsex")));
            told.append(Told.of(host, host.shop(), stale, host.apply(stale)));
            host.cluster.faults().reject(KEY, "denied", 1);
            Plan rejected = host.plan(host.shop());
            told.append(Told.of(host, host.shop(), rejected, host.apply(rejected)));

            keptSecret(told.toString(), first, second, new Secret(List.of("xSomething-elsex"), List.of()));
        }
    }

    @Property(tries = 20)
    void a_secret_that_is_wrong(@ForAll("secrets") Secret secret) {
        try (Host host = Host.create()) {
            List<String> broken = List.of(
                    secret.yaml() + "  bad: [\n",
                    secret.yaml() + secret.yaml().substring(secret.yaml().indexOf("metadata")),
                    secret.yaml().replace("kind: Secret", "kind: Secret\ndata: 12"),
                    secret.yaml() + "---\n" + secret.yaml(),
                    secret.yaml().replace("{name: s}", "{labels: {a: 1}}"));
            for (String text : broken) {
                host.declare("s.yaml", text);
                Run run = host.reconcile(host.shop());
                StringBuilder told = new StringBuilder();
                told.append(Told.of(run));
                try {
                    host.reconciler().plan(host.shop(), Host.MANUAL, Cancellation.none());
                } catch (GitOpsException e) {
                    told.append(e).append(e.getMessage()).append(e.problems()).append(e.getCause());
                }
                keptSecret(told.toString(), secret);
            }
        }
    }
}
