package io.gitops4j.e2e;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.resource.OwnerMark;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Random edits of the fields that an applier owns. What the API server does not take is for the caller to try again. */
final class OwnedEdits {
    private static final Set<String> MAPS = Set.of(
            "annotations",
            "data",
            "labels",
            "limits",
            "matchLabels",
            "nodeSelector",
            "requests",
            "selector",
            "stringData");
    private static final Pattern MEASURE = Pattern.compile("([0-9]+)([a-zA-Z%]*)");

    private static final Set<Node> BLANK = Set.of(Node.of(false), Node.of(0), Node.of(""));

    private final Random random;
    private final Node.Obj live;
    private final List<FieldPath> leaves;

    /**
     * Edits of {@code live}.
     *
     * @param owned the fields that may be edited
     */
    OwnedEdits(Random random, Node.Obj live, FieldSet owned) {
        this.random = random;
        this.live = live;
        // an item under another key is not ours: an apply brings ours back and cannot take theirs away
        this.leaves = owned.leaves().members().stream()
                .filter(path ->
                        !isMark(path) && !path.isKeyOfItem() && path.in(live).isPresent())
                .toList();
    }

    /** Without our mark an object is nobody's: that is not an edit of a field. */
    private static boolean isMark(FieldPath path) {
        return path.toString().contains(OwnerMark.ANNOTATION) || path.toString().contains("gitops4j");
    }

    /** One edit; empty where the field that was chosen allows none. */
    Optional<LiveEdit> next() {
        if (leaves.isEmpty()) {
            return Optional.empty();
        }
        FieldPath path = leaves.get(random.nextInt(leaves.size()));
        int choice = random.nextInt(10);
        if (choice == 0) {
            return item(path).map(item -> removed(LiveEdit.Kind.ITEM_REMOVED, item));
        }
        if (choice == 1) {
            return item(path).flatMap(this::reordered);
        }
        Path at = path.in(live).orElseThrow();
        Node value = live.at(at).orElseThrow();
        if (value instanceof Node.Arr list && list.size() > 0) {
            return list(path, at, list);
        }
        if (value instanceof Node.Obj object && object.size() > 0) {
            return inside(path, at, object);
        }
        if (choice < 4 && !at.isIndex(at.length() - 1)) {
            boolean map = at.length() > 1 && MAPS.contains(nameAt(at, at.length() - 2));
            return Optional.of(removed(map ? LiveEdit.Kind.MAP_KEY_REMOVED : LiveEdit.Kind.FIELD_REMOVED, path));
        }
        LiveEdit.Kind kind = kind(path, at);
        // of false, zero and the empty text the server keeps nothing, nor who set them
        return another(at, value).map(other -> new LiveEdit(kind, path, with(at, other), !BLANK.contains(other)));
    }

    private static LiveEdit.Kind kind(FieldPath path, Path at) {
        if (path.elements().stream().anyMatch(element -> !(element instanceof PathElement.Field))) {
            return LiveEdit.Kind.ITEM_LEAF;
        }
        boolean map = at.length() > 1 && MAPS.contains(nameAt(at, at.length() - 2));
        return map ? LiveEdit.Kind.MAP_MEMBER : LiveEdit.Kind.SCALAR;
    }

    private static String nameAt(Path path, int position) {
        return path.isIndex(position) ? "" : path.keyAt(position);
    }

    /** The item of a list that {@code path} is in. */
    private static Optional<FieldPath> item(FieldPath path) {
        for (int length = path.length(); length > 0; length--) {
            if (!(path.element(length - 1) instanceof PathElement.Field)) {
                return Optional.of(path.prefix(length));
            }
        }
        return Optional.empty();
    }

    private LiveEdit removed(LiveEdit.Kind kind, FieldPath path) {
        return new LiveEdit(kind, path, (Node.Obj) live.without(path.in(live).orElseThrow()), false);
    }

    private Optional<LiveEdit> reordered(FieldPath item) {
        FieldPath path = item.prefix(item.length() - 1);
        Path at = path.in(live).orElseThrow();
        return live.at(at)
                .flatMap(list -> turned((Node.Arr) list))
                .map(list -> new LiveEdit(LiveEdit.Kind.ITEMS_REORDERED, path, with(at, list), false));
    }

    private Optional<LiveEdit> list(FieldPath path, Path at, Node.Arr list) {
        List<Node> items = new ArrayList<>(list.items());
        switch (random.nextInt(4)) {
            case 0 -> {
                items.remove(items.size() - 1);
                boolean left = !items.isEmpty();
                return Optional.of(new LiveEdit(LiveEdit.Kind.LIST_SHORTENED, path, with(at, Node.array(items)), left));
            }
            case 1 -> {
                Optional<Node> more = changedInside(at, items.get(items.size() - 1));
                more.ifPresent(items::add);
                return more.map(
                        item -> new LiveEdit(LiveEdit.Kind.LIST_APPENDED, path, with(at, Node.array(items)), true));
            }
            case 2 -> {
                return turned(list)
                        .map(other -> new LiveEdit(LiveEdit.Kind.LIST_REORDERED, path, with(at, other), true));
            }
            default -> {
                return inside(path, at, list);
            }
        }
    }

    private Optional<LiveEdit> inside(FieldPath path, Path at, Node whole) {
        return changedInside(at, whole)
                .map(other -> new LiveEdit(LiveEdit.Kind.INSIDE_A_WHOLE_VALUE, path, with(at, other), true));
    }

    private static Optional<Node> turned(Node.Arr list) {
        List<Node> items = new ArrayList<>(list.items());
        Collections.reverse(items);
        Node turned = Node.array(items);
        return turned.equals(list) ? Optional.empty() : Optional.of(turned);
    }

    /** {@code whole} with one scalar in it changed. */
    private Optional<Node> changedInside(Path at, Node whole) {
        if (whole instanceof Node.Obj object && object.size() > 0) {
            int member = random.nextInt(object.size());
            return changedInside(at.key(object.key(member)), object.value(member))
                    .map(value -> object.with(object.key(member), value));
        }
        if (whole instanceof Node.Arr list && list.size() > 0) {
            int place = random.nextInt(list.size());
            List<Node> items = new ArrayList<>(list.items());
            return changedInside(at.index(place), list.get(place)).map(value -> {
                items.set(place, value);
                return Node.array(items);
            });
        }
        return another(at, whole);
    }

    /** Another value of the same kind. */
    private Optional<Node> another(Path at, Node value) {
        if (value instanceof Node.Bool flag) {
            return Optional.of(Node.of(!flag.value()));
        }
        if (value instanceof Node.Num number && number.isLong()) {
            return Optional.of(Node.of(number.value().longValue() + 1 + random.nextInt(3)));
        }
        if (!(value instanceof Node.Str text)) {
            return Optional.empty();
        }
        if (live.text("kind").filter("Secret"::equals).isPresent()
                && at.keyAt(0).equals("data")) {
            byte[] other = ("edit " + random.nextInt(1000)).getBytes(StandardCharsets.UTF_8);
            return Optional.of(Node.of(Base64.getEncoder().encodeToString(other)));
        }
        Matcher measure = MEASURE.matcher(text.value());
        return Optional.of(Node.of(
                measure.matches() && measure.group(1).length() < 10
                        ? Long.parseLong(measure.group(1)) + 1 + random.nextInt(3) + measure.group(2)
                        : text.value() + "x" + random.nextInt(1000)));
    }

    private Node.Obj with(Path at, Node value) {
        return (Node.Obj) live.with(at, value);
    }
}
