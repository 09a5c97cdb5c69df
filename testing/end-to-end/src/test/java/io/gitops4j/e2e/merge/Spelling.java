package io.gitops4j.e2e.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.Scalar;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the spelling of a request back into what the server made of it. A list that is one value the server compares by
 * its Go values, to which another spelling of a quantity or an empty list is another value (structured-merge-diff {@code
 * value/listreflect.go}); its answer no longer tells.
 */
final class Spelling {
    private Spelling() {}

    static Node asSent(FieldType type, Node result, Node sent) {
        return in(type, result, sent, false, false);
    }

    private static Node in(FieldType type, Node result, Node sent, boolean whole, boolean listed) {
        if (result instanceof Node.Obj now && sent instanceof Node.Obj before && type.map() != null) {
            return map(type.map(), now, before, whole || type.map().isAtomic(), listed);
        }
        if (result instanceof Node.Arr now && sent instanceof Node.Arr before && type.list() != null) {
            boolean atomic = whole || type.list().isAtomic();
            if (now.size() != before.size()) {
                return result;
            }
            List<Node> items = new ArrayList<>();
            for (int i = 0; i < now.size(); i++) {
                items.add(in(type.list().element(), now.get(i), before.get(i), atomic, listed || atomic));
            }
            return Node.array(items);
        }
        return listed && type.scalar() == Scalar.QUANTITY ? sent : result;
    }

    private static Node map(MapType type, Node.Obj result, Node.Obj sent, boolean whole, boolean listed) {
        Node.Obj spelled = result;
        for (String key : sent.keys()) {
            Node before = sent.at(key).orElseThrow();
            Node now = result.get(key);
            StructField field = type.field(key);
            FieldType member = field == null ? type.element() : field.type();
            boolean empty = before instanceof Node.Arr list && list.size() == 0
                    || before instanceof Node.Obj obj && obj.size() == 0;
            if (now instanceof Node.Null && before instanceof Node.Arr) {
                // a list without omitempty: what is empty is null once it is stored
                spelled = spelled.with(key, before);
            } else if (now != null && member != null) {
                spelled = spelled.with(key, in(member, now, before, whole, listed));
            } else if (listed && empty && field != null) {
                spelled = spelled.with(key, before);
            }
        }
        return spelled;
    }
}
