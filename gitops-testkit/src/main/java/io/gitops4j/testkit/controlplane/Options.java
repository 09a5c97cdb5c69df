package io.gitops4j.testkit.controlplane;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a control plane consists of.
 *
 * @param controllers whether the controller manager, the scheduler and KWOK run
 * @param nodes how many nodes there are
 * @param serverFlags flags of the API server beside the ones it always gets
 * @param users users beside the ones there always are, with their groups
 */
record Options(boolean controllers, int nodes, List<String> serverFlags, Map<String, List<String>> users) {
    static final Options BARE = new Options(false, 0, List.of(), Map.of());

    Options {
        serverFlags = List.copyOf(serverFlags);
        users = Map.copyOf(users);
    }

    Options nodes(int count) {
        return new Options(true, count, serverFlags, users);
    }

    Options flag(String flag) {
        List<String> more = new ArrayList<>(serverFlags);
        more.add(flag);
        return new Options(controllers, nodes, more, users);
    }

    Options user(String name, List<String> groups) {
        Map<String, List<String>> more = new LinkedHashMap<>(users);
        more.put(name, List.copyOf(groups));
        return new Options(controllers, nodes, serverFlags, more);
    }
}
