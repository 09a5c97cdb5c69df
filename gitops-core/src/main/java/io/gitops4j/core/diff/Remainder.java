package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What stays of containers of ours that are no longer declared at all, because of what others have in them. */
final class Remainder {
    private Remainder() {}

    static List<Kept> of(Prediction prediction, FieldSet removed, DiffRequest request) {
        FieldOwners owners = prediction.before();
        TreeSet<FieldPath> containers = new TreeSet<>();
        for (FieldPath path : removed.members()) {
            container(path, request).ifPresent(containers::add);
        }
        FieldSet theirs = owners.theirs().leaves();
        return theirs.members().stream()
                .filter(field -> containers.stream().anyMatch(container -> container.covers(field)))
                .filter(field ->
                        field.in(prediction.object(), request.schema().type()).isPresent())
                .map(field -> new Kept(field, owners.others(field)))
                .toList();
    }

    /** The highest field above {@code path} that is not declared. */
    private static Optional<FieldPath> container(FieldPath path, DiffRequest request) {
        for (int length = 1; length < path.length(); length++) {
            FieldPath above = path.prefix(length);
            if (above.in(request.desired(), request.schema().type()).isEmpty()) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }
}
