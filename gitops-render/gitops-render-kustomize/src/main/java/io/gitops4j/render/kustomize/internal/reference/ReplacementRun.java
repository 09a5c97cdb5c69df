package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of replacements over the objects of a build. For one thread and one use. */
final class ReplacementRun {
    private final Items items;
    private final ItemLookup lookup;
    private final String transformer;
    private final PutBudget budget;

    ReplacementRun(Items items, String transformer, TextLimits limits) {
        this.items = items;
        this.lookup = new ItemLookup(items);
        this.transformer = transformer;
        this.budget = new PutBudget(limits);
    }

    /** Puts the value of {@code replacement} into its targets. */
    void replace(Replacement replacement) {
        List<Replacement.Target> targets = replacement.targets();
        if (replacement.source() == null && replacement.sourceValue() == null || targets == null) {
            throw problem(replacement, "replacements must specify a source and at least one target");
        }
        ReplacedValue value = value(replacement);
        for (Replacement.Target target : targets) {
            ObjectSelector select = target.select();
            if (select == null) {
                throw problem(replacement, "target must specify resources to select");
            }
            for (int position : lookup.positions(select.exactName(), select.exactKind())) {
                if (isMeant(items.get(position), select, target.reject())) {
                    new TargetFields(replacement, target, value).set(position);
                }
            }
        }
    }

    private static boolean isMeant(Item item, ObjectSelector select, List<ObjectSelector> reject) {
        return select.matchesAnyId(item)
                && select.matchesLabels(item)
                && reject.stream().noneMatch(r -> r.asksLabels() && r.matchesLabels(item))
                && reject.stream().noneMatch(r -> r.asksId() && r.matchesAnyId(item));
    }

    private ReplacedValue value(Replacement replacement) {
        Replacement.Source source = replacement.source();
        String written = replacement.sourceValue();
        if (source == null) {
            return ReplacedValue.written(written == null ? "" : written);
        }
        if (written != null) {
            throw problem(
                    replacement,
                    "value and resource selectors are mutually exclusive: leave out source or sourceValue");
        }
        int position = position(replacement, source);
        Item item = items.get(position);
        String field = source.field().isEmpty() ? Variable.DEFAULT_FIELD : source.field();
        try {
            FieldPath.Found found = FieldPath.of(field).in(item.body());
            if (found == null || isEmpty(found.value())) {
                throw problem(
                        replacement,
                        "fieldPath `" + field + "` is missing for replacement source " + source.object() + ", which is "
                                + item.id() + " of " + item.location());
            }
            boolean secret = item.sensitive(found.path());
            return ReplacedValue.of(found.value(), written(item, found), position, found.path(), secret)
                    .part(source.options());
        } catch (FieldMismatch e) {
            throw problem(replacement, (e.isOfPath() ? "error looking up replacement source: " : "") + e.getMessage());
        }
    }

    /** The letters of a scalar, those of a number as it was written. */
    private static String written(Item item, FieldPath.Found found) {
        String text = ScalarText.of(found.value());
        boolean verbatim = found.value() instanceof Node.Str || !ScalarText.isScalar(found.value());
        return verbatim ? text : item.spelling().text(found.path(), text);
    }

    private int position(Replacement replacement, Replacement.Source source) {
        Gvk kind = source.object().kind();
        String name = source.object().name();
        int found = -1;
        for (int position :
                lookup.positions(name.isEmpty() ? null : name, kind.kind().isEmpty() ? null : kind.kind())) {
            if (source.object().isOf(items.get(position))) {
                if (found >= 0) {
                    throw problem(
                            replacement,
                            "multiple matches for selector " + source + ": "
                                    + items.get(found).id() + " and "
                                    + items.get(position).id() + "; name kind, name and namespace of one");
                }
                found = position;
            }
        }
        if (found < 0) {
            throw problem(replacement, "nothing selected by " + source + ": no object has or had such an id");
        }
        return found;
    }

    private static boolean isEmpty(Node value) {
        return value.kind() == Node.Kind.NULL
                || value instanceof Node.Obj obj && obj.size() == 0
                || value instanceof Node.Arr list && list.size() == 0;
    }

    private static GitOpsException problem(Replacement replacement, @Nullable String message) {
        return new GitOpsException(
                Problem.of(Code.INVALID_CONFIGURATION, replacement.where(), message == null ? "" : message));
    }

    /** The fields of one object that a target means. */
    private final class TargetFields {
        private final Replacement replacement;
        private final Replacement.Target target;
        private final ReplacedValue value;
        private final List<Path> set = new ArrayList<>();

        TargetFields(Replacement replacement, Replacement.Target target, ReplacedValue value) {
            this.replacement = replacement;
            this.target = target;
            this.value = value;
        }

        void set(int position) {
            Item item = items.get(position);
            Node.Obj body = item.body();
            for (FieldPath field : target.fields()) {
                body = set(position, item, body, field);
                value.changedBelow(position, body);
            }
            Changes changes = new Changes(transformer);
            for (Path path : set) {
                changes.note(path, replacement.where());
                if (value.secret()) {
                    changes.hide(path);
                }
            }
            lookup.set(position, changes.applied(item, body));
        }

        private Node.Obj set(int position, Item item, Node.Obj body, FieldPath field) {
            List<String> steps = field.steps();
            EmbeddedText.Changed embedded = EmbeddedText.set(body, steps, value, target.options());
            if (embedded != null) {
                set.add(embedded.path());
                budget.take(embedded.path(), embedded.text(), replacement.where());
                value.changed(position, embedded.path(), embedded.text());
                return embedded.body();
            }
            TargetWalk walk = new TargetWalk(steps, value, target.options(), (path, now) -> {
                budget.take(path, now, replacement.where());
                value.changed(position, path, now);
            });
            try {
                Node after = walk.in(body);
                if (!walk.hasFound()) {
                    throw FieldMismatch.path("");
                }
                walk.fields().forEach(changed -> set.add(changed.path()));
                if (after instanceof Node.Obj obj) {
                    return obj;
                }
                throw FieldMismatch.path("the path leads to the object itself");
            } catch (FieldMismatch e) {
                throw problem(
                        replacement, message(field, e) + "; the target is " + item.id() + " of " + item.location());
            }
        }

        private String message(FieldPath field, FieldMismatch e) {
            if (!e.isOfPath()) {
                return e.getMessage() + " (field \"" + field + "\")";
            }
            String quoted = field.toString().replace("\\", "\\\\").replace("\"", "\\\"");
            String why = e.getMessage() == null || e.getMessage().isEmpty() ? "" : ": " + e.getMessage();
            return (target.options().create() ? "unable to find or create field \"" : "unable to find field \"")
                    + quoted + "\" in replacement target" + why;
        }
    }
}
