package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Location;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import io.gitops4j.render.kustomize.internal.reference.Variables;
import io.gitops4j.render.kustomize.internal.resource.Items;

/**
 * What one kustomization came to: its objects, and the rules and variables for what is done last, when all names are known
 * ({@code api/internal/accumulator/resaccumulator.go}). For one thread.
 */
final class Accumulation {
    private final Items items = new Items();
    private final Variables variables = new Variables();
    private TransformerConfiguration configuration = TransformerConfiguration.empty();

    /** The objects. */
    Items items() {
        return items;
    }

    /** The variables. */
    Variables variables() {
        return variables;
    }

    /** Which fields transformers mean. */
    TransformerConfiguration configuration() {
        return configuration;
    }

    /** Adds rules that {@code where} asks for. */
    void add(TransformerConfiguration more, Location where) {
        configuration = configuration.merge(more, where);
    }

    /** Adds all that another kustomization came to, which {@code where} lists. */
    void add(Accumulation other, Location where) {
        items.appendAll(other.items.list());
        add(other.configuration, where);
        variables.addAll(other.variables);
    }
}
