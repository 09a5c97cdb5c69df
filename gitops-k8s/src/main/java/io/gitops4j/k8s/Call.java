package io.gitops4j.k8s;

import java.time.Duration;

/**
 * One request.
 *
 * @param method the HTTP method
 * @param target path and query, below the cluster's address
 * @param accept what is asked for
 * @param type the body's type; empty for no body
 * @param body the body
 */
record Call(String method, String target, String accept, String type, String body) {
    static final String JSON = "application/json";

    static Call get(String target) {
        return new Call("GET", target, JSON, "", "");
    }

    Call accepting(String accept) {
        return new Call(method, target, accept, type, body);
    }

    static Call apply(String target, String body) {
        return new Call("PATCH", target, JSON, "application/apply-patch+yaml", body);
    }

    static Call delete(String target, String options) {
        return new Call("DELETE", target, JSON, JSON, options);
    }

    /** For messages and logs: method and path, without query and body. */
    @Override
    public String toString() {
        int query = target.indexOf('?');
        return method + " " + (query < 0 ? target : target.substring(0, query));
    }

    static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
