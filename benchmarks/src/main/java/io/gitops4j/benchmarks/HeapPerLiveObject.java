package io.gitops4j.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.gitops4j.core.merge.FieldSets;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How much heap a live object keeps, its managed fields included: typical Deployments of which no two have a name or a value of
 * theirs in common, parsed from the JSON that an API server sends, and held in several forms. Once each on its own, as if it
 * were the only one; once with what equal parts many objects have, as a list of them is read and held.
 */
public final class HeapPerLiveObject {
    private static final int OBJECTS = Integer.getInteger("objects", 2_000);

    private HeapPerLiveObject() {}

    /** Prints the figures. */
    public static void main(String[] args) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            texts.add(LiveDeployment.numbered(i).json());
        }
        System.out.printf(
                "%d objects of %d characters%n",
                OBJECTS, texts.stream().mapToLong(String::length).sum() / OBJECTS);
        ObjectMapper mapper = new ObjectMapper();
        long jackson = kept(texts, text -> jackson(mapper, text, JsonNode.class));
        long fabric8 = kept(texts, text -> jackson(mapper, text, GenericKubernetesResource.class));
        print("JsonNode", jackson, jackson, fabric8);
        print("GenericKubernetesResource", fabric8, jackson, fabric8);
        print("live, on its own", kept(texts, text -> live(text, new Shapes(), new FieldSets())), jackson, fabric8);
        Shapes shapes = new Shapes();
        FieldSets sets = new FieldSets();
        print("live, keys and managed fields shared", kept(texts, text -> live(text, shapes, sets)), jackson, fabric8);
        print("the body alone, on its own", kept(texts, text -> body(text, new Shapes())), jackson, fabric8);
        Shapes others = new Shapes();
        print("the body alone, keys shared", kept(texts, text -> body(text, others)), jackson, fabric8);
    }

    private static Live.Present live(String text, Shapes shapes, FieldSets sets) {
        Node.Obj whole = parsed(text, shapes);
        return new Live.Present(ManagedFields.empty().on(whole), ManagedFields.readable(whole, sets));
    }

    private static Node.Obj body(String text, Shapes shapes) {
        return ManagedFields.empty().on(parsed(text, shapes));
    }

    private static Node.Obj parsed(String text, Shapes shapes) {
        return (Node.Obj) Parser.tolerant()
                .shapes(shapes)
                .parseJson("live.json", text)
                .get(0)
                .root();
    }

    private static Object jackson(ObjectMapper mapper, String text, Class<?> as) {
        try {
            return mapper.readValue(text, as);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void print(String what, long bytes, long jackson, long fabric8) {
        System.out.printf(
                "%-38s %,8d bytes an object, 1/%.1f of JsonNode, 1/%.1f of GenericKubernetesResource%n",
                what, bytes, (double) jackson / bytes, (double) fabric8 / bytes);
    }

    private static long kept(List<String> texts, Function<String, Object> form) {
        // what classes and tables keep is no object's
        Object first = form.apply(texts.get(0));
        Object[] held = new Object[texts.size()];
        long before = Heap.used();
        for (int i = 0; i < held.length; i++) {
            held[i] = form.apply(texts.get(i));
        }
        long bytes = (Heap.used() - before) / held.length;
        if (first.equals(held)) {
            throw new IllegalStateException("keeps them until here");
        }
        return bytes;
    }
}
