package io.gitops4j.k8s;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** fabric8 configurations, with errors that say what is there instead. */
final class Configs {
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private Configs() {}

    static Config kubeconfig(Path file, String context) {
        requireContext(contexts(file), context, file.toString());
        try {
            return Config.fromKubeconfig(context, file.toFile());
        } catch (RuntimeException e) {
            throw unusable(file.toString(), context);
        }
    }

    static Config kubeconfigContext(String context) {
        Collection<String> names = Config.getKubeconfigFilenames();
        List<String> contexts = new ArrayList<>();
        List<Path> files =
                names.stream().map(Path::of).filter(Files::isRegularFile).toList();
        files.forEach(file -> contexts.addAll(contexts(file)));
        String place = String.join(", ", names);
        if (files.isEmpty()) {
            throw wrong("there is no kubeconfig; looked for: " + place);
        }
        requireContext(contexts, context, place);
        try {
            return Config.autoConfigure(context);
        } catch (RuntimeException e) {
            throw unusable(place, context);
        }
    }

    static Config inCluster() {
        return inCluster(System.getenv(), SERVICE_ACCOUNT);
    }

    /** As client-go's {@code rest.InClusterConfig} does it. */
    static Config inCluster(Map<String, String> environment, Path account) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
        Path token = account.resolve("token");
        if (host.isEmpty() || port.isEmpty() || !Files.isReadable(token)) {
            throw wrong(
                    "this process does not run in a pod with a service account: the variables KUBERNETES_SERVICE_HOST and"
                            + " KUBERNETES_SERVICE_PORT or the file " + token
                            + " are not there; use a kubeconfig instead");
        }
        String address = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("https://" + address + ":" + port)
                .withCaCertFile(account.resolve("ca.crt").toString())
                .withOauthTokenProvider(() -> read(token))
                .build();
    }

    private static String read(Path token) {
        try {
            return Files.readString(token, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the service account's token cannot be read", e);
        }
    }

    private static List<String> contexts(Path file) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw wrong("the kubeconfig " + file + " cannot be read; check that it is there and readable");
        }
        List<String> contexts = new ArrayList<>();
        for (Document document : Parser.tolerant().parse(file.toString(), content)) {
            if (document.root() instanceof Node.Obj root) {
                root.array("contexts").items().forEach(one -> one.text("name").ifPresent(contexts::add));
            }
        }
        return contexts;
    }

    private static void requireContext(List<String> contexts, String context, String place) {
        if (!contexts.contains(context)) {
            throw wrong("there is no context \"" + context + "\" in the kubeconfig " + place + "; there "
                    + (contexts.isEmpty() ? "is none" : "are: " + String.join(", ", contexts)));
        }
    }

    /** Without the cause, which may hold what stands in the file. */
    private static GitOpsException unusable(String place, String context) {
        return wrong("the context \"" + context + "\" of the kubeconfig " + place
                + " cannot be used; check its cluster, its user, the files they name and the user's exec plug-in");
    }

    private static GitOpsException wrong(String message) {
        return new GitOpsException(
                Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere().withField("cluster"), message));
    }
}
