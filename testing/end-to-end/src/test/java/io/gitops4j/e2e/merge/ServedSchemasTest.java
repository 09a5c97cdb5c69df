package io.gitops4j.e2e.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.schema.CustomResourceSchemas;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.OpenApiSchemas;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The types that we have by ourselves against those that a real API server publishes. */
class ServedSchemasTest {
    @RegisterExtension
    static final ControlPlane plane = ControlPlane.shared();

    private static final String GROUP_VERSION_KIND = "x-kubernetes-group-version-kind";

    private static final Set<String> ONLY_EARLIER = Set.of("workloadRef");

    private static Api api;

    @BeforeAll
    static void define() {
        api = new Api(plane);
        Definition.create(plane);
    }

    @Test
    void the_table_has_the_type_of_every_kind_of_every_document() {
        Map<String, List<String>> differences = new TreeMap<>();
        int compared = 0;
        for (String path : documents().keys()) {
            Node.Obj document = document(path);
            SchemaSource served = OpenApiSchemas.of(document);
            for (String kind : kinds(document, apiVersion(path))) {
                List<String> found = differences(served, apiVersion(path), kind);
                compared++;
                if (!found.isEmpty()) {
                    differences.put(apiVersion(path) + " " + kind, found);
                }
            }
        }

        System.out.println(compared + " kinds of the server compared with the table");
        assertThat(compared).isGreaterThan(60);
        assertThat(differences).isEmpty();
    }

    private static List<String> differences(SchemaSource served, String apiVersion, String kind) {
        FieldType theirs = served.find(apiVersion, kind).orElseThrow().type();
        return SchemaSource.builtIn()
                .find(apiVersion, kind)
                .map(ours -> TypeComparison.differences(ours.type(), theirs).stream()
                        .filter(difference -> !isOfEarlierVersion(difference))
                        .toList())
                .orElse(List.of("not in the table"));
    }

    /** The table has what any of its versions has. */
    private static boolean isOfEarlierVersion(String difference) {
        return difference.startsWith("-")
                && ONLY_EARLIER.contains(difference.substring(difference.lastIndexOf('.') + 1));
    }

    @Test
    void a_definition_has_the_type_that_the_server_publishes_for_it() {
        String path = "apis/example.org/v1";
        plane.client().await("/openapi/v3", root -> root.object("paths").has(path), Duration.ofSeconds(30));
        FieldType served = OpenApiSchemas.of(document(path))
                .find("example.org/v1", "Widget")
                .orElseThrow()
                .type();
        FieldType ours = CustomResourceSchemas.of(List.of(Kind.DEFINITION))
                .find("example.org/v1", "Widget")
                .orElseThrow()
                .type();

        assertThat(TypeComparison.differences(ours, served)).isEmpty();
    }

    private static Node.Obj documents() {
        return api.get("/openapi/v3").body().object("paths");
    }

    private static Node.Obj document(String path) {
        return api.get(documents().text(path, "serverRelativeURL").orElseThrow())
                .body();
    }

    private static String apiVersion(String path) {
        return path.startsWith("api/") ? path.substring("api/".length()) : path.substring(path.indexOf('/') + 1);
    }

    /** The kinds of objects; a document has those of requests and answers in the version of its own group, too. */
    private static Set<String> kinds(Node.Obj document, String apiVersion) {
        Set<String> kinds = new TreeSet<>();
        Node.Obj schemas = document.object("components").object("schemas");
        for (String name : schemas.keys()) {
            Node.Obj schema = schemas.object(name);
            boolean object = schema.at("properties", "metadata").isPresent()
                    && schema.at("properties", "items").isEmpty();
            for (Node each : schema.array(GROUP_VERSION_KIND).items()) {
                String group = each.text("group").orElse("");
                String version = each.text("version").orElse("");
                String own = group.isEmpty() ? version : group + "/" + version;
                if (object && own.equals(apiVersion) && !group.equals("example.org")) {
                    kinds.add(each.text("kind").orElseThrow());
                }
            }
        }
        kinds.remove("Status");
        return kinds;
    }
}
