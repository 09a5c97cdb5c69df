package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Location;
import io.gitops4j.core.render.Facts;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Transformer;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Transformer} keeps to; extended by each implementation's test. */
public abstract class TransformerContract {
    private static final String SECRET =
            "{apiVersion: v1, kind: Secret, metadata: {name: db, namespace: shop}, data: {password: c2VjcmV0}}";
    private static final String WEB =
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec: {replicas: 1}}";

    /** For subclasses. */
    protected TransformerContract() {}

    /** The transformer; always an equal one. */
    protected abstract Transformer transformer();

    /** The facts that it is given; none, unless a subclass says otherwise. */
    protected Facts facts() {
        return Facts.none();
    }

    @Test
    void has_an_id_that_an_application_can_name() {
        assertThat(transformer().id()).matches("[a-z][a-z0-9-]{0,62}");
    }

    @Test
    void gives_the_same_objects_for_the_same_objects() {
        assertThat(bodies(apply(rendered()))).isEqualTo(bodies(apply(rendered())));
    }

    @Test
    void leaves_what_it_was_given_as_it_was() {
        Rendered given = rendered();
        List<Node.Obj> before = bodies(given);

        apply(given);

        assertThat(bodies(given)).isEqualTo(before);
    }

    @Test
    void keeps_what_is_sensitive_so() {
        assertThat(apply(rendered()).manifests())
                .filteredOn(manifest -> manifest.kind().equals("Secret"))
                .allMatch(manifest -> manifest.sensitive(Path.of("data", "password")));
    }

    @Test
    void knows_where_every_object_comes_from() {
        assertThat(apply(rendered()).manifests())
                .allMatch(manifest ->
                        !manifest.origin(Path.root()).location().toString().isEmpty());
    }

    @Test
    void serves_several_threads_at_once() {
        List<Node.Obj> alone = bodies(apply(rendered()));
        Transformer shared = transformer();

        List<List<Node.Obj>> all = IntStream.range(0, 32)
                .parallel()
                .mapToObj(i -> bodies(shared.apply(rendered(), facts(), Cancellation.none())))
                .toList();

        assertThat(all).allMatch(alone::equals);
    }

    private Rendered apply(Rendered in) {
        return transformer().apply(in, facts(), Cancellation.none());
    }

    private static Rendered rendered() {
        return Rendered.of(List.of(manifest("web.yaml", WEB), manifest("db.yaml", SECRET)));
    }

    private static Manifest manifest(String file, String yaml) {
        Node.Obj body = Parser.strict().parseOne(file, yaml.getBytes(StandardCharsets.UTF_8));
        return Manifest.of(body, Origins.at(Location.of(file, 1, 1)));
    }

    private static List<Node.Obj> bodies(Rendered rendered) {
        return rendered.manifests().stream().map(Manifest::body).toList();
    }
}
