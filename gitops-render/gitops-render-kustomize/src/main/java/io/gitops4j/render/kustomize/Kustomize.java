package io.gitops4j.render.kustomize;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Rendering;
import io.gitops4j.core.render.RenderOptions;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.build.Overrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to build a kustomization: what a host wants beside what the kustomization file says, as Argo CD and Flux offer it. What is
 * set here counts as if the file said it: a namespace, prefix or suffix takes the place of the file's, an image or number of
 * replicas that of the same name, all else comes after the file's. Immutable; each method gives another one.
 *
 * <pre>{@code
 * Application.named("shop").from(git.toSource().renderedBy(
 *     Kustomize.build().namespace("acme-shop").images("shop/web=registry.example/shop/web:1.4.2").rendering()))
 * }</pre>
 */
public final class Kustomize implements RenderOptions {
    private static final Kustomize PLAIN = new Kustomize(Node.object());

    private final Node.Obj stored;

    private Kustomize(Node.Obj stored) {
        this.stored = stored;
    }

    /** As {@code kustomize build} does without flags. */
    public static Kustomize build() {
        return PLAIN;
    }

    /**
     * The options of their stored form.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} that names each unknown or wrong field
     */
    static Kustomize of(Node.Obj stored) {
        Overrides.check(stored);
        return new Kustomize(stored);
    }

    /** The stored form: fields as a kustomization file has them, and those of {@link Overrides}. */
    Node.Obj stored() {
        return stored;
    }

    /** What an application keeps: the id of the renderer and the stored form. */
    public Rendering rendering() {
        return new Rendering(KustomizeRenderer.ID, stored);
    }

    /** With every object that can have one in this namespace. */
    public Kustomize namespace(String namespace) {
        return with("namespace", Node.of(required("namespace", namespace)));
    }

    /** With this before every name. */
    public Kustomize namePrefix(String prefix) {
        return with("namePrefix", Node.of(required("namePrefix", prefix)));
    }

    /** With this after every name. */
    public Kustomize nameSuffix(String suffix) {
        return with("nameSuffix", Node.of(required("nameSuffix", suffix)));
    }

    /**
     * With other images, as {@code kustomize edit set image} takes them: {@code name=newName}, {@code name=newName:tag}, {@code
     * name:tag}, {@code name@digest}, {@code name=newName@digest}.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where one is none of these
     */
    public Kustomize images(String... images) {
        Kustomize with = this;
        for (String image : images) {
            with = with.adding("images", image(image));
        }
        return with;
    }

    private static Node image(String text) {
        int equals = text.indexOf('=');
        String rest = text.substring(equals + 1);
        int digest = rest.indexOf('@');
        String named = digest < 0 ? rest : rest.substring(0, digest);
        int colon = named.lastIndexOf(':');
        int tag = colon > named.lastIndexOf('/') ? colon : -1;
        String name = equals < 0 ? (tag < 0 ? named : named.substring(0, tag)) : text.substring(0, equals);
        String newName = tag < 0 ? named : named.substring(0, tag);
        if (name.isEmpty() || equals < 0 && tag < 0 && digest < 0 || rest.isEmpty()) {
            throw refused(
                    "images",
                    "\"" + text
                            + "\" is no image to set: write name=newName, name:tag, name@digest, or name=newName:tag");
        }
        ObjBuilder image = Node.objectBuilder().put("name", name);
        if (!newName.isEmpty() && !newName.equals(name)) {
            image.put("newName", newName);
        }
        if (digest >= 0) {
            image.put("digest", rest.substring(digest + 1));
        }
        if (tag >= 0) {
            image.put("newTag", named.substring(tag + 1));
        }
        return image.build();
    }

    /** With this many replicas of the workload {@code name}. */
    public Kustomize replicas(String name, long count) {
        return adding(
                "replicas",
                Node.objectBuilder()
                        .put("name", required("replicas", name))
                        .put("count", count)
                        .build());
    }

    /** With this label on every object, neither in selectors nor in templates. */
    public Kustomize label(String key, String value) {
        Node.Obj pairs = Node.objectBuilder().put(key, value).build();
        return adding("labels", Node.objectBuilder().put("pairs", pairs).build());
    }

    /** With this annotation on every object and in every template. */
    public Kustomize annotation(String key, String value) {
        return with("commonAnnotations", stored.object("commonAnnotations").with(key, Node.of(value)));
    }

    /** Changed by a strategic merge patch, YAML or JSON, that names its object itself. */
    public Kustomize patch(String patch) {
        return adding("patches", Node.objectBuilder().put("patch", patch).build());
    }

    /**
     * Changed by a patch, strategic merge or JSON (RFC 6902), of all objects that are meant.
     *
     * @param kind their kind; empty for any
     * @param name a regular expression (RE2) for their whole names; empty for any
     */
    public Kustomize patch(String kind, String name, String patch) {
        ObjBuilder target = Node.objectBuilder();
        if (!kind.isEmpty()) {
            target.put("kind", kind);
        }
        if (!name.isEmpty()) {
            target.put("name", name);
        }
        return adding(
                "patches",
                Node.objectBuilder()
                        .put("target", target.build())
                        .put("patch", patch)
                        .build());
    }

    /** With these components, folders relative to the kustomization's. */
    public Kustomize components(String... folders) {
        Kustomize with = this;
        for (String folder : folders) {
            with = with.adding("components", Node.of(required("components", folder)));
        }
        return with;
    }

    /** In the order in which objects are listed; by default in that of {@code kustomize build}, Namespaces first. */
    public Kustomize inListedOrder() {
        return with(Overrides.ORDER, Node.of("fifo"));
    }

    /**
     * Reading files from anywhere in the repository, where by default each must be in the folder of the kustomization that names
     * it or below; {@code --load-restrictor LoadRestrictionsNone}. Nothing outside of the repository is ever read.
     */
    public Kustomize filesFromAnywhere() {
        return with(Overrides.FILES_FROM_ANYWHERE, Node.of(true));
    }

    /** With the label that says which tool built the objects; {@code --enable-managedby-label}. */
    public Kustomize managedByLabel() {
        return with(Overrides.MANAGED_BY_LABEL, Node.of(true));
    }

    private Kustomize with(String field, Node value) {
        return new Kustomize(stored.with(field, value));
    }

    private Kustomize adding(String field, Node item) {
        List<Node> items = new ArrayList<>(stored.array(field).items());
        items.add(item);
        return with(field, Node.array(items));
    }

    private static String required(String field, String text) {
        if (text.isEmpty()) {
            throw refused(field, "must not be empty; leave it out instead");
        }
        return text;
    }

    private static GitOpsException refused(String field, String message) {
        return new GitOpsException(Problem.of(
                Code.INVALID_CONFIGURATION,
                Location.nowhere().withField(Path.of(field).toString()),
                message));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Kustomize that && stored.equals(that.stored);
    }

    @Override
    public int hashCode() {
        return Objects.hash(stored);
    }

    /** Which fields are set; patches may hold what must not be shown. */
    @Override
    public String toString() {
        return "kustomize build" + (stored.size() == 0 ? "" : " with " + String.join(", ", stored.keys()));
    }
}
