package io.gitops4j.core.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Random values of {@link Types#SPEC}, in which no two items of a list are alike. Sets and keyed lists are not empty: nobody
 * owns one that is, upstream as here, and so it goes with whatever goes beside it.
 */
public final class AnySpec {
    private final Random random;

    private AnySpec(Random random) {
        this.random = random;
    }

    public static Arbitrary<Node.Obj> specs() {
        return Arbitraries.randomValue(random -> new AnySpec(random).spec());
    }

    private Node.Obj spec() {
        ObjBuilder out = Node.objectBuilder();
        if (random.nextBoolean()) {
            out.put("replicas", random.nextInt(3));
        }
        if (random.nextBoolean()) {
            out.put("containers", items(4, this::container));
        }
        if (random.nextBoolean()) {
            out.put("words", items(5, i -> Node.of("w" + i)));
        }
        if (random.nextBoolean()) {
            out.put("selector", map());
        }
        if (random.nextBoolean()) {
            out.put("data", map());
        }
        if (random.nextBoolean()) {
            out.put("any", any(2));
        }
        return out.build();
    }

    private Node text() {
        return Node.of(String.valueOf((char) ('x' + random.nextInt(3))));
    }

    private Node.Obj map() {
        ObjBuilder out = Node.objectBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            out.put(String.valueOf((char) ('a' + random.nextInt(4))), text());
        }
        return out.build();
    }

    /** At least one of {@code count} items, in any order. */
    private Node.Arr items(int count, IntFunction<Node> item) {
        Node.Arr items = distinct(count, item);
        return items.size() == 0 ? Node.array(item.apply(random.nextInt(count))) : items;
    }

    /** Some of {@code count} items, in any order. */
    private Node.Arr distinct(int count, IntFunction<Node> item) {
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (random.nextBoolean()) {
                items.add(item.apply(i));
            }
        }
        Collections.shuffle(items, random);
        return Node.array(items);
    }

    private Node container(int number) {
        ObjBuilder out = Node.objectBuilder().put("name", "c" + number);
        if (random.nextBoolean()) {
            out.put("image", text());
        }
        if (random.nextBoolean()) {
            out.put("args", distinct(3, i -> text()));
        }
        if (random.nextBoolean()) {
            out.put("ports", items(4, this::port));
        }
        return out.build();
    }

    private Node port(int number) {
        ObjBuilder out = Node.objectBuilder().put("port", 80 + number / 2);
        if (number % 2 == 1) {
            out.put("protocol", "UDP");
        } else if (random.nextBoolean()) {
            out.put("protocol", "TCP");
        }
        if (random.nextBoolean()) {
            out.put("name", text());
        }
        return out.build();
    }

    private Node any(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 0 -> text();
            case 1 -> Node.of(random.nextInt(3));
            case 2 -> distinct(3, i -> any(depth - 1));
            default -> {
                ObjBuilder out = Node.objectBuilder();
                for (int i = random.nextInt(4); i > 0; i--) {
                    out.put(String.valueOf((char) ('a' + random.nextInt(3))), any(depth - 1));
                }
                yield out.build();
            }
        };
    }
}
