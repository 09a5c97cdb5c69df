package io.gitops4j.core.render;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a rendering may know beside its files, by name: {@code application.name}, {@code application.namespace}, {@code
 * revision.id}, {@code cluster.version}, … Each one asked for is recorded, so that a changed fact renders anew.
 */
public final class Facts {
    private static final Facts NONE = of(Map.of());

    /** Told what is asked for. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * Some facts were asked for.
         *
         * @param facts what was answered by name, empty where there is none
         * @param every whether all were asked for, so that one more would be noticed
         */
        void used(Map<String, Optional<String>> facts, boolean every);
    }

    private final Map<String, String> all;
    private final Watcher watcher;

    private Facts(Map<String, String> all, Watcher watcher) {
        this.all = Collections.unmodifiableMap(new TreeMap<>(all));
        this.watcher = watcher;
    }

    /** These facts. */
    public static Facts of(Map<String, String> all) {
        return new Facts(all, (facts, every) -> {});
    }

    /** No facts. */
    public static Facts none() {
        return NONE;
    }

    /** The fact of that name. */
    public Optional<String> find(String name) {
        Optional<String> value = Optional.ofNullable(all.get(name));
        watcher.used(Map.of(name, value), false);
        return value;
    }

    /** All facts by name, sorted; unmodifiable. A rendering that asks for all is done anew when any changes. */
    public Map<String, String> all() {
        Map<String, Optional<String>> used = new TreeMap<>();
        all.forEach((name, value) -> used.put(name, Optional.of(value)));
        watcher.used(used, true);
        return all;
    }

    /** All facts, without telling. */
    Map<String, String> values() {
        return all;
    }

    /** These facts, which tell {@code more} too what is asked for: for a renderer that keeps what it made of them. */
    public Facts watched(Watcher more) {
        return new Facts(all, (facts, every) -> {
            watcher.used(facts, every);
            more.used(facts, every);
        });
    }
}
