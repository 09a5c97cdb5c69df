package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.Location;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object of a build, with what upstream keeps in annotations of its own while it builds: the ids that it had, the prefixes
 * and suffixes that its name was given, whether its name takes a hash. Immutable: a transformer gives another one, which shares
 * all that did not change.
 */
public final class Item {
    /** A name, namespace and kind that an object had; its group and version are those that it has now. */
    private record Former(String name, String namespace, String kind) {}

    private final Node.Obj body;
    private final Scopes scopes;
    private final ResourceId id;
    private final List<Former> former;
    private final List<String> prefixes;
    private final List<String> suffixes;
    private final List<String> variables;
    private final Behavior behavior;
    private final boolean hashed;
    private final boolean touched;
    private final Lineage lineage;
    private final Secrets secrets;
    private final Aliases aliases;
    private @Nullable List<ResourceId> previous;

    private Item(Draft draft) {
        this.body = draft.body;
        this.scopes = draft.scopes;
        this.id = draft.id != null ? draft.id : idOf(draft.body, draft.scopes);
        this.former = draft.former;
        this.prefixes = draft.prefixes;
        this.suffixes = draft.suffixes;
        this.variables = draft.variables;
        this.behavior = draft.behavior;
        this.hashed = draft.hashed;
        this.touched = draft.touched;
        this.lineage = draft.lineage;
        this.secrets = draft.secrets;
        this.aliases = draft.aliases;
    }

    /** What the next version differs in. */
    private static final class Draft {
        private Node.Obj body;
        private final Scopes scopes;
        private @Nullable ResourceId id;
        private List<Former> former = List.of();
        private List<String> prefixes = List.of();
        private List<String> suffixes = List.of();
        private List<String> variables = List.of();
        private Behavior behavior = Behavior.UNSPECIFIED;
        private boolean hashed;
        private boolean touched;
        private Lineage lineage;
        private Secrets secrets;
        private Aliases aliases = Aliases.NONE;

        Draft(Node.Obj body, Scopes scopes, Lineage lineage, Secrets secrets) {
            this.body = body;
            this.scopes = scopes;
            this.lineage = lineage;
            this.secrets = secrets;
        }

        Draft(Item from) {
            this(from.body, from.scopes, from.lineage, from.secrets);
            id = from.id;
            former = from.former;
            prefixes = from.prefixes;
            suffixes = from.suffixes;
            variables = from.variables;
            behavior = from.behavior;
            hashed = from.hashed;
            touched = from.touched;
            aliases = from.aliases;
        }

        /** One that upstream would write an annotation of its own into. */
        Item touched() {
            touched = true;
            return new Item(this);
        }
    }

    /** An object as it was read or generated. */
    public static Item of(Node.Obj body, Origins origins, Scopes scopes) {
        return new Item(new Draft(body, scopes, Lineage.of(body, origins), Secrets.of(body)));
    }

    private static ResourceId idOf(Node.Obj body, Scopes scopes) {
        Gvk gvk = Gvk.of(body);
        Node.Obj metadata = body.object("metadata");
        return new ResourceId(
                gvk,
                metadata.text("name").orElse(""),
                metadata.text("namespace").orElse(""),
                scopes.clusterScoped(gvk));
    }

    /**
     * This object with another body; itself where nothing differs. A value that {@link #aliased} made one with others is
     * changed with them.
     */
    public Item with(Node.Obj changed, Cause cause) {
        if (changed == this.body || changed.equals(this.body)) {
            return this;
        }
        Node.Obj body = aliases.carried(this.body, changed);
        Draft draft = new Draft(this);
        draft.body = body;
        draft.lineage = lineage.then(body, cause);
        draft.secrets = secrets.carried(this.body, body, cause.from());
        boolean sameId = body.get("metadata") == this.body.get("metadata")
                && body.get("kind") == this.body.get("kind")
                && body.get("apiVersion") == this.body.get("apiVersion");
        draft.id = sameId ? id : null;
        return new Item(draft);
    }

    /**
     * This object, in which entries have one value in several maps from now on.
     *
     * @param added for each key the maps that it was added to at once
     */
    public Item aliased(Map<String, List<Path>> added) {
        Aliases more = aliases.and(added);
        if (more == aliases) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.aliases = more;
        return new Item(draft);
    }

    /** This object, in which no value is one with another any more, as after what upstream writes out and reads again. */
    public Item unaliased() {
        if (aliases == Aliases.NONE) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.aliases = Aliases.NONE;
        return new Item(draft);
    }

    /** This object, of which the values at {@code paths} must not be shown, wherever transformers take them. */
    public Item withSecrets(PathSet paths) {
        Draft draft = new Draft(this);
        draft.secrets = secrets.and(body, paths);
        return new Item(draft);
    }

    /** This object, which will be found by the id that it has now as well when it has another. */
    public Item rememberingId() {
        Draft draft = new Draft(this);
        draft.former = plus(
                former, new Former(id.name(), id.effectiveNamespace(), id.gvk().kind()));
        return draft.touched();
    }

    /** This object, whose name was given a prefix; an empty one is none. */
    public Item prefixed(String prefix) {
        if (prefix.isEmpty()) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.prefixes = plus(prefixes, prefix);
        return draft.touched();
    }

    /** This object, whose name was given a suffix; an empty one is none. */
    public Item suffixed(String suffix) {
        if (suffix.isEmpty()) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.suffixes = plus(suffixes, suffix);
        return draft.touched();
    }

    /** This object, which the variable {@code name} reads from. */
    public Item readBy(String name) {
        Draft draft = new Draft(this);
        draft.variables = plus(variables, name);
        return new Item(draft);
    }

    /** This object, which a name refers to. */
    public Item referred() {
        return touched ? this : new Draft(this).touched();
    }

    /** This object as a generator made it. */
    public Item generated(Behavior behavior, boolean hashed) {
        Draft draft = new Draft(this);
        draft.behavior = behavior;
        draft.hashed = hashed;
        return draft.touched();
    }

    /** This object, whose name takes a hash only where {@code also} another that is merged into it wants one. */
    public Item hashedIf(boolean also) {
        Draft draft = new Draft(this);
        draft.hashed = hashed && also;
        return draft.touched();
    }

    private static <T> List<T> plus(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    /** The object. */
    public Node.Obj body() {
        return body;
    }

    /** The id that it has now. */
    public ResourceId id() {
        return id;
    }

    /** The ids that it had before, the oldest first; unmodifiable. */
    public List<ResourceId> previousIds() {
        List<ResourceId> known = previous;
        if (known == null) {
            List<ResourceId> ids = new ArrayList<>(former.size());
            for (Former one : former) {
                Gvk gvk = new Gvk(id.gvk().group(), id.gvk().version(), one.kind);
                ids.add(new ResourceId(gvk, one.name, one.namespace, one.namespace.equals(ResourceId.NO_NAMESPACE)));
            }
            known = List.copyOf(ids);
            previous = known;
        }
        return known;
    }

    /** Whether it had the names that {@code other} had. */
    boolean hasFormerIdsOf(Item other) {
        return former.equals(other.former);
    }

    /** The first id that it had. */
    public ResourceId originalId() {
        return former.isEmpty() ? id : previousIds().get(0);
    }

    /** The prefixes that its name was given, the first one first; unmodifiable. */
    public List<String> prefixes() {
        return prefixes;
    }

    /** The suffixes that its name was given, the first one first; unmodifiable. */
    public List<String> suffixes() {
        return suffixes;
    }

    /** The variables that read from it; unmodifiable. */
    public List<String> variables() {
        return variables;
    }

    /** What it does where one of its id is there. */
    public Behavior behavior() {
        return behavior;
    }

    /** Whether its name takes a hash of its content. */
    public boolean hashed() {
        return hashed;
    }

    /** Whether upstream would have kept annotations of its own in it. */
    public boolean touched() {
        return touched;
    }

    /** The kind of scope rules that its ids follow. */
    public Scopes scopes() {
        return scopes;
    }

    /** Where each value comes from. */
    public Origins origins() {
        return lineage;
    }

    /** How its scalars are written. */
    public Spelling spelling() {
        return lineage;
    }

    /** Where it is declared. */
    public Location location() {
        return lineage.declared().location();
    }

    /** Whether the value at {@code path} must not be shown. */
    public boolean sensitive(Path path) {
        return secrets.in(body).touches(path);
    }

    /** As core takes it. */
    public Manifest manifest() {
        return Manifest.of(body, lineage).withSensitive(secrets.in(body));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
