package io.gitops4j.testkit.controlplane;

import java.net.http.HttpRequest;
import java.util.List;

/**
 * As whom a request is sent.
 *
 * @param token the bearer token, or "" for none
 * @param user the user to impersonate, or "" for none
 * @param groups the groups to impersonate, beside a user
 */
record Login(String token, String user, List<String> groups) {
    static final Login NONE = of("");

    Login {
        groups = List.copyOf(groups);
    }

    static Login of(String token) {
        return new Login(token, "", List.of());
    }

    void headers(HttpRequest.Builder request) {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!user.isEmpty()) {
            request.header("Impersonate-User", user);
        }
        groups.forEach(group -> request.header("Impersonate-Group", group));
    }
}
