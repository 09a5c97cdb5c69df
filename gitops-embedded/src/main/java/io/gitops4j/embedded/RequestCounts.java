package io.gitops4j.embedded;

import java.util.concurrent.atomic.LongAdder;

/** The running counts behind {@link Requests}. */
final class RequestCounts {
    final LongAdder discover = new LongAdder();
    final LongAdder get = new LongAdder();
    final LongAdder list = new LongAdder();
    final LongAdder watch = new LongAdder();
    final LongAdder apply = new LongAdder();
    final LongAdder delete = new LongAdder();
    final LongAdder dryRun = new LongAdder();

    Requests now() {
        return new Requests(
                discover.sum(), get.sum(), list.sum(), watch.sum(), apply.sum(), delete.sum(), dryRun.sum());
    }
}
