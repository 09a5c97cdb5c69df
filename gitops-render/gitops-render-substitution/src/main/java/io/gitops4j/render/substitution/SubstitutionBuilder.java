package io.gitops4j.render.substitution;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.tree.Node;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Collects the variables of a {@link Substitution}. A variable given here by name wins over one of a ConfigMap or Secret, a later
 * object over an earlier one. Line feeds are removed from every value, as upstream does. Of objects that Flux reads from the
 * cluster, the host reads the same and passes them on: a substitution itself reads nothing. For one thread.
 */
public final class SubstitutionBuilder {
    private static final Pattern NAME = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

    private String id = "post-build";
    private final Map<String, Variable> named = new LinkedHashMap<>();
    private final Map<String, Variable> ofObjects = new LinkedHashMap<>();
    private final Set<String> shown = new TreeSet<>();
    private boolean strict = true;
    private boolean always;

    SubstitutionBuilder() {}

    /** The word that an application names the transformer by: lower-case letters, digits and hyphens. */
    public SubstitutionBuilder id(String id) {
        this.id = id;
        return this;
    }

    /** A variable that may be shown. */
    public SubstitutionBuilder variable(String name, String value) {
        named.put(name, new Variable(oneLine(value), false, "the variables given by name"));
        return this;
    }

    /** Variables that may be shown. */
    public SubstitutionBuilder variables(Map<String, String> variables) {
        variables.forEach(this::variable);
        return this;
    }

    /** A variable whose value must not be shown, nor anything that it goes into. */
    public SubstitutionBuilder sensitiveVariable(String name, String value) {
        named.put(name, new Variable(oneLine(value), true, "the variables given by name"));
        return this;
    }

    /**
     * Every entry of {@code data} of a ConfigMap or Secret as a variable; those of a Secret must not be shown. Of a Secret that
     * was never in a cluster {@code stringData} counts too, as the API server merges it.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is neither, or an entry is no string
     */
    public SubstitutionBuilder from(Node.Obj configMapOrSecret) {
        ofObjects.putAll(ObjectVariables.of(configMapOrSecret));
        return this;
    }

    /**
     * What {@code spec.postBuild} of a Flux Kustomization says: {@code substitute}, {@code substituteFrom} and {@code
     * substituteStrategy}. An object that is not there is an error, unless the reference is {@code optional}.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} for what is wrong in it, its location's field being relative
     *     to {@code postBuild}; and what {@code objects} throws
     */
    public SubstitutionBuilder postBuild(Node.Obj postBuild, ReferencedObjects objects) {
        new PostBuild(postBuild).applyTo(this, objects);
        return this;
    }

    /** Variables that may be shown although a Secret holds them: a domain, say. */
    public SubstitutionBuilder shown(String... names) {
        shown.addAll(List.of(names));
        return this;
    }

    /** A variable that is not set stands for the empty text and gives a warning; otherwise it is an error. */
    public SubstitutionBuilder lenient() {
        this.strict = false;
        return this;
    }

    /** Substitutes even where there is no variable at all, so that defaults and escapes count. */
    public SubstitutionBuilder always() {
        this.always = true;
        return this;
    }

    /**
     * The substitution.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where the id is malformed, or the name of a variable is
     *     none: a letter or underscore, then letters, digits and underscores
     */
    public Substitution build() {
        if (!id.matches("[a-z][a-z0-9-]{0,62}")) {
            throw new GitOpsException(
                    invalid("the id of a substitution is lower-case letters, digits and '-', not \"" + id + "\""));
        }
        Map<String, Variable> variables = new HashMap<>(ofObjects);
        variables.putAll(named);
        Problems problems = Problems.none();
        variables.forEach((name, variable) -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(invalid("\"" + name + "\" of " + variable.from()
                        + " is no name of a variable: it must be a letter or \"_\", then letters, digits and \"_\";"
                        + " rename the entry"));
            }
        });
        problems.throwIfAny();
        shown.forEach(name -> variables.computeIfPresent(
                name, (key, variable) -> new Variable(variable.value(), false, variable.from())));
        return new Substitution(id, variables, strict, always);
    }

    /** The id and the number of variables; never a value. */
    @Override
    public String toString() {
        return id + ": " + (named.size() + ofObjects.size()) + " variables";
    }

    static String oneLine(String value) {
        return value.replace("\n", "");
    }

    private static Problem invalid(String message) {
        return Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere(), message);
    }
}
