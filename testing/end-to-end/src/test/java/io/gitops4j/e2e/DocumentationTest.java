package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows compiles, against what a host has on its class path. */
class DocumentationTest {
    private static final List<String> IMPORTS = List.of(
            "io.gitops4j.core.Cancellation",
            "io.gitops4j.core.application.Application",
            "io.fabric8.kubernetes.client.KubernetesClient",
            "io.gitops4j.core.cluster.Clusters",
            "io.gitops4j.core.plan.Plan",
            "io.gitops4j.core.reconcile.Boundary",
            "io.gitops4j.core.reconcile.Components",
            "io.gitops4j.core.reconcile.Reconciler",
            "io.gitops4j.core.run.Gate",
            "io.gitops4j.core.run.Run",
            "io.gitops4j.core.run.Trigger",
            "io.gitops4j.core.state.FileStateStore",
            "io.gitops4j.core.state.StateStore",
            "io.gitops4j.core.tree.Node",
            "io.gitops4j.git.Git",
            "io.gitops4j.git.GitSource",
            "io.gitops4j.k8s.Fabric8Cluster",
            "io.gitops4j.render.kustomize.Kustomize",
            "io.gitops4j.render.kustomize.KustomizeRenderer",
            "io.gitops4j.render.substitution.Substitution",
            "java.nio.file.Path",
            "java.time.Duration",
            "org.slf4j.Logger");

    @TempDir
    private Path classes;

    @Test
    void the_snippet_that_embeds_the_engine_compiles() throws IOException {
        compiles("README.md", "KubernetesClient kubernetesClient, Logger log");
    }

    @Test
    void the_snippet_of_kustomizations_compiles() throws IOException {
        compiles("docs/kustomize.md", "Clusters clusters, StateStore store");
    }

    @Test
    void the_snippet_of_substitution_compiles() throws IOException {
        compiles("docs/substitution.md", "Clusters clusters, StateStore store, Node.Obj configMap, Node.Obj secret");
    }

    /** Compiles every block of Java in {@code file}, each in a method with what the text around it takes for given. */
    private void compiles(String file, String given) throws IOException {
        Matcher block =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(root().resolve(file)));
        StringBuilder source = new StringBuilder();
        IMPORTS.forEach(name -> source.append("import ").append(name).append(";\n"));
        source.append("class Embedded {\n");
        int blocks = 0;
        while (block.find()) {
            source.append("  void embed")
                    .append(++blocks)
                    .append("(")
                    .append(given)
                    .append(") {\n");
            source.append(block.group(1)).append("  }\n");
        }
        source.append("}\n");
        assertThat(blocks).isPositive();
        StringWriter said = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                        null,
                        List.of(new Source(source.toString())))
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
    }

    private static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("README.md")) && Files.isDirectory(at.resolve("gitops-core"))) {
                return at;
            }
        }
        throw new IllegalStateException("no README above the working directory");
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Embedded.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
