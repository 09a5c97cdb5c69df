package io.gitops4j.e2e.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.StructField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Whether two types say the same, however they are built; types may contain themselves. */
final class TypeComparison {
    private final List<String> differences = new ArrayList<>();
    private final IdentityHashMap<FieldType, Set<FieldType>> compared = new IdentityHashMap<>();

    /** What the types differ in, by path; what only the second has in front of it with a plus, the first with a minus. */
    static List<String> differences(FieldType one, FieldType other) {
        TypeComparison comparison = new TypeComparison();
        comparison.types("", one, other);
        return comparison.differences;
    }

    private void types(String path, FieldType one, FieldType other) {
        // FieldType has no equals of its own: a set of it tells instances
        if (!compared.computeIfAbsent(one, first -> new HashSet<>()).add(other)) {
            return;
        }
        same(path, "scalar", one.scalar(), other.scalar());
        if (one.list() == null || other.list() == null) {
            same(path, "list", one.list(), other.list());
        } else {
            lists(path, one.list(), other.list());
        }
        if (one.map() == null || other.map() == null) {
            same(path, "object", one.map(), other.map());
        } else {
            maps(path, one.map(), other.map());
        }
    }

    private void lists(String path, ListType one, ListType other) {
        same(path, "kind of list", one.kind(), other.kind());
        same(path, "keys", one.keys(), other.keys());
        types(path + "[]", one.element(), other.element());
    }

    private void maps(String path, MapType one, MapType other) {
        same(path, "atomic", one.isAtomic(), other.isAtomic());
        if (one.element() == null || other.element() == null) {
            same(path, "members", one.element(), other.element());
        } else {
            types(path + ".*", one.element(), other.element());
        }
        Map<String, StructField> fields = new HashMap<>();
        one.fields().forEach(field -> fields.put(field.name(), field));
        Set<String> names = new TreeSet<>(fields.keySet());
        other.fields().forEach(field -> names.add(field.name()));
        for (String name : names) {
            StructField mine = fields.get(name);
            StructField theirs = other.field(name);
            if (mine == null || theirs == null) {
                differences.add((mine == null ? "+" : "-") + path + "." + name);
            } else {
                fields(path + "." + name, mine, theirs);
            }
        }
    }

    private void fields(String path, StructField one, StructField other) {
        same(path, "default", one.defaultValue(), other.defaultValue());
        same(path, "omits empty", one.omitsEmpty(), other.omitsEmpty());
        same(path, "keeps null", one.keepsNull(), other.keepsNull());
        same(path, "written empty", one.isWrittenEmpty(), other.isWrittenEmpty());
        types(path, one.type(), other.type());
    }

    private void same(String path, String what, Object one, Object other) {
        if (!Objects.equals(one, other)) {
            differences.add(path + ": " + what + " " + one + ", not " + other);
        }
    }
}
