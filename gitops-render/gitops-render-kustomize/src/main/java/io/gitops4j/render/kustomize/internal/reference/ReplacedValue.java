package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import org.jspecify.annotations.Nullable;

/**
 * The value that a replacement puts into its targets. Where it is a whole field, and the replacement changes that very field,
 * the targets after it get what the field is by then, as upstream's do. For one thread.
 */
final class ReplacedValue {
    private final int position;
    private final Path path;
    private final boolean secret;
    private Node node;
    private String text;
    private boolean plain;
    private boolean live;

    private ReplacedValue(Node node, String text, int position, Path path, boolean secret) {
        this.node = node;
        this.text = text;
        this.position = position;
        this.path = path;
        this.secret = secret;
    }

    /** A value that is written out, which is read as YAML reads it where its target has no type. */
    static ReplacedValue written(String text) {
        ReplacedValue value = new ReplacedValue(Node.of(text), text, -1, Path.root(), false);
        value.plain = true;
        return value;
    }

    /** The value {@code node}, written {@code text}, which is at {@code path} of the object at {@code position}. */
    static ReplacedValue of(Node node, String text, int position, Path path, boolean secret) {
        ReplacedValue value = new ReplacedValue(node, text, position, path, secret);
        value.live = true;
        return value;
    }

    /** A part of this value. */
    ReplacedValue part(FieldOptions options) {
        if (!options.isPart()) {
            return this;
        }
        if (!ScalarText.isScalar(node)) {
            throw FieldMismatch.value("delimiter option can only be used with scalar nodes");
        }
        return new ReplacedValue(node, options.part(text, shown(text)), position, path, secret);
    }

    /** Whether it must not be shown. */
    boolean secret() {
        return secret;
    }

    /** What a missing target is made as: an object, a list, or null for a scalar. */
    @Nullable
    Node container() {
        return node instanceof Node.Obj ? Node.object() : node instanceof Node.Arr ? Node.array() : null;
    }

    /** What becomes of a target that is there. */
    Node over(Node target, FieldOptions options) {
        if (options.isPart() && !ScalarText.isScalar(target)) {
            throw FieldMismatch.value("delimiter option can only be used with scalar nodes");
        }
        if (ScalarText.isScalar(target)) {
            return typed(target, options.isPart() ? options.with(ScalarText.of(target), text) : text);
        }
        if (plain) {
            return Scalars.resolve(text);
        }
        return ScalarText.isScalar(node) ? typed(node, text) : node;
    }

    /** What becomes of a target that was made, with the text {@code made} and no type of its own. */
    Node overMade(String made, FieldOptions options) {
        return Scalars.resolve(textOverMade(made, options));
    }

    /** The text of {@link #overMade}. */
    String textOverMade(String made, FieldOptions options) {
        return options.isPart() ? options.with(made, text) : text;
    }

    private Node typed(Node like, String as) {
        Node value = Scalars.as(like, as);
        if (value == null) {
            throw FieldMismatch.value("cannot decode " + Scalars.tag(Scalars.resolve(as)) + " `" + shown(as) + "` as a "
                    + Scalars.tag(like) + ", the type of the target; remove the field there, or give it this type");
        }
        return value;
    }

    private String shown(String any) {
        return secret ? "(a secret)" : any;
    }

    /** The value at {@code changed} of the object at {@code item} is {@code now}. */
    void changed(int item, Path changed, Node now) {
        if (live && item == position && changed.equals(path)) {
            node = now;
            text = ScalarText.of(now);
        } else if (live && item == position && changed.covers(path)) {
            live = false;
        }
    }

    /** The object at {@code item} is {@code body} now. */
    void changedBelow(int item, Node.Obj body) {
        if (live && item == position && !ScalarText.isScalar(node)) {
            body.at(path).ifPresent(now -> node = now);
        }
    }
}
