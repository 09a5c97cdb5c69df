package io.gitops4j.e2e.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.e2e.merge.Request.Verb;

/** One object on the server, which nobody else writes. For one thread at a time. */
final class Subject {
    private final Api api;
    private final Kind kind;
    private final String namespace;
    private final String name;
    private Node.Obj live = Node.object();

    Subject(Api api, Kind kind, String namespace, String name) {
        this.api = api;
        this.kind = kind;
        this.namespace = namespace;
        this.name = name;
    }

    Kind kind() {
        return kind;
    }

    /** The object as the server last showed it; the empty object where there is none. */
    Node.Obj live() {
        return live;
    }

    /** Sends it; what the object then is, is {@link #live}. */
    Api.Answer send(Request request) {
        String path = kind.path(
                request.version(), namespace, request.verb() == Verb.CREATE ? "" : name, request.subresource());
        String query = "?fieldManager=" + request.manager() + (request.force() ? "&force=true" : "");
        Api.Answer answer = api.send(request.verb().method, path + query, request.verb().type, body(request));
        if (answer.ok()) {
            live = request.isScale()
                    ? api.get(kind.path(request.version(), namespace, name, "")).body()
                    : answer.body();
        }
        return answer;
    }

    /** What the server would make of {@code object} in the place of what is live. */
    Api.Answer completed(String version, String subresource, Node.Obj object) {
        Request put = new Request(Verb.REPLACE, version, subresource, "tester", false, object);
        return api.send(
                "PUT", kind.path(version, namespace, name, subresource) + "?dryRun=All", put.verb().type, body(put));
    }

    private Node.Obj body(Request request) {
        if (request.verb() == Verb.MERGE) {
            return request.body();
        }
        Node.Obj metadata = request.body().object("metadata").with("name", Node.of(name));
        if (request.verb() == Verb.REPLACE) {
            metadata = metadata.with(
                    "resourceVersion",
                    Node.of(live.text("metadata", "resourceVersion").orElse("")));
        }
        return request.body().with("metadata", metadata);
    }

    /** What is applied, as the server gets it. */
    Node.Obj applied(Request request) {
        return body(request);
    }

    void remove() {
        if (live.size() > 0) {
            api.delete(kind.path(kind.versions().get(0), namespace, name, ""));
        }
    }
}
