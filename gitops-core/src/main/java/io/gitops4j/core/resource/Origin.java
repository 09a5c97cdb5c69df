package io.gitops4j.core.resource;

import io.gitops4j.core.Location;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a value comes from: a place in a source, and the transformer that set it last, where one did. Immutable. */
public final class Origin {
    private final Location location;
    private final @Nullable String setBy;

    private Origin(Location location, @Nullable String setBy) {
        this.location = Objects.requireNonNull(location);
        this.setBy = setBy;
    }

    /** A value written at {@code location}. */
    public static Origin at(Location location) {
        return new Origin(location, null);
    }

    /** This origin, of a value that the transformer {@code id} set last. */
    public Origin setBy(String id) {
        return new Origin(location, Objects.requireNonNull(id));
    }

    /** The place. */
    public Location location() {
        return location;
    }

    /** The transformer that set the value last. */
    public Optional<String> setBy() {
        return Optional.ofNullable(setBy);
    }

    @Override
    public String toString() {
        return location + (setBy == null ? "" : " (" + setBy + ")");
    }
}
