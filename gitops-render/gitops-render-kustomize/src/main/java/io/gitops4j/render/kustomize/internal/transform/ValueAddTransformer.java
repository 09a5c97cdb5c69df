package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.Location;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.field.FieldProblem;
import io.gitops4j.render.kustomize.internal.field.FieldSpecs;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sets one value in fields of many objects, or inserts it into file paths that they hold
 * ({@code api/internal/builtins/ValueAddTransformer.go}).
 */
public final class ValueAddTransformer implements Transformer {
    private static final String NAME = "ValueAddTransformer";
    private static final String TARGETS_FILE = "targetFilePath";

    private final String value;
    private final List<ValueTarget> targets;
    private final Cause cause;

    private ValueAddTransformer(String value, List<ValueTarget> targets, Location where) {
        this.value = value;
        this.targets = List.copyOf(targets);
        this.cause = Cause.of(NAME, where);
    }

    /**
     * That of a configuration of kind {@code ValueAddTransformer}.
     *
     * @param folder the name of the kustomization's folder, which is the value where none is stated
     * @param selectors reads which objects a selector means
     * @param parser for the file of targets
     * @param problems takes what is wrong in it
     */
    public static Transformer ofPlugin(
            Settings settings,
            String folder,
            Files files,
            Function<Settings, Predicate<Item>> selectors,
            Parser parser,
            Problems problems) {
        List<ValueTarget> targets = new ArrayList<>(ValueTarget.readAll(settings, selectors));
        String path = settings.text(TARGETS_FILE);
        if (!path.isEmpty()) {
            problems.during(() -> {
                byte[] content = files.read(path, settings.where(TARGETS_FILE));
                for (Document document : parser.parse(files.name(path), content)) {
                    if (document.root() instanceof Node.Obj root) {
                        targets.addAll(ValueTarget.readAll(Settings.of(document, root, problems), selectors));
                    }
                }
            });
        }
        if (targets.isEmpty()) {
            settings.wrong("targets", "must specify at least one target");
        }
        String value = settings.text("value").strip();
        return new ValueAddTransformer(value.isEmpty() ? folder : value, targets, settings.where("value"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void transform(Items items) {
        for (ValueTarget target : targets) {
            if (target.path().equals("metadata/namespace")) {
                NamespaceTransformer namespaces = NamespaceTransformer.of(value, FieldSpecs.none(), cause);
                items.replaceAll(item -> target.selects().test(item) ? namespaces.change(item) : item);
            } else {
                items.replaceAll(item -> target.selects().test(item) ? change(item, target) : item);
            }
        }
    }

    private Item change(Item item, ValueTarget target) {
        try {
            Node changed = target.field()
                    .change(item.body(), (field, path) -> Node.of(target.apply(Scalars.text(field, path), value)));
            return item.with((Node.Obj) changed, cause);
        } catch (FieldProblem problem) {
            throw FieldEdit.failed(item, cause, problem, "");
        }
    }
}
