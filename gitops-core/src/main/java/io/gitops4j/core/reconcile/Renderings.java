package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationFormat;
import io.gitops4j.core.render.RenderLimits;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.tree.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Remembers what the applications looked at last declare, so that an unchanged one costs no fetch, no read and no parse. Keyed
 * by the ids of commits, which stand for their whole content, together with everything of the application that a rendering may
 * depend on. Bounded by count; safe for any number of threads.
 */
final class Renderings {
    private static final int BOUND = 256;

    private final Map<Key, Declaration> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Declaration> eldest) {
            return size() > BOUND;
        }
    };

    /**
     * What one rendering depends on.
     *
     * @param application the application's stored form
     * @param revisions the ids of its sources' revisions
     * @param limits what the rendering may cost
     */
    record Key(Node.Obj application, Map<String, String> revisions, RenderLimits limits) {
        static Key of(Application application, Revisions revisions, RenderLimits limits) {
            Map<String, String> ids = new TreeMap<>();
            revisions.all().forEach((name, revision) -> ids.put(name, revision.ref() + " " + revision.id()));
            return new Key(ApplicationFormat.print(application), ids, limits);
        }
    }

    synchronized Optional<Declaration> find(Key key) {
        return Optional.ofNullable(last.get(key));
    }

    synchronized void keep(Key key, Declaration declaration) {
        last.keySet().removeIf(other -> other.application().equals(key.application()));
        last.put(key, declaration);
    }
}
