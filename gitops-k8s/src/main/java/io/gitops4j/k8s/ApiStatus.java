package io.gitops4j.k8s;

import io.gitops4j.core.tree.Node;
import java.util.List;

/**
 * A {@code Status}, the API server's answer where there is no object to answer with ({@code metav1.Status}).
 *
 * @param reason a word such as {@code NotFound}; may be empty
 * @param message for people, may hold values of the object
 * @param kind the resource or kind that it is about; may be empty
 * @param name the object that it is about; may be empty
 * @param causes the details
 */
record ApiStatus(String reason, String message, String kind, String name, List<Cause> causes) {
    /**
     * One detail.
     *
     * @param reason a word such as {@code FieldValueInvalid}
     * @param field the field, such as {@code spec.replicas}
     * @param message for people, may hold values of the object
     */
    record Cause(String reason, String field, String message) {}

    static ApiStatus of(Node.Obj body) {
        Node.Obj details = body.object("details");
        List<Cause> causes = details.array("causes").items().stream()
                .map(cause -> new Cause(text(cause, "reason"), text(cause, "field"), text(cause, "message")))
                .toList();
        return new ApiStatus(
                text(body, "reason"), text(body, "message"), text(details, "kind"), text(details, "name"), causes);
    }

    static boolean is(Node.Obj body) {
        return text(body, "kind").equals("Status") && text(body, "apiVersion").equals("v1");
    }

    boolean hasCause(String reason) {
        return causes.stream().anyMatch(cause -> cause.reason().equals(reason));
    }

    private static String text(Node node, String key) {
        return node.text(key).orElse("");
    }
}
