package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.chart.Chart;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.field.FieldChange.Made;
import io.gitops4j.render.kustomize.internal.field.FieldProblem;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import io.gitops4j.render.kustomize.internal.field.FieldSpecs;
import io.gitops4j.render.kustomize.internal.field.FieldUse;
import io.gitops4j.render.kustomize.internal.field.FieldWalk;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts objects into a namespace ({@code api/filters/namespace}): all that may have one, the namespace objects themselves, the
 * subjects of role bindings that {@link RoleBindingSubjects} means, and the fields of the configuration.
 */
public final class NamespaceTransformer implements Transformer {
    private static final String NAME = "NamespaceTransformer";
    private static final String NAMESPACE_PATH = "metadata/namespace";
    private static final FieldSpec NAMESPACE = new FieldSpec(new Gvk("", "", ""), NAMESPACE_PATH, true);

    private final Node.Str namespace;
    private final FieldSpecs specs;
    private final boolean unsetOnly;
    private final RoleBindingSubjects subjects;
    private final Cause cause;

    private NamespaceTransformer(
            Node.Str namespace, FieldSpecs specs, boolean unsetOnly, RoleBindingSubjects subjects, Cause cause) {
        this.namespace = namespace;
        this.specs = specs;
        this.unsetOnly = unsetOnly;
        this.subjects = subjects;
        this.cause = cause;
    }

    /** Sets {@code namespace}, which {@code where} asks for; an empty one changes nothing. */
    public static NamespaceTransformer of(String namespace, FieldSpecs specs, Location where) {
        return of(namespace, specs, Cause.of(NAME, where));
    }

    static NamespaceTransformer of(String namespace, FieldSpecs specs, Cause cause) {
        return new NamespaceTransformer(Node.of(namespace), specs, false, RoleBindingSubjects.DEFAULT_ONLY, cause);
    }

    /** This one, which leaves namespaces that are there. */
    public NamespaceTransformer unsetOnly() {
        return new NamespaceTransformer(namespace, specs, true, subjects, cause);
    }

    /** This one, for other subjects of role bindings. */
    public NamespaceTransformer subjects(RoleBindingSubjects meant) {
        return new NamespaceTransformer(namespace, specs, unsetOnly, meant, cause);
    }

    /** That of {@code namespace} in a kustomization; none where it is not there. */
    public static List<Transformer> ofKustomization(Settings settings, TransformerConfiguration configuration) {
        String namespace = settings.text("namespace");
        return namespace.isEmpty()
                ? List.of()
                : List.of(of(namespace, configuration.specs(FieldUse.NAMESPACE), settings.where("namespace")));
    }

    /** That of a configuration of kind {@code NamespaceTransformer}, whose own namespace is the one to set. */
    public static Transformer ofPlugin(Settings settings) {
        Settings from = settings.map("metadata").orElse(settings);
        String namespace = settings.map("metadata")
                .map(metadata -> metadata.text("namespace"))
                .orElse("");
        NamespaceTransformer transformer = of(
                        namespace, FieldSpecs.of(settings.list("fieldSpecs", FieldSpec::read)), from.where("namespace"))
                .subjects(RoleBindingSubjects.read(settings));
        return settings.flag("unsetOnly") ? transformer.unsetOnly() : transformer;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void transform(Items items) {
        if (namespace.value().isEmpty()) {
            return;
        }
        Map<Gvk, List<FieldSpec>> byKind = new HashMap<>();
        items.replaceAll(item -> isOfChart(item) ? item : change(item.rememberingId(), byKind));
        requireDistinct(items.list());
    }

    /** A chart is given its namespace when it is rendered. */
    private static boolean isOfChart(Item item) {
        return item.body()
                .text("metadata", "annotations", Chart.GENERATED)
                .filter("true"::equals)
                .isPresent();
    }

    /** One object in the namespace, for whoever sees to its id. */
    Item change(Item item) {
        return change(item, new HashMap<>());
    }

    private Item change(Item item, Map<Gvk, List<FieldSpec>> byKind) {
        String doing = "";
        Node.Obj body = item.body();
        Gvk kind = item.id().gvk();
        try {
            if (!item.id().clusterScoped()) {
                body = FieldWalk.changeSelected(body, NAMESPACE, Made.SCALAR, this::set);
            }
            if (isRoleBinding(kind)) {
                doing = "setting namespace on (cluster)role binding subjects: ";
                body = changeSubjects(body);
            }
            doing = "namespace transformation failed: ";
            for (FieldSpec spec : byKind.computeIfAbsent(kind, this::specsOf)) {
                body = FieldWalk.changeSelected(body, spec, Made.SCALAR, this::set);
            }
        } catch (FieldProblem problem) {
            throw FieldEdit.failed(item, cause, problem, doing);
        }
        return item.with(body, cause);
    }

    /** The configured fields of a kind, without those that have rules of their own. */
    private List<FieldSpec> specsOf(Gvk kind) {
        return specs.of(kind).stream()
                .filter(spec -> !spec.path().equals(NAMESPACE_PATH))
                .filter(spec -> !spec.path().equals("metadata/name")
                        || kind.apiVersion().equals("v1"))
                .filter(spec -> !isRoleBinding(kind)
                        || !isRoleBinding(spec.kinds())
                        || !spec.path().equals("subjects/namespace"))
                .toList();
    }

    private static boolean isRoleBinding(Gvk kind) {
        return kind.kind().equals("RoleBinding") || kind.kind().equals("ClusterRoleBinding");
    }

    private Node set(Node value, Path path) {
        boolean isSet = !Scalars.text(value, path).isEmpty();
        return unsetOnly && isSet || value.equals(namespace) ? value : namespace;
    }

    private Node.Obj changeSubjects(Node.Obj body) {
        Node all = body.get("subjects");
        if (subjects == RoleBindingSubjects.NONE || all == null || all.kind() == Node.Kind.NULL) {
            return body;
        }
        Path at = Path.of("subjects");
        if (!(all instanceof Node.Arr list)) {
            throw FieldProblem.wrongKind(at, "SequenceNode", all);
        }
        Node[] changed = list.items().toArray(new Node[0]);
        for (int i = 0; i < changed.length; i++) {
            changed[i] = changeSubject(changed[i], at.index(i));
        }
        return body.with("subjects", Node.array(changed));
    }

    private Node changeSubject(Node subject, Path at) {
        if (subject.kind() == Node.Kind.NULL) {
            return subject;
        }
        if (!(subject instanceof Node.Obj map)) {
            throw FieldProblem.wrongKind(at, "MappingNode", subject);
        }
        if (!subjects.mean(map)) {
            return map;
        }
        Node value = map.get("namespace");
        return map.with("namespace", set(value == null ? Node.nil() : value, at.key("namespace")));
    }

    private void requireDistinct(List<Item> items) {
        Problems problems = Problems.none();
        Map<ResourceId, Item> known = new HashMap<>();
        for (Item item : items) {
            Item other = known.putIfAbsent(item.id(), item);
            if (other != null && !(isOfChart(item) && isOfChart(other))) {
                problems.add(Problem.of(
                        Code.DUPLICATE_OBJECT,
                        item.location().withObject(item.manifest().title()),
                        "namespace transformation produces ID conflict: " + item.id() + " is " + described(other)
                                + " already; " + cause.where() + " puts both into one namespace"));
            }
        }
        problems.throwIfAny();
    }

    private static String described(Item item) {
        return item.originalId() + " of " + item.location();
    }
}
