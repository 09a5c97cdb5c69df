package io.gitops4j.core.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of the fields of an object, kept as a trie. Immutable. It is the set that one entry of {@code
 * metadata.managedFields} holds in the {@code FieldsV1} encoding, where {@code f:} is a field, {@code k:} an element of
 * a list by its keys, {@code v:} an element of a set by its value, {@code i:} an element by index, and {@code "."} the
 * container itself beside what is in it (kubernetes-sigs/structured-merge-diff {@code fieldpath/serialize.go}).
 *
 * <p>A member stands for its own path, not for what is below it: the algebra ({@link #union}, {@link #minus}, {@link
 * #intersect}) is that of plain sets of paths. Only {@link #has} asks in the wider sense of ownership.
 */
public final class FieldSet {
    private static final String SELF = ".";
    private static final FieldSet NOTHING = new FieldSet(new String[0], new FieldSet[0], false);
    private static final FieldSet LEAF = new FieldSet(new String[0], new FieldSet[0], true);

    /** Steps in the FieldsV1 encoding, sorted. */
    private final String[] steps;

    private final FieldSet[] below;
    private final boolean member;
    private final int hash;

    private FieldSet(String[] steps, FieldSet[] below, boolean member) {
        this.steps = steps;
        this.below = below;
        this.member = member;
        this.hash = 31 * (31 * Arrays.hashCode(steps) + Arrays.hashCode(below)) + Boolean.hashCode(member);
    }

    private static FieldSet of(TreeMap<String, FieldSet> children, boolean member) {
        if (children.isEmpty()) {
            return member ? LEAF : NOTHING;
        }
        return new FieldSet(
                children.keySet().toArray(new String[0]), children.values().toArray(new FieldSet[0]), member);
    }

    /** The set without a field. */
    public static FieldSet empty() {
        return NOTHING;
    }

    /** The set of these fields; an index becomes an element by index. */
    public static FieldSet of(Collection<Path> paths) {
        return of(List.copyOf(paths));
    }

    /** By halves, so that many paths cost little more than their number. */
    private static FieldSet of(List<Path> paths) {
        int size = paths.size();
        if (size < 2) {
            return size == 0 ? NOTHING : chain(paths.get(0), 0);
        }
        return of(paths.subList(0, size / 2)).union(of(paths.subList(size / 2, size)));
    }

    private static FieldSet chain(Path path, int step) {
        if (step == path.length()) {
            return step == 0 ? NOTHING : LEAF;
        }
        return new FieldSet(new String[] {step(path, step)}, new FieldSet[] {chain(path, step + 1)}, false);
    }

    private static String step(Path path, int i) {
        return path.isIndex(i) ? "i:" + path.indexAt(i) : "f:" + path.keyAt(i);
    }

    /**
     * Every leaf that {@code declared} names: scalars and nulls, arrays as a whole, objects without members. Objects
     * with members are no leaves. What an apply does not own ({@code apiVersion}, {@code kind}, name and namespace) the
     * caller strips before.
     */
    public static FieldSet declaredBy(Node.Obj declared) {
        return declared.size() == 0 ? NOTHING : leaves(declared);
    }

    private static FieldSet leaves(Node node) {
        if (!(node instanceof Node.Obj obj) || obj.size() == 0) {
            return LEAF;
        }
        String[] steps = new String[obj.size()];
        FieldSet[] below = new FieldSet[obj.size()];
        for (int i = 0; i < steps.length; i++) {
            // a common prefix keeps the keys' order
            steps[i] = "f:" + obj.key(i);
            below[i] = leaves(obj.value(i));
        }
        return new FieldSet(steps, below, false);
    }

    /** The set that {@code fields} encodes. Steps of an unknown prefix are dropped, with what is below them. */
    public static FieldSet fromFieldsV1(Node.Obj fields) {
        FieldSet read = read(fields);
        return read == LEAF ? NOTHING : read.member ? new FieldSet(read.steps, read.below, false) : read;
    }

    private static FieldSet read(Node.Obj fields) {
        TreeMap<String, FieldSet> children = new TreeMap<>();
        for (int i = 0; i < fields.size(); i++) {
            String step = Steps.canonical(fields.key(i));
            if (step != null) {
                FieldSet child = read(fields.value(i) instanceof Node.Obj obj ? obj : Node.object());
                children.merge(step, child, FieldSet::union);
            }
        }
        return of(children, children.isEmpty() || fields.has(SELF));
    }

    /** The set as the API server writes it; {@link #fromFieldsV1} gives the same set back. */
    public Node.Obj toFieldsV1() {
        ObjBuilder out = Node.objectBuilder();
        if (member && steps.length > 0) {
            out.put(SELF, Node.object());
        }
        for (int i = 0; i < steps.length; i++) {
            out.put(steps[i], below[i].toFieldsV1());
        }
        return out.build();
    }

    /** The fields of this set or of {@code other}. */
    public FieldSet union(FieldSet other) {
        return combine(this, other, (here, there) -> here || there);
    }

    /** The fields of this set that are not in {@code other}. */
    public FieldSet minus(FieldSet other) {
        return combine(this, other, (here, there) -> here && !there);
    }

    /** The fields of this set that are in {@code other} too. */
    public FieldSet intersect(FieldSet other) {
        return combine(this, other, (here, there) -> here && there);
    }

    @FunctionalInterface
    private interface Rule {
        boolean keeps(boolean here, boolean there);
    }

    private static FieldSet combine(FieldSet a, FieldSet b, Rule rule) {
        if (a == b) {
            return rule.keeps(true, true) ? a : NOTHING;
        }
        if (a == NOTHING) {
            return rule.keeps(false, true) ? b : NOTHING;
        }
        if (b == NOTHING) {
            return rule.keeps(true, false) ? a : NOTHING;
        }
        TreeMap<String, FieldSet> children = new TreeMap<>();
        for (int i = 0; i < a.steps.length; i++) {
            put(children, a.steps[i], combine(a.below[i], b.child(a.steps[i]), rule));
        }
        for (int i = 0; i < b.steps.length; i++) {
            if (a.child(b.steps[i]) == NOTHING) {
                put(children, b.steps[i], combine(NOTHING, b.below[i], rule));
            }
        }
        return of(children, rule.keeps(a.member, b.member));
    }

    private static void put(TreeMap<String, FieldSet> children, String step, FieldSet child) {
        if (child != NOTHING) {
            children.put(step, child);
        }
    }

    private FieldSet child(String step) {
        int position = Arrays.binarySearch(steps, step);
        return position < 0 ? NOTHING : below[position];
    }

    /** This set without {@code path} and all below it. */
    public FieldSet without(Path path) {
        return path.length() == 0 ? NOTHING : without(path, 0);
    }

    private FieldSet without(Path path, int i) {
        if (i == path.length()) {
            return NOTHING;
        }
        String step = step(path, i);
        FieldSet child = child(step);
        FieldSet changed = child == NOTHING ? NOTHING : child.without(path, i + 1);
        if (changed == child) {
            return this;
        }
        TreeMap<String, FieldSet> children = new TreeMap<>();
        for (int at = 0; at < steps.length; at++) {
            put(children, steps[at], steps[at].equals(step) ? changed : below[at]);
        }
        return of(children, member);
    }

    /** Whether the set has no field. */
    public boolean isEmpty() {
        return this == NOTHING;
    }

    /**
     * Whether {@code path} is owned by whoever owns this set: it is a member, or below a member that is a leaf here, as
     * an item is of a list that is owned as a whole. A container of members alone is not owned.
     */
    public boolean has(Path path) {
        FieldSet at = this;
        for (int i = 0; i < path.length(); i++) {
            at = at.child(step(path, i));
            if (at == LEAF) {
                return true;
            }
        }
        return at.member;
    }

    /** Whether {@code path} itself is a member. */
    public boolean names(Path path) {
        return find(path).member;
    }

    /** Whether a field below {@code path} is a member. */
    public boolean hasBelow(Path path) {
        return find(path).steps.length > 0;
    }

    private FieldSet find(Path path) {
        FieldSet at = this;
        for (int i = 0; i < path.length(); i++) {
            at = at.child(step(path, i));
        }
        return at;
    }

    /**
     * The members as paths, in the order of the encoded steps. Elements of lists by key or by value are left out, with
     * all below them: where they are depends on the object.
     */
    public List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        collect(Path.root(), paths);
        return paths;
    }

    private void collect(Path here, List<Path> paths) {
        if (member) {
            paths.add(here);
        }
        for (int i = 0; i < steps.length; i++) {
            if (steps[i].startsWith("f:")) {
                below[i].collect(here.key(steps[i].substring(2)), paths);
            } else if (steps[i].startsWith("i:")) {
                below[i].collect(here.index(Integer.parseInt(steps[i].substring(2))), paths);
            }
        }
    }

    /** The members as Kubernetes prints them, such as {@code .spec.containers[name="web"].image}. */
    public List<String> printed() {
        List<String> names = new ArrayList<>();
        print("", names);
        return names;
    }

    private void print(String here, List<String> names) {
        if (member) {
            names.add(here);
        }
        for (int i = 0; i < steps.length; i++) {
            below[i].print(here + Steps.printed(steps[i]), names);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof FieldSet that
                        && hash == that.hash
                        && member == that.member
                        && Arrays.equals(steps, that.steps)
                        && Arrays.equals(below, that.below);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The printed members, which are no values except for those by which elements of lists are told apart. */
    @Override
    public String toString() {
        return printed().toString();
    }
}
