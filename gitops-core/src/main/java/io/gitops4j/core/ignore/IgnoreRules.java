package io.gitops4j.core.ignore;

import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rules that say which fields of which objects are not ours to judge. Immutable, safe for any number of threads. An object
 * that no rule selects costs one look-up, and the selectors of the rules for its kind.
 *
 * <p>Rules add up: one more rule never brings back a difference that others take out.
 */
public final class IgnoreRules {
    private static final IgnoreRules NONE = new IgnoreRules(List.of());

    private record Ranked(IgnoreRule rule, int order) {}

    private final List<IgnoreRule> rules;
    /** The rules for one kind, those for any kind among them, in order. */
    private final Map<String, Ranked[]> ofKind = new HashMap<>();
    /** The rules for objects of any other kind. */
    private final Ranked[] ofOthers;

    private IgnoreRules(List<IgnoreRule> rules) {
        this.rules = List.copyOf(rules);
        for (IgnoreRule rule : rules) {
            String kind = rule.objects().onlyKind();
            if (kind != null) {
                ofKind.computeIfAbsent(kind, this::candidates);
            }
        }
        this.ofOthers = candidates(null);
    }

    private Ranked[] candidates(@Nullable String kind) {
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            String only = rules.get(i).objects().onlyKind();
            if (only == null || only.equals(kind)) {
                ranked.add(new Ranked(rules.get(i), i));
            }
        }
        return ranked.toArray(new Ranked[0]);
    }

    /** No rules. */
    public static IgnoreRules none() {
        return NONE;
    }

    /** These rules; where two say what to do about one field at an apply, the last counts. */
    public static IgnoreRules of(List<IgnoreRule> rules) {
        return rules.isEmpty() ? NONE : new IgnoreRules(rules);
    }

    /** The rules, in order; unmodifiable. */
    public List<IgnoreRule> rules() {
        return rules;
    }

    /**
     * What these rules leave alone of an object. A rule for fields asks the object as it is declared, or where it is not, as
     * it is live; one for updates as it is declared; one for whole objects as it is declared and as it is live, and holds
     * where it selects one.
     */
    public Ignored ignored(IgnoreTarget target) {
        Ranked[] candidates = ofKind.getOrDefault(kind(target.body()), ofOthers);
        RuleResolution resolution = null;
        IgnoreRule updates = null;
        for (Ranked ranked : candidates) {
            IgnoreRule rule = ranked.rule();
            if (!selects(rule, target)) {
                continue;
            }
            switch (rule.extent()) {
                case OBJECT -> {
                    return Ignored.nothing().treated(Treatment.EXCLUDED, rule);
                }
                case UPDATES -> updates = rule;
                case FIELDS -> {
                    resolution = resolution == null ? new RuleResolution(target) : resolution;
                    resolution.add(rule, ranked.order());
                }
            }
        }
        Ignored ignored = resolution == null ? Ignored.nothing() : resolution.result();
        return updates == null || ignored.treatment() == Treatment.EXCLUDED
                ? ignored
                : ignored.treated(Treatment.CREATED_ONLY, updates);
    }

    private static String kind(Node.Obj body) {
        return body.get("kind") instanceof Node.Str text ? text.value() : "";
    }

    private static boolean selects(IgnoreRule rule, IgnoreTarget target) {
        ObjectSelector objects = rule.objects();
        return switch (rule.extent()) {
            case FIELDS -> objects.selects(target.body());
            case UPDATES -> target.declared().filter(objects::selects).isPresent();
            case OBJECT ->
                target.declared().filter(objects::selects).isPresent()
                        || target.live().filter(objects::selects).isPresent();
        };
    }

    @Override
    public String toString() {
        return rules.toString();
    }
}
