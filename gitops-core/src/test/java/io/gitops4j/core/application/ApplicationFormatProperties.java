package io.gitops4j.core.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.SourceRef;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ApplicationFormatProperties {

    @Property(tries = 500)
    void read_is_the_inverse_of_write(@ForAll("applications") Application application) {
        byte[] yaml = ApplicationFormat.write(application).getBytes(StandardCharsets.UTF_8);

        Application back = ApplicationFormat.read("a.yaml", yaml);

        assertThat(back).isEqualTo(application);
        assertThat(back.interval()).isEqualTo(application.interval());
        assertThat(back.sources()).isEqualTo(application.sources());
    }

    @Property(tries = 200)
    void the_document_is_read_from_json_too(@ForAll("applications") Application application) {
        String json = Printer.json(ApplicationFormat.print(application), Mask.none());

        assertThat(ApplicationFormat.read("a.json", json.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(application);
    }

    @Property(tries = 200)
    void a_duration_is_read_back_as_it_was(@ForAll("durations") Duration duration) {
        assertThat(Durations.parse(Durations.print(duration))).contains(duration);
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 10_000_000).map(Duration::ofMillis),
                Arbitraries.longs().between(0, Long.MAX_VALUE).map(Duration::ofNanos));
    }

    @Provide
    Arbitrary<Application> applications() {
        Arbitrary<String> names =
                Arbitraries.strings().withChars("abz09").ofMinLength(1).ofMaxLength(8);
        return Combinators.combine(
                        names, names.optional(), sources().list().ofMinSize(1).ofMaxSize(3), names, builds())
                .as((name, tenant, sources, cluster, build) -> {
                    Application.Builder builder = Application.named(new ApplicationId(tenant.orElse(""), name));
                    for (int i = 0; i < sources.size(); i++) {
                        builder.from(i == 0 ? sources.get(0) : sources.get(i).named("s" + i));
                    }
                    return build.on(builder.to(cluster)).build();
                });
    }

    private interface Build {
        Application.Builder on(Application.Builder builder);
    }

    private Arbitrary<Build> builds() {
        Arbitrary<Duration> intervals = durations().map(duration -> duration.plusSeconds(1));
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(Adoption.class),
                        Arbitraries.of(DriftPolicy.class),
                        intervals,
                        durations(),
                        texts().list().ofMaxSize(3))
                .as((flag, adoption, drift, interval, timeout, transformers) -> builder -> {
                    transformers.forEach(builder::through);
                    builder.adopt(adoption).onDrift(drift).every(interval).timeout(timeout);
                    return flag ? builder.prune().allowEmpty().namespace("shop") : builder.suspend();
                });
    }

    private Arbitrary<ApplicationSource> sources() {
        Arbitrary<String> addresses = texts().filter(text -> !text.isEmpty() && !ApplicationSource.holdsPassword(text));
        return Combinators.combine(
                        addresses, texts(), texts().optional(), nodes().optional(), Arbitraries.of("default", "x"))
                .as((address, ref, credential, options, name) -> {
                    SourceRef to = SourceRef.of("git", address, ref);
                    to = credential.isPresent() ? to.withCredential(credential.get()) : to;
                    ApplicationSource source =
                            ApplicationSource.of(to, RepoPath.of("a/b")).named(name);
                    return options.isEmpty()
                            ? source
                            : source.renderedBy(
                                    new Rendering("plain", Node.object().with("o", options.get())));
                });
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "", "yes", "null", "~", "1", "1.10", "0x1F", "- a", "a: b", "a:b", "x #y", "1e3", "*", "&a",
                        "a\n"),
                Arbitraries.strings().ascii().ofMaxLength(12),
                Arbitraries.strings().all().ofMaxLength(6).filter(ApplicationFormatProperties::encodable));
    }

    /** Whether UTF-8 has a form of it: no half of a surrogate pair. */
    private static boolean encodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static Arbitrary<Node> nodes() {
        Arbitrary<Node> scalars = Arbitraries.oneOf(
                texts().map(Node::of),
                Arbitraries.longs().map(Node::of),
                Arbitraries.doubles().between(-1e9, 1e9).map(Node::of),
                Arbitraries.of(Node.of(true), Node.nil(), Node.object(), Node.array()));
        return Arbitraries.lazyOf(
                () -> scalars,
                () -> scalars,
                () -> nodes().list().ofMaxSize(3).map(Node::array),
                () -> Combinators.combine(texts().list().ofMaxSize(3), nodes(), nodes())
                        .as((List<String> keys, Node a, Node b) -> {
                            Node.Obj out = Node.object();
                            for (String key : keys) {
                                out = out.with(key, out.size() % 2 == 0 ? a : b);
                            }
                            return out;
                        }));
    }
}
