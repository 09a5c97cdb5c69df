package io.gitops4j.samples.cli;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.resource.ResourceKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds live objects by the names that people type: {@code deploy/web}, {@code ingress.networking.k8s.io/web}. */
final class ObjectNames {
    /** The short names of the API server, which discovery here does not tell. */
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("cm", "configmap"),
            Map.entry("cj", "cronjob"),
            Map.entry("crd", "customresourcedefinition"),
            Map.entry("deploy", "deployment"),
            Map.entry("ds", "daemonset"),
            Map.entry("hpa", "horizontalpodautoscaler"),
            Map.entry("ing", "ingress"),
            Map.entry("netpol", "networkpolicy"),
            Map.entry("ns", "namespace"),
            Map.entry("pdb", "poddisruptionbudget"),
            Map.entry("po", "pod"),
            Map.entry("pv", "persistentvolume"),
            Map.entry("pvc", "persistentvolumeclaim"),
            Map.entry("rs", "replicaset"),
            Map.entry("sa", "serviceaccount"),
            Map.entry("sts", "statefulset"),
            Map.entry("svc", "service"));

    private final ClusterAdapter cluster;
    private final Cancellation cancellation;

    ObjectNames(ClusterAdapter cluster, Cancellation cancellation) {
        this.cluster = cluster;
        this.cancellation = cancellation;
    }

    /**
     * The object {@code KIND/NAME}, in that namespace or, where it is null, in the only one that has such an object.
     */
    ResourceKey find(String text, @Nullable String namespace) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw refused(text, "write KIND/NAME, such as deployment/web");
        }
        KindInfo kind = kind(text.substring(0, slash).toLowerCase(Locale.ROOT));
        String name = text.substring(slash + 1);
        Selection selection =
                namespace == null ? Selection.all() : Selection.all().inNamespace(namespace);
        var listed = cluster.list(KindRef.of(kind.groupKind()), selection, cancellation);
        listed.problem().ifPresent(problem -> {
            throw new GitOpsException(problem);
        });
        List<ResourceKey> keys = listed.objects().keySet().stream()
                .filter(key -> key.name().equals(name))
                .toList();
        if (keys.isEmpty()) {
            throw refused(
                    text, "there is no such object" + (namespace == null ? "" : " in the namespace " + namespace));
        }
        if (keys.size() > 1) {
            String places = keys.stream().map(ResourceKey::namespace).collect(Collectors.joining(", "));
            throw refused(text, "several namespaces have one; say which with -n: " + places);
        }
        return keys.get(0);
    }

    private KindInfo kind(String word) {
        int dot = word.indexOf('.');
        String group = dot < 0 ? null : word.substring(dot + 1);
        String typed = dot < 0 ? word : word.substring(0, dot);
        String name = SHORT.getOrDefault(typed, typed);
        List<KindInfo> found = cluster.discover(cancellation).kinds().stream()
                .filter(kind -> kind.groupKind().kind().toLowerCase(Locale.ROOT).equals(name)
                        || kind.plural().equals(name))
                .filter(kind -> group == null || kind.groupKind().group().equals(group))
                .toList();
        if (found.isEmpty()) {
            throw refused(word, "the cluster has no such kind");
        }
        if (found.size() > 1) {
            String kinds = found.stream()
                    .map(kind -> kind.plural() + "." + kind.groupKind().group())
                    .collect(Collectors.joining(", "));
            throw refused(word, "it may be each of " + kinds + "; write the group too");
        }
        return found.get(0);
    }

    private static GitOpsException refused(String what, String why) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, Location.object(what), why));
    }
}
