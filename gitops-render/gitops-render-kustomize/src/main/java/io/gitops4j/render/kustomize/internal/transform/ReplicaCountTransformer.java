package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.Code;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.render.Suggestion;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.field.FieldChange.Made;
import io.gitops4j.render.kustomize.internal.field.FieldProblem;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import io.gitops4j.render.kustomize.internal.field.FieldSpecs;
import io.gitops4j.render.kustomize.internal.field.FieldUse;
import io.gitops4j.render.kustomize.internal.field.FieldWalk;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ResourceId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sets how many replicas objects have ({@code api/internal/builtins/ReplicaCountTransformer.go}). */
public final class ReplicaCountTransformer implements Transformer {
    private static final String NAME = "ReplicaCountTransformer";

    private final List<Replica> replicas;
    private final List<Cause> causes;
    private final Map<String, BitSet> byName = new HashMap<>();
    private final FieldSpecs specs;

    private ReplicaCountTransformer(List<Replica> replicas, FieldSpecs specs) {
        this.replicas = List.copyOf(replicas);
        this.causes = replicas.stream()
                .map(replica -> Cause.of(NAME, replica.where()))
                .toList();
        for (int i = 0; i < replicas.size(); i++) {
            byName.computeIfAbsent(replicas.get(i).name(), none -> new BitSet()).set(i);
        }
        this.specs = specs;
    }

    /** Sets {@code replicas}, one after another. */
    public static ReplicaCountTransformer of(List<Replica> replicas, FieldSpecs specs) {
        return new ReplicaCountTransformer(replicas, specs);
    }

    /** That of {@code replicas} in a kustomization. */
    public static List<Transformer> ofKustomization(Settings settings, TransformerConfiguration configuration) {
        List<Replica> replicas = settings.list("replicas", Settings.strictly(Replica::read));
        return replicas.isEmpty() ? List.of() : List.of(of(replicas, configuration.specs(FieldUse.REPLICAS)));
    }

    /** That of a configuration of kind {@code ReplicaCountTransformer}. */
    public static Transformer ofPlugin(Settings settings) {
        Replica replica =
                settings.map("replica").map(Replica::read).orElseGet(() -> new Replica("", 0, settings.where()));
        return of(List.of(replica), FieldSpecs.of(settings.list("fieldSpecs", FieldSpec::read)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void transform(Items items) {
        BitSet found = new BitSet();
        items.replaceAll(item -> {
            BitSet named = new BitSet();
            for (ResourceId id : ids(item)) {
                BitSet indexes = byName.get(id.name());
                if (indexes != null) {
                    named.or(indexes);
                }
            }
            Item changed = item;
            for (int i = named.nextSetBit(0); i >= 0; i = named.nextSetBit(i + 1)) {
                changed = change(changed, i, found);
            }
            return changed;
        });
        requireAll(found, items);
    }

    private static List<ResourceId> ids(Item item) {
        List<ResourceId> ids = new ArrayList<>(item.previousIds());
        ids.add(item.id());
        return ids;
    }

    private Item change(Item item, int index, BitSet found) {
        Replica replica = replicas.get(index);
        Node count = Node.of(replica.count());
        Node.Obj body = item.body();
        try {
            for (FieldSpec spec : specs.list()) {
                boolean meant = ids(item).stream()
                        .anyMatch(id ->
                                id.name().equals(replica.name()) && id.gvk().isSelectedBy(spec.kinds()));
                if (meant) {
                    found.set(index);
                    body = FieldWalk.change(body, spec, Made.SCALAR, (value, path) -> {
                        if (value instanceof Node.Obj || value instanceof Node.Arr) {
                            throw FieldProblem.wrongKind(path, "ScalarNode", value);
                        }
                        return count;
                    });
                }
            }
        } catch (FieldProblem problem) {
            throw FieldEdit.failed(item, causes.get(index), problem, "");
        }
        return item.with(body, causes.get(index));
    }

    private void requireAll(BitSet found, Items items) {
        if (found.cardinality() == replicas.size()) {
            return;
        }
        Problems problems = Problems.none();
        List<String> candidates = candidates(items);
        String kinds =
                specs.list().stream().map(spec -> spec.kinds().toString()).collect(Collectors.joining(" ", "[", "]"));
        for (int i = found.nextClearBit(0); i < replicas.size(); i = found.nextClearBit(i + 1)) {
            Replica replica = replicas.get(i);
            problems.add(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    replica.where(),
                    "resource with name " + replica.name() + " does not match a config with the following GVK " + kinds
                            + Suggestion.didYouMean(replica.name(), candidates)));
        }
        problems.throwIfAny();
    }

    private List<String> candidates(Items items) {
        return items.list().stream()
                .filter(item -> !specs.of(item.id().gvk()).isEmpty())
                .map(item -> item.originalId().name())
                .distinct()
                .toList();
    }
}
