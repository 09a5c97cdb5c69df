package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Makes up kustomizations of objects that do not refer to each other, and all that works by field specs on them. */
final class RandomKustomization {
    /** Kinds, with where they keep their pods. */
    private static final List<List<String>> KINDS = List.of(
            List.of("apps/v1", "Deployment", "spec.template"),
            List.of("extensions/v1beta1", "Deployment", "spec.template"),
            List.of("apps/v1", "StatefulSet", "spec.template"),
            List.of("apps/v1", "DaemonSet", "spec.template"),
            List.of("apps/v1", "ReplicaSet", "spec.template"),
            List.of("v1", "ReplicationController", "spec.template"),
            List.of("batch/v1", "Job", "spec.template"),
            List.of("batch/v1", "CronJob", "spec.jobTemplate.spec.template"),
            List.of("v1", "Pod", ""),
            List.of("v1", "PodTemplate", "template"),
            List.of("example.com/v1", "Foo", "spec.deep.pod"),
            List.of("serving.knative.dev/v1", "Service", "spec.template"),
            List.of("v1", "Service", "-"),
            List.of("v1", "ConfigMap", "-"),
            List.of("v1", "Secret", "-"),
            List.of("v1", "Namespace", "-"),
            List.of("example.com/v1", "Namespace", "-"),
            List.of("v1", "PersistentVolume", "-"),
            List.of("rbac.authorization.k8s.io/v1", "Role", "-"),
            List.of("rbac.authorization.k8s.io/v1", "ClusterRole", "-"),
            List.of("rbac.authorization.k8s.io/v1", "RoleBinding", "-"),
            List.of("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "-"),
            List.of("apiextensions.k8s.io/v1", "CustomResourceDefinition", "spec.template"),
            List.of("apiregistration.k8s.io/v1", "APIService", "-"),
            List.of("networking.k8s.io/v1", "NetworkPolicy", "-"),
            List.of("policy/v1", "PodDisruptionBudget", "-"),
            List.of("storage.k8s.io/v1", "StorageClass", "-"),
            List.of("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "-"),
            List.of("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "-"),
            List.of("autoscaling/v2", "HorizontalPodAutoscaler", "-"));

    private static final List<String> IMAGES = List.of(
            "nginx", "busybox", "registry.example.com/team/app", "localhost:5000/app", "registryXexample.com/team/app");

    private final Random random;
    private final String prefix;
    private final List<String> names = new ArrayList<>();
    private final Set<String> namespaces = new HashSet<>();

    /** Names of its objects start with {@code prefix}. */
    RandomKustomization(Random random, String prefix) {
        this.random = random;
        this.prefix = prefix;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    List<Node.Obj> resources(int count) {
        List<Node.Obj> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(resource(prefix + i));
        }
        return all;
    }

    private Node.Obj resource(String name) {
        List<String> kind = any(KINDS);
        while (kind.get(1).equals("Namespace") && !namespaces.add(kind.get(0))) {
            kind = any(KINDS);
        }
        if (!one(20) && List.of("Deployment", "StatefulSet", "ReplicaSet").contains(kind.get(1))) {
            names.add(name);
        }
        ObjBuilder metadata = Node.objectBuilder().put("name", name);
        if (one(3)) {
            metadata.put("namespace", any(List.of("a", "a-b", "default", "b")));
        }
        maybe(metadata, "labels", this::labels);
        maybe(metadata, "annotations", this::labels);
        Node.Obj body = Node.objectBuilder()
                .put("apiVersion", kind.get(0))
                .put("kind", kind.get(1))
                .put("metadata", metadata.build())
                .build();
        if (!kind.get(2).equals("-") && !one(12)) {
            body = put(
                    body,
                    kind.get(2).isEmpty() ? List.of() : List.of(kind.get(2).split("\\.")),
                    // releases differ in whether they know the image volumes of a CronJob
                    pod(!kind.get(1).equals("CronJob")));
        }
        return special(body, kind.get(1));
    }

    private Node.Obj special(Node.Obj body, String kind) {
        return switch (kind) {
            case "RoleBinding", "ClusterRoleBinding" ->
                one(6)
                        ? body.with("subjects", one(2) ? Node.nil() : Node.array())
                        : body.with("subjects", Node.array(subjects()));
            case "Service",
                    "Deployment",
                    "ReplicationController",
                    "StatefulSet",
                    "Job",
                    "ReplicaSet",
                    "PodDisruptionBudget" -> selector(body);
            case "CustomResourceDefinition" ->
                one(2)
                        ? put(body, List.of("spec", "conversion", "webhook", "clientConfig", "service"), service())
                        : body;
            case "APIService" -> one(2) ? put(body, List.of("spec", "service"), service()) : body;
            case "NetworkPolicy" ->
                put(
                        body,
                        List.of("spec"),
                        Node.objectBuilder()
                                .put("podSelector", one(2) ? Node.object() : matchLabels())
                                .put("ingress", Node.array(from(), from()))
                                .build());
            case "Secret", "ConfigMap" -> body.with("data", Node.object().with("key", Node.of("dmFsdWU=")));
            default -> body;
        };
    }

    private Node.Obj from() {
        return Node.object().with("from", Node.array(Node.object().with("podSelector", matchLabels())));
    }

    private Node.Obj matchLabels() {
        return Node.object().with("matchLabels", labels());
    }

    private Node.Obj service() {
        Node.Obj service = Node.object().with("name", Node.of("webhook"));
        return one(2) ? service : service.with("namespace", one(3) ? Node.nil() : Node.of("a"));
    }

    private Node.Obj selector(Node.Obj body) {
        Node.Obj changed = body;
        if (one(2)) {
            changed =
                    put(changed, List.of("spec", "selector"), one(5) ? Node.nil() : one(2) ? matchLabels() : labels());
        }
        if (one(2)) {
            changed = put(changed, List.of("spec", "replicas"), one(4) ? Node.nil() : Node.of(random.nextInt(5)));
        }
        if (one(2)) {
            Node.Obj claim = Node.object().with("metadata", Node.object().with("name", Node.of("claim")));
            Node claims = one(6)
                    ? Node.nil()
                    : Node.array(claim, Node.object(), put(claim, List.of("metadata", "labels"), labels()));
            changed = put(changed, List.of("spec", "volumeClaimTemplates"), claims);
        }
        return changed;
    }

    private List<Node> subjects() {
        List<Node> subjects = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            ObjBuilder subject = Node.objectBuilder();
            subject.put("kind", any(List.of("ServiceAccount", "User", "Group")));
            subject.put("name", any(List.of("default", "other")));
            if (one(2)) {
                subject.put("namespace", any(List.of("a", "", "b")));
            }
            subjects.add(subject.build());
        }
        return subjects;
    }

    private void maybe(ObjBuilder into, String key, Supplier<Node.Obj> value) {
        if (one(2)) {
            into.put(key, one(8) ? Node.nil() : value.get());
        }
    }

    private Node.Obj labels() {
        ObjBuilder labels = Node.objectBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            String key = any(List.of("app", "tier", "example.com/owner", "env"));
            if (!labels.has(key)) {
                labels.put(key, value());
            }
        }
        return labels.build();
    }

    private String value() {
        return any(List.of("web", "1", "true", "no", "", "1e3", "0x10", "~", "a-b", "2024-01-01"));
    }

    private Node.Obj pod(boolean imageVolumes) {
        ObjBuilder template = Node.objectBuilder();
        if (one(2)) {
            ObjBuilder metadata = Node.objectBuilder();
            maybe(metadata, "labels", this::labels);
            maybe(metadata, "annotations", this::labels);
            template.put("metadata", one(8) ? Node.nil() : metadata.build());
        }
        ObjBuilder spec = Node.objectBuilder().put("containers", containers());
        if (one(3)) {
            spec.put("initContainers", one(6) ? Node.nil() : containers());
        }
        if (one(4)) {
            spec.put("ephemeralContainers", containers());
        }
        if (one(4) && imageVolumes) {
            Node.Obj image = Node.object().with("reference", Node.of(image()));
            spec.put("volumes", Node.array(Node.object().with("image", image), Node.object()));
        }
        if (one(4)) {
            spec.put(
                    "affinity",
                    put(
                            Node.object(),
                            List.of("podAffinity"),
                            Node.object()
                                    .with(
                                            "requiredDuringSchedulingIgnoredDuringExecution",
                                            Node.array(Node.object()
                                                    .with("labelSelector", one(2) ? matchLabels() : Node.object())))));
        }
        if (!one(12)) {
            template.put("spec", one(12) ? Node.nil() : spec.build());
        }
        return template.build();
    }

    private Node containers() {
        List<Node> containers = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            ObjBuilder container = Node.objectBuilder().put("name", "c" + i);
            if (!one(8)) {
                container.put("image", image());
            }
            containers.add(container.build());
        }
        return Node.array(containers);
    }

    private String image() {
        return any(IMAGES)
                + any(List.of("", ":1", ":v1.2.3", ":{TAG}", ":", ":bad tag"))
                + any(List.of("", "", "", "@sha256:0123456789abcdef", "@multihash+base58:abc"));
    }

    private static Node.Obj put(Node.Obj body, List<String> path, Node value) {
        if (path.isEmpty()) {
            Node.Obj merged = body;
            for (String key : ((Node.Obj) value).keys()) {
                Node member = ((Node.Obj) value).get(key);
                merged = key.equals("metadata") || member == null ? merged : merged.with(key, member);
            }
            return merged;
        }
        String key = path.get(0);
        return path.size() == 1
                ? body.with(key, value)
                : body.with(key, put(body.object(key), path.subList(1, path.size()), value));
    }

    /** A kustomization of the resources, and perhaps of a file of field specs, {@code fields.yaml}. */
    Node.Obj kustomization() {
        ObjBuilder all = Node.objectBuilder().put("resources", Node.array(Node.of("resources.yaml")));
        if (one(3)) {
            all.put("configurations", Node.array(Node.of("fields.yaml")));
        }
        if (one(2)) {
            all.put("namePrefix", any(List.of("p-", "dev.", "x")));
        }
        if (one(2)) {
            all.put("nameSuffix", any(List.of("-s", "-v2")));
        }
        if (one(2)) {
            all.put("namespace", any(List.of(prefix + "shop", prefix + "shop", "default")));
        }
        if (one(3)) {
            all.put("commonLabels", labels());
        }
        if (one(3)) {
            all.put("commonAnnotations", labels());
        }
        if (one(2)) {
            all.put("labels", Node.array(label(), label()));
        }
        if (one(2)) {
            List<Node> images = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                images.add(imageEntry());
            }
            all.put("images", Node.array(images));
        }
        if (one(3) && !names.isEmpty()) {
            all.put(
                    "replicas",
                    Node.array(Node.objectBuilder()
                            .put("name", any(names))
                            .put("count", random.nextInt(100))
                            .build()));
        }
        return all.build();
    }

    private Node.Obj label() {
        ObjBuilder label = Node.objectBuilder().put("pairs", labels());
        for (String reach : List.of("includeSelectors", "includeTemplates", "includeVolumeClaimTemplates")) {
            if (one(3)) {
                label.put(reach, !one(4));
            }
        }
        if (one(4)) {
            label.put(
                    "fields",
                    Node.array(fieldSpec(List.of(
                            "spec/extra/labels",
                            "spec/template/metadata/labels",
                            "metadata/labels",
                            "spec/items[]/labels",
                            "spec/volumeClaimTemplates/metadata/labels"))));
        }
        return label.build();
    }

    private Node.Obj imageEntry() {
        ObjBuilder entry = Node.objectBuilder()
                .put("name", one(10) ? any(List.of("[", "ngin.", "(nginx|busybox)", ".*", "nginx:1")) : any(IMAGES));
        if (one(3)) {
            entry.put("newName", any(IMAGES));
        }
        if (one(3)) {
            entry.put("newTag", any(List.of("v9", "1.0")));
        }
        if (one(4)) {
            entry.put("digest", "sha256:feedbeef");
        }
        if (one(3)) {
            entry.put("tagSuffix", "-alpine");
        }
        return entry.build();
    }

    /** Field specs of all uses. */
    Node.Obj fields() {
        ObjBuilder all = Node.objectBuilder();
        add(all, "commonLabels", List.of("spec/extra/labels", "metadata/labels", "spec/template/metadata/labels"));
        add(all, "labels", List.of("spec/more/labels", "spec/selector"));
        add(all, "templateLabels", List.of("spec/tpl/labels", "metadata/labels"));
        add(all, "volumeClaimTemplateLabels", List.of("spec/claims[]/labels"));
        add(all, "commonAnnotations", List.of("spec/extra/annotations", "metadata/annotations"));
        add(all, "namePrefix", List.of("spec/prefixed", "metadata/name", "subjects/name"));
        add(all, "nameSuffix", List.of("spec/suffixed", "metadata/name"));
        add(all, "namespace", List.of("spec/ns", "spec/service/namespace", "metadata/namespace", "metadata/name"));
        add(all, "images", List.of("spec/containers[]/image", "spec/template/spec/ephemeralContainers/image"));
        add(all, "replicas", List.of("spec/replicas", "spec/size"));
        return all.build();
    }

    private void add(ObjBuilder all, String field, List<String> paths) {
        if (one(2)) {
            List<Node> specs = new ArrayList<>();
            for (int i = random.nextInt(2); i >= 0; i--) {
                specs.add(fieldSpec(paths));
            }
            all.put(field, Node.array(specs));
        }
    }

    private Node.Obj fieldSpec(List<String> paths) {
        ObjBuilder spec = Node.objectBuilder().put("path", any(paths));
        if (!one(4)) {
            List<String> kind = any(KINDS);
            spec.put("kind", kind.get(1));
            if (one(3) && kind.get(0).contains("/")) {
                spec.put("group", kind.get(0).substring(0, kind.get(0).indexOf('/')));
            }
            if (one(4)) {
                spec.put("version", any(List.of("v1", "v1beta1")));
            }
        }
        // mostly as Kustomize's own specs of these paths, which would contradict otherwise
        boolean create = !paths.contains("subjects/name") && !paths.contains("spec/suffixed");
        if (one(15) != create) {
            spec.put("create", true);
        }
        return spec.build();
    }

    Node.Obj sortOptions() {
        ObjBuilder options = Node.objectBuilder().put("order", one(3) ? "fifo" : "legacy");
        if (options.build().text("order").orElseThrow().equals("legacy") && one(2)) {
            options.put(
                    "legacySortOptions",
                    Node.objectBuilder()
                            .put("orderFirst", kinds())
                            .put("orderLast", kinds())
                            .build());
        }
        return options.build();
    }

    /** Kinds, always with namespaces, since upstream's order of unlisted ones of two groups is none. */
    private Node kinds() {
        List<Node> kinds = new ArrayList<>(List.of(Node.of("Namespace")));
        for (int i = random.nextInt(4); i > 0; i--) {
            kinds.add(Node.of(any(KINDS).get(1)));
        }
        return Node.array(kinds);
    }
}
