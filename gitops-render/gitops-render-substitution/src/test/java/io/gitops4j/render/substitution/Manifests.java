package io.gitops4j.render.substitution;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.render.Facts;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.util.List;

/** Objects of YAML texts, and what a substitution makes of them. */
final class Manifests {
    private Manifests() {}

    static List<Manifest> of(String yaml) {
        return Parser.strict().parseYaml("deploy/app.yaml", yaml).stream()
                .map(document -> Manifest.of((Node.Obj) document.root(), Origins.of(document)))
                .toList();
    }

    static Rendered apply(SubstitutionBuilder builder, String yaml) {
        return apply(builder, of(yaml));
    }

    static Rendered apply(SubstitutionBuilder builder, List<Manifest> given) {
        return builder.build().apply(Rendered.of(given), Facts.none(), Cancellation.none());
    }

    static Manifest only(SubstitutionBuilder builder, String yaml) {
        return apply(builder, yaml).manifests().get(0);
    }

    static Node.Obj object(String yaml) {
        return of(yaml).get(0).body();
    }
}
