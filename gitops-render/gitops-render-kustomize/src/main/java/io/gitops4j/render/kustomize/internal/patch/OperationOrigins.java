package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.core.resource.Origin;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;

/** Where the values that a JSON patch sets are in it: at the last operation that wrote there. Immutable. */
final class OperationOrigins implements Origins {
    private static final Node.Arr EMPTY = Node.array();

    private final Node.Arr operations;
    private final Origins origins;

    /** @param patch the patch, which is a list unless it is empty */
    OperationOrigins(Node patch, Origins origins) {
        this.operations = patch instanceof Node.Arr list ? list : EMPTY;
        this.origins = origins;
    }

    @Override
    public Origin at(Path path) {
        for (int i = operations.size() - 1; i >= 0; i--) {
            String[] steps = operations.get(i).text("path").orElse("").split("/", -1);
            if (leads(steps, path)) {
                Path value = Path.root().index(i).key("value").then(path.dropFirst(steps.length - 1));
                return origins.at(value);
            }
        }
        return origins.at(Path.root());
    }

    private static boolean leads(String[] steps, Path path) {
        if (steps.length < 2 || steps.length - 1 > path.length()) {
            return false;
        }
        for (int i = 0; i < steps.length - 1; i++) {
            String step = steps[i + 1].replace("~1", "/").replace("~0", "~");
            boolean same = path.isIndex(i)
                    ? step.equals("-") || step.equals(Integer.toString(path.indexAt(i)))
                    : step.equals(path.keyAt(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
