package io.gitops4j.render.substitution;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.Facts;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Transformer;
import io.gitops4j.core.render.Warning;
import io.gitops4j.core.resource.ListKinds;
import io.gitops4j.core.resource.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Replaces {@code ${variable}} in every object, as {@code spec.postBuild} of a Flux Kustomization does (fluxcd/pkg {@code
 * kustomize/kustomize_varsub.go}). Built by {@link #builder()}. Immutable and safe for any number of threads.
 *
 * <ul>
 *   <li>The YAML text of an object, as kustomize prints it, is what is substituted in, and is read again afterwards: a value
 *       may become a number, a boolean, null or a collection.
 *   <li>An object with the label or annotation {@code kustomize.toolkit.fluxcd.io/substitute: disabled} stays as it is, as
 *       does one that holds neither an expansion nor an escaped dollar.
 *   <li>Lists are opened first, so that each of their objects is judged by itself.
 *   <li>What a value of a Secret went into is sensitive on the result. Such a value cannot become a field's name, or the
 *       kind, name or namespace of an object, which are shown everywhere.
 *   <li>Each value that changed is set by this transformer's id; it keeps the place that it was written at.
 * </ul>
 */
public final class Substitution implements Transformer {
    private final String id;
    private final Map<String, Variable> variables;
    private final boolean strict;
    private final boolean always;

    Substitution(String id, Map<String, Variable> variables, boolean strict, boolean always) {
        this.id = id;
        this.variables = new TreeMap<>(variables);
        this.strict = strict;
        this.always = always;
    }

    /** A builder of a strict substitution without variables, with the id {@code post-build}. */
    public static SubstitutionBuilder builder() {
        return new SubstitutionBuilder();
    }

    /**
     * The names of the variables that {@code manifest} refers to, sorted; none where it opted out.
     *
     * @throws GitOpsException with {@link Code#INVALID_TEXT} where an expansion is malformed, {@link Code#LIMIT} where too many
     *     are nested
     */
    public static Set<String> variablesOf(Manifest manifest) {
        return ManifestSubstitution.concerns(manifest)
                ? new ManifestText(manifest).template().variables()
                : Set.of();
    }

    @Override
    public String id() {
        return id;
    }

    /**
     * The objects with their variables replaced. Without any variable nothing is, unless {@link SubstitutionBuilder#always}
     * was asked for. Where the substitution is lenient, each variable that is not set gives a warning.
     *
     * @throws GitOpsException with all problems, each with the object, its place and the field: {@link
     *     Code#INVALID_CONFIGURATION} for a variable that is not set where strict, {@link Code#INVALID_TEXT} for a malformed
     *     expansion and for an object that is no YAML afterwards, {@link Code#INVALID_OBJECT} for one that is no mapping
     *     afterwards, or that would show a value of a Secret, {@link Code#LIMIT} where it costs too much
     */
    @Override
    public Rendered apply(Rendered in, Facts facts, Cancellation cancellation) {
        if (variables.isEmpty() && !always) {
            return in;
        }
        Problems problems = Problems.none();
        Effort effort = new Effort();
        List<Manifest> out = new ArrayList<>(in.manifests().size());
        List<Warning> warnings = new ArrayList<>();
        for (Manifest manifest : ListKinds.expand(in.manifests())) {
            cancellation.check();
            if (ManifestSubstitution.concerns(manifest)) {
                problems.during(() -> out.add(
                        new ManifestSubstitution(manifest, id, warnings::add).apply(variables, strict, effort)));
            } else {
                out.add(manifest);
            }
        }
        problems.throwIfAny();
        return in.withManifests(out).withWarnings(warnings);
    }

    /** The id and the number of variables; never a value. */
    @Override
    public String toString() {
        return id + ": " + (strict ? "strict" : "lenient") + " substitution of " + variables.size() + " variables";
    }
}
