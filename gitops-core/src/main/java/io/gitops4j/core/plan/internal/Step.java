package io.gitops4j.core.plan.internal;

import io.gitops4j.core.Digest;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.PathSet;
import java.util.List;
import java.util.Set;

/**
 * One write of a plan.
 *
 * @param number its place in the plan, from 0
 * @param face its line of the plan
 * @param key the object
 * @param version the version that the object is declared in, or was
 * @param desired what is applied, our mark included; empty for a removal
 * @param schema the schema of its kind
 * @param sensitive the values that must not be shown
 * @param fields the fields that the apply owns
 * @param removed the fields that the apply takes away
 * @param inherited the managers whose fields become ours first
 * @param uid the uid of the live object; empty where there must be none
 * @param force whether fields are taken from other managers
 * @param before the live fields that the step reads or writes
 * @param needs the numbers of the steps that must have succeeded before
 * @param confirmable whether this is a removal that is held until somebody confirms it
 * @param digest the digest of all that the step does
 */
public record Step(
        int number,
        PlannedChange face,
        ResourceKey key,
        String version,
        Node.Obj desired,
        ObjectSchema schema,
        PathSet sensitive,
        FieldSet fields,
        FieldSet removed,
        Set<FieldManager> inherited,
        String uid,
        boolean force,
        Node.Obj before,
        List<Integer> needs,
        boolean confirmable,
        Digest digest) {
    /** Keeps unmodifiable copies. */
    public Step {
        inherited = Set.copyOf(inherited);
        needs = List.copyOf(needs);
    }

    /** What is done. */
    public Action action() {
        return face.action();
    }

    /** Whether it removes the object. */
    public boolean removes() {
        return action() == Action.PRUNE || action() == Action.HOLD;
    }

    /** This step as another line of the plan. */
    public Step as(PlannedChange line) {
        return new Step(
                number, line, key, version, desired, schema, sensitive, fields, removed, inherited, uid, force, before,
                needs, false, digest);
    }

    Step at(int place, List<Integer> need) {
        return new Step(
                place,
                face,
                key,
                version,
                desired,
                schema,
                sensitive,
                fields,
                removed,
                inherited,
                uid,
                force,
                before,
                need,
                confirmable,
                digest);
    }

    /** The line alone. */
    @Override
    public String toString() {
        return face.toString();
    }
}
