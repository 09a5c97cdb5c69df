package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.Location;
import io.gitops4j.render.kustomize.internal.config.Settings;

/**
 * One of the {@code replicas} of a kustomization ({@code api/types/replica.go}).
 *
 * @param name the name of the objects, as it is or was
 * @param count how many replicas they shall have
 * @param where the place that asks for it
 */
public record Replica(String name, long count, Location where) {
    /** Reads one. */
    public static Replica read(Settings settings) {
        return new Replica(settings.text("name"), settings.integer("count").orElse(0L), settings.where("count"));
    }
}
