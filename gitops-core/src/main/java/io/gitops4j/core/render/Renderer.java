package io.gitops4j.core.render;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.Component;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.tree.Node;

/**
 * Turns a folder into manifests. Stateless and safe for any number of threads. It reads the request's snapshot and nothing
 * else: no network, clock, environment, randomness or other file; the same request gives the same answer, or says that it may
 * not. It keeps within the request's limits against input that wants to break them; how many files and bytes are read is
 * counted by core, which also writes down what is read ({@link Reads}). Of a listing, the names and what each is count as read:
 * whoever uses the content id or size of an entry finds or reads that entry.
 *
 * <p>Found by {@link java.util.ServiceLoader} under this interface's name, or given by the host.
 *
 * @param <O> the renderer's options
 */
public interface Renderer<O extends RenderOptions> extends Component {

    /** The word that an application names this renderer by, such as {@code kustomize}. */
    @Override
    String id();

    /**
     * The options of their stored form.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} that names an unknown or wrong field, its location's
     *     field being relative to {@code stored}
     */
    O parse(Node.Obj stored);

    /** The stored form of options; {@link #parse} is its inverse. */
    Node.Obj print(O options);

    /** Whether the folder {@code base} is one of this renderer's; reads names, and at most the one file that tells. */
    Detection detect(Snapshot snapshot, RepoPath base);

    /**
     * The objects of the folder.
     *
     * @throws GitOpsException with every problem found, each with its place: {@link Code#INVALID_TEXT}, {@link
     *     Code#INVALID_OBJECT}, {@link Code#NOT_SUPPORTED}, {@link Code#LIMIT}, {@link Code#CANCELLED}, and what the snapshot
     *     throws
     */
    Rendered render(RenderRequest<O> request, Cancellation cancellation);
}
