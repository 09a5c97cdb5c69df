package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.git.Git;
import io.gitops4j.testkit.GitHttpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Input that is no good: a clear error, and a cluster as it was, with all that an earlier good run brought. Each bad commit
 * drops an object as well, which would be removed were the run to go on.
 */
class BadInputTest {
    private static final String[] GOOD = {"keep.yaml", configMap("keep", "x", "1"), "gone.yaml", configMap("gone")};

    private final Host host = Host.create();

    @BeforeEach
    void deliver() {
        host.declare(GOOD);
        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @AfterEach
    void close() {
        host.close();
    }

    /** Reconciles a commit of {@code files} beside the good one. */
    private Run refused(String... files) {
        List<String> all = new ArrayList<>(List.of("keep.yaml", configMap("keep", "x", "2")));
        all.addAll(List.of(files));
        host.declare(all.toArray(new String[0]));
        return refused(host.shop());
    }

    private Run refused(Application application) {
        var before = host.everything();
        var inventory = host.store.load(application.id()).inventory();
        Run[] run = new Run[1];

        assertThat(host.during(() -> run[0] = host.reconcile(application)).writes())
                .isZero();

        assertThat(run[0].outcome().kind()).isIn(Outcome.Kind.FAILED, Outcome.Kind.HELD);
        assertThat(run[0].outcome().problems()).isNotEmpty();
        assertThat(host.everything()).isEqualTo(before);
        assertThat(host.store.load(application.id()).inventory()).isEqualTo(inventory);
        assertThat(host.reconciler()
                        .history(application.id(), Optional.empty(), 1)
                        .get(0)
                        .id())
                .isEqualTo(run[0].id());
        return run[0];
    }

    private static Problem only(Run run) {
        assertThat(run.outcome().problems()).hasSize(1);
        return run.outcome().problems().get(0);
    }

    private static void at(Problem problem, String file, int line, int column) {
        Location where = problem.where();
        assertThat(where.file()).contains("deploy/" + file);
        assertThat(where.line()).hasValue(line);
        assertThat(where.column()).hasValue(column);
    }

    @Test
    void broken_yaml_is_named_with_file_line_and_column() {
        Problem problem = only(refused("bad.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: [a\n"));

        assertThat(problem.code()).isEqualTo(Code.INVALID_TEXT);
        assertThat(problem.where().file()).contains("deploy/bad.yaml");
        assertThat(problem.where().line()).isPresent();
        assertThat(problem.where().column()).isPresent();
    }

    @Test
    void wrong_indentation_is_named_with_its_line() {
        Problem problem =
                only(refused("bad.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n   labels: {a: b}\n"));

        assertThat(problem.code()).isEqualTo(Code.INVALID_TEXT);
        assertThat(problem.where().line()).hasValue(5);
    }

    @Test
    void a_key_that_is_there_twice() {
        Problem problem = only(refused(
                "bad.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  mode: one\n  mode: two\n"));

        assertThat(problem.code()).isEqualTo(Code.INVALID_TEXT);
        at(problem, "bad.yaml", 7, 3);
        assertThat(problem.message()).contains("mode").doesNotContain("two");
    }

    @Test
    void one_object_in_two_files_names_both_places() {
        Problem problem = only(refused("one.yaml", configMap("a"), "two.yaml", "---\n" + configMap("a", "x", "1")));

        assertThat(problem.code()).isEqualTo(Code.DUPLICATE_OBJECT);
        at(problem, "two.yaml", 2, 1);
        assertThat(problem.message()).contains("first at deploy/one.yaml:1:1");
        assertThat(problem.where().object()).contains("ConfigMap shop/a");
    }

    @Test
    void one_object_in_two_files_of_which_one_names_no_namespace() {
        Problem problem = only(refused("one.yaml", Host.foreign("a"), "two.yaml", configMap("a")));

        assertThat(problem.code()).isEqualTo(Code.DUPLICATE_OBJECT);
        assertThat(problem.message()).contains("deploy/one.yaml").contains("names no namespace and goes to shop too");
    }

    @Test
    void one_object_in_two_versions_is_one_object() {
        String v1 =
                "apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {maxReplicas: 3}\n";
        Problem problem = only(refused("one.yaml", v1, "two.yaml", v1.replace("autoscaling/v1", "autoscaling/v2")));

        assertThat(problem.code()).isEqualTo(Code.DUPLICATE_OBJECT);
    }

    @Test
    void one_object_in_a_list_and_in_a_file() {
        String list =
                "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a}\n";
        Problem problem = only(refused("list.yaml", list, "single.yaml", configMap("a")));

        assertThat(problem.code()).isEqualTo(Code.DUPLICATE_OBJECT);
        assertThat(problem.message()).contains("deploy/list.yaml:4:3");
    }

    @Test
    void a_document_without_a_kind() {
        Problem problem = only(refused("bad.yaml", "apiVersion: v1\nmetadata: {name: a}\n"));

        assertThat(problem.code()).isEqualTo(Code.INVALID_OBJECT);
        assertThat(problem.message()).contains("it has no kind");
        assertThat(problem.where().file()).contains("deploy/bad.yaml");
    }

    @Test
    void a_document_without_a_name() {
        Problem problem = only(refused("bad.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {labels: {a: b}}\n"));

        assertThat(problem.code()).isEqualTo(Code.INVALID_OBJECT);
        assertThat(problem.message()).contains("the object has no name");
        assertThat(problem.where().line()).hasValue(3);
    }

    @Test
    void a_custom_resource_without_its_definition() {
        Problem problem = only(refused(
                "room.yaml", "apiVersion: acme.example/v1\nkind: Room\nmetadata: {name: r}\nspec: {size: 1}\n"));

        assertThat(problem.code()).isEqualTo(Code.UNKNOWN_KIND);
        assertThat(problem.text())
                .contains("deploy/room.yaml")
                .contains("no kind Room in group acme.example")
                .contains("CustomResourceDefinition");
    }

    @Test
    void an_alias_bomb() {
        StringBuilder bomb = new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bomb}\n");
        bomb.append("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            for (int j = 0; j < 10; j++) {
                bomb.append(j == 0 ? "*a" : ", *a").append(i - 1);
            }
            bomb.append("]\n");
        }

        Problem problem = only(refused("bomb.yaml", bomb.toString()));

        assertThat(problem.code()).isEqualTo(Code.LIMIT);
        assertThat(problem.where().file()).contains("deploy/bomb.yaml");
    }

    @Test
    void ten_thousand_levels_of_nesting() {
        Problem flow = only(refused("deep.yaml", "a: " + "[".repeat(10_000) + "]".repeat(10_000) + "\n"));
        Problem json = only(refused("deep.json", "{\"a\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}"));
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            block.append("- ");
        }
        Problem lists = only(refused("deep.yaml", block + "x\n"));

        assertThat(List.of(flow, json, lists)).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(Code.LIMIT);
            assertThat(problem.where().file().orElseThrow()).startsWith("deploy/deep.");
        });
    }

    @Test
    void a_file_of_fifty_megabytes() {
        Problem problem = only(refused("big.yaml", configMap("big") + "data: {x: \"" + "y".repeat(50 << 20) + "\"}\n"));

        assertThat(problem.code()).isEqualTo(Code.LIMIT);
        assertThat(problem.where().file()).contains("deploy/big.yaml");
    }

    @Test
    void an_empty_folder_while_objects_are_there() {
        host.declare("notes.txt", "nothing");

        Run run = refused(host.shop());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.HELD);
        assertThat(run.outcome().problems())
                .allSatisfy(problem -> assertThat(problem.message()).contains("allow an empty source"));
    }

    @Test
    void a_folder_that_is_not_there() {
        host.declareIn("elsewhere", "a.yaml", configMap("a"));
        host.git.delete("deploy").commit("moved");

        Problem problem = only(refused(host.shop()));

        assertThat(problem.code()).isEqualTo(Code.SOURCE_NOT_FOUND);
        assertThat(problem.text()).contains("deploy");
    }

    @Test
    void only_comments_and_empty_documents() {
        host.declare("a.yaml", "# nothing\n---\n---\n# and nothing\n");

        assertThat(refused(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.HELD);
    }

    @Test
    void an_empty_list() {
        host.declare("a.yaml", "apiVersion: v1\nkind: List\nitems: []\n");

        assertThat(refused(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.HELD);
    }

    @Test
    void an_unknown_branch() {
        Problem problem = only(refused(
                host.app("shop", Git.at(host.git.url()).branch("release-2").path("deploy"))
                        .build()));

        assertThat(problem.code()).isEqualTo(Code.SOURCE_NOT_FOUND);
        assertThat(problem.text()).contains("release-2");
    }

    @Test
    void a_commit_that_is_not_there() {
        Problem problem = only(refused(host.app(
                        "shop",
                        Git.at(host.git.url())
                                .commit("0123456789012345678901234567890123456789")
                                .path("deploy"))
                .build()));

        assertThat(problem.code()).isEqualTo(Code.SOURCE_NOT_FOUND);
        assertThat(problem.text()).contains("0123456");
    }

    @Test
    void a_repository_that_was_deleted() {
        host.git.remove();

        Problem problem = only(refused(host.shop()));

        assertThat(problem.code()).isEqualTo(Code.SOURCE_NOT_FOUND);
    }

    @Test
    void a_repository_that_its_server_no_longer_knows() {
        GitHttpServer server = host.git.serveHttp();
        Application shop = host.app("shop", Git.at(server.url()).branch("main").path("deploy"))
                .build();
        assertThat(host.reconcile(shop).outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
        server.fail(404);

        Problem problem = only(refused(shop));

        assertThat(problem.code()).isEqualTo(Code.SOURCE_NOT_FOUND);
        assertThat(problem.text()).contains(server.url());
    }

    @Test
    void a_server_that_fails() {
        GitHttpServer server = host.git.serveHttp();
        Application shop = host.app("shop", Git.at(server.url()).branch("main").path("deploy"))
                .build();
        server.fail(503);

        Problem problem = only(refused(shop));

        assertThat(problem.code()).isEqualTo(Code.SOURCE_UNAVAILABLE);
        assertThat(problem.retryable()).isTrue();
    }

    @Test
    void a_server_that_hangs_up_in_the_middle() {
        GitHttpServer server = host.git.serveHttp();
        Application shop = host.app("shop", Git.at(server.url()).branch("main").path("deploy"))
                .build();
        server.hangUp();

        assertThat(only(refused(shop)).code()).isEqualTo(Code.SOURCE_UNAVAILABLE);
    }

    @Test
    void a_file_of_values_beside_the_manifests() {
        Problem problem = only(refused("values.yaml", "replicas: 3\nimage: {tag: v1}\n"));

        assertThat(problem.code()).isEqualTo(Code.INVALID_OBJECT);
        assertThat(problem.text())
                .contains("deploy/values.yaml")
                .contains("this is no Kubernetes object")
                .contains("exclude: [\"/values.yaml\"]");
    }

    @Test
    void a_label_that_is_a_number() {
        Problem problem = only(refused(
                "bad.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    release: 42\n"));

        assertThat(problem.code()).isEqualTo(Code.INVALID_OBJECT);
        at(problem, "bad.yaml", 6, 14);
        assertThat(problem.where().field()).contains("metadata.labels.release");
        assertThat(problem.message()).contains("quote");
    }

    @Test
    void a_file_that_is_no_text() {
        host.git.write("deploy/keep.yaml", configMap("keep", "x", "2"));
        host.git.delete("deploy/gone.yaml");
        host.git.write("deploy/bad.yaml", new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xc3, 0x28, '\n'});
        host.git.commit("bad");

        assertThat(only(refused(host.shop())).code()).isEqualTo(Code.INVALID_TEXT);
    }

    @Test
    void a_file_in_the_middle_of_a_merge() {
        Problem problem = only(refused(
                "bad.yaml",
                configMap("a") + "<<<<<<< HEAD\ndata: {x: \"1\"}\n=======\ndata: {x: \"2\"}\n>>>>>>> other\n"));

        assertThat(problem.code()).isEqualTo(Code.INVALID_TEXT);
        assertThat(problem.where().line()).hasValue(4);
    }

    @Test
    void a_link_that_leads_out_of_the_repository() {
        host.git.link("deploy/passwd.yaml", "../../../../etc/passwd");
        host.git.delete("deploy/gone.yaml").commit("bad");

        assertThat(only(refused(host.shop())).code()).isEqualTo(Code.SOURCE_REFUSED);
    }

    @Test
    void an_object_in_a_namespace_with_a_wrong_name() {
        Problem problem =
                only(refused("bad.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: My_Team}\n"));

        assertThat(problem.code()).isEqualTo(Code.INVALID_OBJECT);
        assertThat(problem.message()).contains("My_Team");
    }

    @Test
    void several_problems_are_all_told() {
        Run run = refused(
                "one.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n",
                "two.yaml", "apiVersion: v1\nkind: Nonsense\nmetadata: {name: a}\n",
                "three.yaml", configMap("keep"));

        assertThat(run.outcome().problems())
                .extracting(problem -> problem.where().file().orElse(""))
                .contains("deploy/one.yaml", "deploy/two.yaml", "deploy/three.yaml");
    }

    @Test
    void an_unknown_cluster() {
        Problem problem = only(refused(host.app("shop").to("nowhere").build()));

        assertThat(problem.code()).isEqualTo(Code.INVALID_CONFIGURATION);
        assertThat(problem.message()).contains("\"nowhere\"").contains("embedded");
    }

    @Test
    void an_unknown_transformer() {
        Problem problem = only(refused(host.app("shop").through("add-team").build()));

        assertThat(problem.code()).isEqualTo(Code.INVALID_CONFIGURATION);
        assertThat(problem.message()).contains("add-team");
    }

    @Test
    void the_next_good_commit_is_applied() {
        refused("bad.yaml", "a: [");
        host.declare("keep.yaml", configMap("keep", "x", "3"));

        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.data("keep", "x")).contains("3");
        assertThat(host.live(Host.configMapKey("gone"))).isEmpty();
    }
}
