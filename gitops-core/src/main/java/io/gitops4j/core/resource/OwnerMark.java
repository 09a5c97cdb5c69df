package io.gitops4j.core.resource;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Owner;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The mark of an owner on its objects: a label to select by, and an annotation as proof. Both are written into users'
 * clusters and stay as they are for ever. Immutable.
 */
public final class OwnerMark {
    /** The label. Its value is for selectors alone and proves nothing. */
    public static final String LABEL = "gitops4j.io/owner";
    /** The annotation, an {@link OwnerRef}. */
    public static final String ANNOTATION = "gitops4j.io/owner-ref";

    private static final int LABEL_LENGTH = 26;
    private static final int SHORT_LENGTH = 8;
    /** k8s.io/apimachinery {@code FieldManagerMaxLength}. */
    private static final int LONGEST_FIELD_MANAGER = 128;

    private final Owner owner;
    private final String label;

    private OwnerMark(Owner owner) {
        this.owner = owner;
        this.label = Base32.of(sha256(OwnerRef.ownerText(owner))).substring(0, LABEL_LENGTH);
    }

    /** The mark of {@code owner}. */
    public static OwnerMark of(Owner owner) {
        return new OwnerMark(owner);
    }

    /** The owner. */
    public Owner owner() {
        return owner;
    }

    /**
     * The label's value: the first 26 characters of the base32 (RFC 4648, lower case) of the SHA-256 of {@code
     * v1|installation|tenant|name} in UTF-8.
     */
    public String label() {
        return label;
    }

    /**
     * The field manager of this owner's writes: {@code <host prefix>:<application name>-<8 characters of the label>}.
     * One for each owner, since two owners with one manager delete each other's fields (argo-cd#17125). A name that is
     * too long for the API server is cut; the hash still tells it.
     *
     * @param hostPrefix the host's word, at most 63 letters, digits, '.', '_', '/' and '-'
     */
    public String fieldManager(String hostPrefix) {
        if (!hostPrefix.matches("[A-Za-z0-9]([-A-Za-z0-9._/]{0,61}[A-Za-z0-9])?")) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.nowhere(),
                    "the prefix of a field manager is letters, digits, '-', '.', '_' and '/', at most 63, not \""
                            + hostPrefix + "\""));
        }
        String name = owner.application().name();
        int room = LONGEST_FIELD_MANAGER - hostPrefix.length() - 1 - 1 - SHORT_LENGTH;
        return hostPrefix + ":" + name.substring(0, Math.min(name.length(), room)) + "-"
                + label.substring(0, SHORT_LENGTH);
    }

    /** {@code body}, the object of {@code key}, with this mark in its own metadata, and nowhere else. */
    public Node.Obj stamp(Node.Obj body, ResourceKey key) {
        Node.Obj metadata = body.object("metadata");
        return body.with(
                "metadata",
                metadata.with("labels", metadata.object("labels").with(LABEL, Node.of(label)))
                        .with(
                                "annotations",
                                metadata.object("annotations")
                                        .with(ANNOTATION, Node.of(new OwnerRef(owner, key).text()))));
    }

    /** What the annotation of {@code live} says, where there is one and it can be read. It may be a copy. */
    public static Optional<OwnerRef> read(Node.Obj live) {
        return live.text("metadata", "annotations", ANNOTATION).flatMap(OwnerRef::parse);
    }

    /** Whose {@code live} is, the object that the cluster has under {@code key}, to this owner. */
    public Ownership ownership(ResourceKey key, Node.Obj live) {
        Optional<Node> liveLabel = live.at("metadata", "labels", LABEL);
        boolean annotated = live.at("metadata", "annotations", ANNOTATION).isPresent();
        boolean labelled = liveLabel.filter(Node.of(label)::equals).isPresent();
        if (!annotated) {
            return liveLabel.isEmpty()
                    ? Ownership.NONE
                    : Ownership.of(labelled ? Ownership.Kind.COPIED : Ownership.Kind.OTHER, Optional.empty());
        }
        Optional<OwnerRef> reference = read(live);
        if (reference.isEmpty()) {
            return Ownership.of(Ownership.Kind.OTHER, reference);
        }
        if (!reference.get().object().equals(key)) {
            return Ownership.of(Ownership.Kind.COPIED, reference);
        }
        if (!reference.get().owner().equals(owner)) {
            return Ownership.of(Ownership.Kind.OTHER, reference);
        }
        if (labelled) {
            return Ownership.of(Ownership.Kind.OURS, reference);
        }
        return liveLabel.isEmpty()
                ? Ownership.of(Ownership.Kind.COPIED, reference)
                : Ownership.of(Ownership.Kind.OTHER, Optional.empty());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
