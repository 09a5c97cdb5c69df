package io.gitops4j.core.render;

import io.gitops4j.core.Location;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.SourceRef;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes down what one rendering reads, and ends its access when it is over. For several threads. */
final class Recorder implements AutoCloseable {
    /** Stands for the id of a revision that could not be opened; equal to none. */
    private static final String REFUSED = "";

    private final RecordingSnapshot snapshot;
    private final Budget budget;
    private final Facts facts;
    private final Imports imports;
    private final Map<String, RecordingSnapshot> opened = new TreeMap<>();
    private final Map<String, String> revisions = new TreeMap<>();
    private final Map<String, Optional<String>> usedFacts = new TreeMap<>();
    private boolean everyFact;
    private boolean closed;

    Recorder(RenderCall call) {
        this.budget = new Budget(call.limits());
        this.snapshot = new RecordingSnapshot(call.snapshot(), budget);
        this.imports = call.imports();
        this.facts = call.facts().watched(this::used);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Facts facts() {
        return facts;
    }

    /** Opens another source, once for each ref, within the same budget. */
    synchronized Snapshot open(SourceRef ref, Location where) {
        if (closed) {
            throw new IllegalStateException("the rendering is over");
        }
        String name =
                ref + ref.credential().map(credential -> " as " + credential).orElse("");
        RecordingSnapshot known = opened.get(name);
        if (known == null) {
            revisions.put(name, REFUSED);
            known = new RecordingSnapshot(imports.open(ref, where), budget);
            opened.put(name, known);
            revisions.put(name, known.revision().id());
        }
        return known;
    }

    private synchronized void used(Map<String, Optional<String>> asked, boolean every) {
        usedFacts.putAll(asked);
        everyFact |= every;
    }

    synchronized Reads reads() {
        return new Reads(snapshot.answers(), snapshot.revisionUsed(), revisions, usedFacts, everyFact);
    }

    /** Ends every access; the other sources are closed, the snapshot itself is its opener's. */
    @Override
    public synchronized void close() {
        closed = true;
        snapshot.end();
        for (RecordingSnapshot other : opened.values()) {
            try {
                other.endAndClose();
            } catch (RuntimeException harmless) {
                // it was only read, and nobody reads it any more: what was rendered from it is as good
            }
        }
    }
}
