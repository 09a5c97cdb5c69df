package io.gitops4j.core.render;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Component;

/**
 * Turns rendered objects into others before they are compared. Stateless, safe for any number of threads, and as confined as a
 * {@link Renderer}. It keeps origins and sensitivity: {@link io.gitops4j.core.resource.Manifest#withBody} does.
 */
public interface Transformer extends Component {
    /** The word that an application names this transformer by. */
    @Override
    String id();

    /** The transformed objects. */
    Rendered apply(Rendered in, Facts facts, Cancellation cancellation);
}
