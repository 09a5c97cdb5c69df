package io.gitops4j.core.schema;

import io.gitops4j.core.tree.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The types of named schemas that refer to each other, perhaps in circles ({@code JSONSchemaProps} is one). Each is read
 * when it is first needed, with all that it refers to. Safe for any number of threads.
 */
final class ComponentTypes {
    private final Function<String, Node.@Nullable Obj> schemas;
    private final Predicate<String> goTypes;

    // both guarded by this
    private final Map<String, Component> known = new HashMap<>();
    private final Deque<Component> unread = new ArrayDeque<>();

    /**
     * @param schemas a component's schema by its name, or null
     * @param goTypes whether a component of the name is a Go type of Kubernetes
     */
    ComponentTypes(Function<String, Node.@Nullable Obj> schemas, Predicate<String> goTypes) {
        this.schemas = schemas;
        this.goTypes = goTypes;
    }

    /** A type, and whether all of it was understood. */
    record Reading(FieldType type, boolean exact) {}

    /** The type of the component {@code name}; null where there is no such component. */
    synchronized @Nullable Reading read(String name) {
        Component wanted = component(name);
        if (wanted == null) {
            return null;
        }
        List<Relation> relations = new ArrayList<>();
        // one after the other, not one within the other: a chain of references may be longer than the stack is deep
        for (Component next = unread.poll(); next != null; next = unread.poll()) {
            next.read(relations);
        }
        // only now is everything defined
        relations.forEach(Relation::define);
        return new Reading(wanted.type(), isExact(wanted));
    }

    private @Nullable Component component(String name) {
        Component component = known.get(name);
        if (component == null) {
            FieldType wellKnown = WellKnownTypes.of(name);
            Node.Obj schema = wellKnown == null ? schemas.apply(name) : null;
            if (schema == null && wellKnown == null) {
                return null;
            }
            component = new Component(name, schema, wellKnown);
            known.put(name, component);
            unread.add(component);
        }
        return component;
    }

    private boolean isExact(Component root) {
        Set<Component> seen = new HashSet<>();
        Deque<Component> next = new ArrayDeque<>();
        next.add(root);
        while (!next.isEmpty()) {
            Component component = next.remove();
            if (seen.add(component)) {
                if (!component.exact) {
                    return false;
                }
                next.addAll(component.references);
            }
        }
        return true;
    }

    /** {@code type} with another word on whether its members are one value (a reference may have its own). */
    private record Relation(FieldType.Later later, FieldType type, boolean atomic) {
        void define() {
            MapType map = type.map();
            MapType changed = map == null ? null : atomic ? map.atomic() : map.granular();
            later.define(FieldType.of(type.scalar(), type.list(), changed));
        }
    }

    private final class Component {
        private final FieldType.Later later = FieldType.later();
        private final Set<Component> references = new HashSet<>();
        private final String name;
        private final @Nullable FieldType wellKnown;
        private final boolean isStruct;
        private Node.@Nullable Obj source;
        private boolean exact = true;

        Component(String name, Node.@Nullable Obj schema, @Nullable FieldType wellKnown) {
            this.name = name;
            this.wellKnown = wellKnown;
            this.isStruct = schema != null && Keywords.isStruct(schema);
            this.source = schema;
        }

        FieldType type() {
            return wellKnown == null ? later.type() : wellKnown;
        }

        void read(List<Relation> relations) {
            Node.Obj schema = source;
            if (schema == null) {
                return;
            }
            source = null;
            TypeReader.References found = new Found(this, relations);
            TypeReader reader =
                    goTypes.test(name) ? TypeReader.ofGoType(name, found) : TypeReader.ofCustomResource(found);
            // a component that is but another name for a second one is for the API server no type either
            FieldType type = Keywords.reference(schema) == null ? reader.read(schema, false) : null;
            exact = type != null && reader.exact();
            later.define(type == null ? FieldType.deduced() : type);
        }
    }

    private final class Found implements TypeReader.References {
        private final Component from;
        private final List<Relation> relations;

        Found(Component from, List<Relation> relations) {
            this.from = from;
            this.relations = relations;
        }

        @Override
        public @Nullable FieldType type(String name) {
            Component found = component(name);
            if (found != null) {
                from.references.add(found);
            }
            return found == null ? null : found.type();
        }

        @Override
        public @Nullable FieldType type(String name, boolean atomic) {
            FieldType type = type(name);
            if (type == null) {
                return null;
            }
            Relation relation = new Relation(FieldType.later(), type, atomic);
            relations.add(relation);
            return relation.later().type();
        }

        @Override
        public boolean isStruct(String name) {
            Component component = component(name);
            return component != null && component.isStruct;
        }
    }
}
