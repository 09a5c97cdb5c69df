package io.gitops4j.core.view.internal;

import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.resource.ResourceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be done once the view's lock is given back: listeners told, watches ended. For one thread. */
final class Aftermath {
    private final Map<Told, Notice> notices = new LinkedHashMap<>();
    private final List<Registration> ended = new ArrayList<>();
    private final List<Runnable> scheduled = new ArrayList<>();

    private record Told(Interest interest, ResourceKey key) {}

    /** Tells everybody with an interest in the key but {@code author}. */
    void tell(Slot slot, Notice notice, @Nullable Interest author) {
        for (Interest interest : slot.holders) {
            if (interest != author) {
                notices.merge(
                        new Told(interest, slot.key),
                        notice,
                        (a, b) -> a == Notice.SUBSTANCE || b == Notice.SUBSTANCE ? Notice.SUBSTANCE : Notice.STATUS);
            }
        }
    }

    void end(@Nullable Registration registration) {
        if (registration != null) {
            ended.add(registration);
        }
    }

    /** Runs {@code task} for {@code feed} when that time has passed. */
    void later(Feed feed, Runnable task, Duration delay) {
        scheduled.add(() -> feed.schedule(task, delay));
    }

    void run() {
        ended.forEach(Registration::close);
        scheduled.forEach(Runnable::run);
        notices.forEach((told, notice) -> told.interest.tell(told.key, notice));
    }
}
