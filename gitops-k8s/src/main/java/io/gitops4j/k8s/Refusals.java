package io.gitops4j.k8s;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.cluster.WriteResult.FieldOwner;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an answer that is no success means for a write: whether it took effect, and why not, without a value of the object.
 * What the API server answers was measured on 1.36; see the fixtures of the contract.
 */
final class Refusals {
    private static final GroupKind SECRET = new GroupKind("", "Secret");
    private static final Pattern MANAGER =
            Pattern.compile("conflict with \"((?:[^\"\\\\]|\\\\.)*)\".*", Pattern.DOTALL);
    /** What a merge has against an object comes as a 500 without a reason, before anything is written. */
    private static final Pattern TYPED_PATCH = Pattern.compile(
            "failed to (?:create typed (?:patch|live) object|convert new object) \\(.*?\\)(?: to proper version)?: (.*)",
            Pattern.DOTALL);

    private static final Pattern FIELD = Pattern.compile("(\\.\\S+?): (.+)");
    private static final Pattern WEBHOOK = Pattern.compile(
            "Internal error occurred: failed calling webhook .*|failed calling webhook .*", Pattern.DOTALL);

    private final Rest rest;
    private final Call call;
    private final ResourceKey key;
    private final Node.Obj sent;

    /** {@code sent} is the object in the request: of its values none is repeated. */
    Refusals(Rest rest, Call call, ResourceKey key, Node.Obj sent) {
        this.rest = rest;
        this.call = call;
        this.key = key;
        this.sent = sent;
    }

    /** What there is to say where no answer came. */
    WriteResult unanswered(Unanswered error) {
        return error.sent()
                ? uncertain(error.problem())
                : new WriteResult.Unavailable(Problems.on(error.problem(), key.toString()));
    }

    /** What there is to say where the answer was none that an API server gives. */
    WriteResult uncertain(Problem strange) {
        Problem problem = Problems.on(strange, key.toString());
        return new WriteResult.Uncertain(new Problem(Code.UNCERTAIN, problem.message(), problem.where(), true));
    }

    /** What an answer says that is neither a success nor a 404 nor a conflict. */
    WriteResult of(Answer answer) {
        ApiStatus status = answer.status();
        return switch (answer.code()) {
            case 400, 405, 406, 413, 415, 422 -> new WriteResult.Rejected(invalid(status));
            case 401, 403 -> new WriteResult.Rejected(forbidden(answer.code(), status));
            case 429 -> new WriteResult.Throttled(answer.retryAfter());
            default ->
                answer.code() < 500
                        ? new WriteResult.Rejected(Problems.on(Problems.of(rest, call, answer), key.toString()))
                        : failed(answer, status);
        };
    }

    private WriteResult failed(Answer answer, ApiStatus status) {
        Matcher typed = TYPED_PATCH.matcher(status.message());
        if (answer.code() == 500 && typed.matches()) {
            return new WriteResult.Rejected(typedPatch(typed.group(1)));
        }
        String said = words(status.message());
        if (answer.code() == 500 && WEBHOOK.matcher(status.message()).matches()) {
            return new WriteResult.Unavailable(
                    unavailable("an admission webhook does not answer, so that nothing was written: " + said));
        }
        return new WriteResult.Uncertain(at(
                Code.UNCERTAIN,
                "cluster " + rest.connection().name() + ": " + call + " was answered with " + answer.code()
                        + (said.isEmpty() ? "" : ": " + said) + "; nobody knows whether it took effect"));
    }

    /** The owners that a 409 names, none where it is about a precondition. */
    static List<FieldOwner> owners(ApiStatus status) {
        return status.causes().stream()
                .filter(cause -> cause.reason().equals("FieldManagerConflict"))
                .map(cause -> new FieldOwner(cause.field(), manager(cause.message())))
                .toList();
    }

    private static String manager(String message) {
        Matcher matcher = MANAGER.matcher(message);
        return matcher.matches() ? matcher.group(1).replace("\\\"", "\"") : message;
    }

    private Problem typedPatch(String errors) {
        List<String> lines = errors.lines()
                .map(String::strip)
                .filter(line -> !line.equals("errors:"))
                .toList();
        String field = lines.stream()
                .map(FIELD::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1).substring(1))
                .findFirst()
                .orElse("");
        String text =
                lines.stream().map(Texts::typedError).map(this::words).limit(10).collect(Collectors.joining("; "));
        return rejected(field, "the object does not fit the schema of its kind: " + text);
    }

    private Problem invalid(ApiStatus status) {
        if (status.causes().isEmpty()) {
            return rejected("", words(Texts.fieldError(status.message())));
        }
        // a field error that several validators have is there several times
        String text = status.causes().stream()
                .flatMap(cause -> Stream.of((cause.field().isEmpty() ? "" : cause.field() + ": ")
                        + words(Texts.fieldError(cause.message()))))
                .distinct()
                .limit(10)
                .collect(Collectors.joining("; "));
        String field = status.causes().get(0).field();
        return rejected(field, text);
    }

    private Problem forbidden(int code, ApiStatus status) {
        String said = words(status.message());
        String text = code == 401
                ? "the credentials are not accepted (401); look at the kubeconfig's user or the token"
                : said.isEmpty() ? "the cluster forbids it (403)" : said;
        return Problem.of(Code.FORBIDDEN, Location.object(key.toString()), text);
    }

    Problem missingNamespace() {
        return rejected("", "namespaces \"" + key.namespace() + "\" not found");
    }

    Problem rejected(String field, String message) {
        Location where = Location.object(key.toString());
        return Problem.of(Code.REJECTED, field.isEmpty() ? where : where.withField(field), message);
    }

    Problem unavailable(String message) {
        return at(Code.CLUSTER_UNAVAILABLE, message);
    }

    private Problem at(Code code, String message) {
        return Problem.retryable(code, Location.object(key.toString()), message);
    }

    /** The server's words without what they quote of the object; of a Secret without anything in quotes. */
    private String words(String message) {
        return key.groupKind().equals(SECRET) ? Texts.unquoted(message) : Texts.without(message, values());
    }

    /** The texts in the object, but for those that say which it is. */
    private Set<String> values() {
        Set<String> values = new HashSet<>();
        collect(sent.without("apiVersion").without("kind"), values);
        values.removeAll(List.of(key.name(), key.namespace(), key.kind()));
        return values;
    }

    private static void collect(Node node, Set<String> values) {
        if (node instanceof Node.Str text) {
            values.add(text.value());
        } else if (node instanceof Node.Arr array) {
            array.items().forEach(item -> collect(item, values));
        } else if (node instanceof Node.Obj object) {
            for (int i = 0; i < object.size(); i++) {
                collect(object.value(i), values);
            }
        }
    }
}
